"""Every digest is computed anew: what somebody changed past the triggers is found."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from helhed.audit.triggers import KEPT, install_triggers, statements
from helhed.base import clock
from helhed.config.commands import verify_status
from helhed.status_reports.actions.publishing import publish_report
from helhed.status_reports.actions.reports import start_correction, start_report
from helhed.status_reports.models import FrozenStatus
from helhed.status_reports.queries.verifying import verify_reports
from helhed.status_reports.words import Intactness
from tests.status_reports.reported import published
from tests.world import SYSTEM, VISITOR, World, at, build_world

I = Intactness  # noqa: E741
TABLE = "status_reports_frozenstatus"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """The years 2021 to 2023 are published, 2022 in two editions; 2024 is a draft."""
    with at(2024, 2, 1):
        world = build_world()
        published(world.policy_id, 2021)
        old = published(world.policy_id, 2022)
        publish_report(by=SYSTEM, report_id=start_correction(by=SYSTEM, report_id=old, reason="Et tal."))
        published(world.policy_id, 2023)
        start_report(by=SYSTEM, policy_id=world.policy_id, year=2024)
        yield world


def found() -> dict[tuple[int, int], Intactness]:
    return {(each.report.year, each.report.edition): each.found for each in verify_reports(SYSTEM)}


def past_the_triggers(year: int, edition: int, **values: str) -> None:
    """As somebody could who owns the database."""
    on_table = f' ON "{TABLE}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in statements(connection.vendor, TABLE):
            cursor.execute(f'DROP TRIGGER "{name}"{on_table}')
    FrozenStatus.objects.filter(report__year=year, report__edition=edition).update(**values)
    install_triggers()


def text_of(year: int, edition: int) -> str:
    return FrozenStatus.objects.get(report__year=year, report__edition=edition).content


def test_what_nobody_touched_is_intact(world: World) -> None:
    assert set(found().items()) == {
        ((2021, 1), I.INTACT),
        ((2022, 1), I.INTACT),
        ((2022, 2), I.INTACT),
        ((2023, 1), I.INTACT),
    }
    assert [each.found for each in verify_reports(VISITOR)] == [I.INTACT] * 4
    assert TABLE in KEPT


def test_one_letter_is_found(world: World) -> None:
    past_the_triggers(2023, 1, content=text_of(2023, 1).replace("Om summary", "Om Summary"))
    assert {which for which, what in found().items() if what is I.CHANGED} == {(2023, 1)}


def test_a_text_with_its_digest_exchanged_breaks_the_chain(world: World) -> None:
    """Whoever changes a year and its digest is given away by the years and editions that name it."""
    text = text_of(2021, 1).replace("Om summary", "Om noget andet")
    past_the_triggers(2021, 1, content=text, digest=hashlib.sha256(text.encode()).hexdigest())
    assert found()[2021, 1] is I.INTACT
    assert found()[2022, 1] is found()[2022, 2] is I.CHAIN_BROKEN
    assert found()[2023, 1] is I.INTACT, "it names the second edition of 2022"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda data: data.pop("summary"), I.UNREADABLE),
        (lambda data: data.update(last_year=2020), I.CHANGED),
        (lambda data: data.update(edition=7), I.CHANGED),
        (lambda data: data.update(published_on=None), I.CHANGED),
    ],
)
def test_a_text_of_something_else_is_found_though_its_digest_fits(world: World, change: Any, expected: Any) -> None:
    data = json.loads(text_of(2023, 1))
    change(data)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    past_the_triggers(2023, 1, content=text, digest=hashlib.sha256(text.encode()).hexdigest())
    assert found()[2023, 1] is expected


def test_the_same_data_written_otherwise_is_another_text(world: World) -> None:
    text = json.dumps(json.loads(text_of(2023, 1)), indent=1)
    past_the_triggers(2023, 1, content=text, digest=hashlib.sha256(text.encode()).hexdigest())
    assert found()[2023, 1] is I.CHANGED


def test_what_was_published_before_texts_were_kept_is_no_fault(world: World) -> None:
    past_the_triggers(2021, 1)
    on_table = f' ON "{TABLE}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{TABLE}_no_delete"{on_table}')
    FrozenStatus.objects.filter(report__year=2023).delete()
    install_triggers()
    [verified] = [each for each in verify_reports(SYSTEM) if each.report.year == 2023]
    assert (verified.found, verified.is_right, verified.digest_found) == (I.NOT_KEPT, True, "")


def test_the_command_ends_with_1_where_one_is_wrong(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verify_status, "load_product", lambda: None)
    monkeypatch.setattr(verify_status, "require_database", lambda: None)
    assert verify_status.run(None) == 0  # type: ignore[arg-type]
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 4
    assert all(
        FrozenStatus.objects.get(report__year=year, report__edition=1).digest in told.out for year in (2021, 2023)
    )
    past_the_triggers(2023, 1, content="{}")
    assert verify_status.run(None) == 1  # type: ignore[arg-type]
    told = capsys.readouterr()
    assert (len(told.out.splitlines()), len(told.err.splitlines())) == (3, 1)
    assert clock.today().year == 2024
    assert isinstance(world.policy_id, UUID)
