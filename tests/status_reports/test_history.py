"""Who changed what in a yearly status, and who may know."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation

from helhed.status_reports.actions import publish_report, start_report, write_summary
from helhed.status_reports.queries import get_report_history
from helhed.status_reports.words import Outcome
from tests.world import World, at, build_world

WRITERS = {"consultant", "consultant_without_staff", "system"}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def test_the_history_of_a_status_is_for_those_who_write_them_before_and_after_it_is_published(world: World) -> None:
    by = world.consultant
    report = start_report(by=by, policy_id=world.policy_id, year=2022)
    for _state in ("draft", "published"):
        found = {name for name, viewer in world.viewers.items() if get_report_history(viewer, report) is not None}
        assert found == WRITERS
        if _state == "draft":
            publish_report(by=by, report_id=report, committee="Socialudvalget", outcome=Outcome.NOTED)


def test_what_was_written_and_published_is_told_in_words_newest_first(world: World) -> None:
    by = world.consultant
    report = start_report(by=by, policy_id=world.policy_id, year=2022)
    with at(2024, 2, 2):
        write_summary(by=by, report_id=report, seen_version=1, summary="Det gik godt.")
    with at(2024, 3, 12):
        publish_report(by=by, report_id=report, committee="Socialudvalget", outcome=Outcome.NOTED)
    with translation.override("da"):
        history = get_report_history(by, report)
    assert history is not None
    assert [[(c.field, c.kind, c.before, c.after) for c in act.changes] for act in history.acts] == [
        [
            ("status", "said", "Under udarbejdelse", "Offentliggjort"),
            ("udvalg", "written", None, "Socialudvalget"),
            ("udvalgets beslutning", "said", None, "taget til efterretning"),
            ("offentliggjort den", "said", None, date(2024, 3, 12)),
        ],
        [("sammenfatning", "written", None, "Det gik godt.")],
    ]
