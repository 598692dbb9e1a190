"""A status is published from a page that says what is published, once, and as it was seen; and it is corrected."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse

from helhed.action_plans.words import ProgressState
from helhed.audit.words import Verb
from helhed.status_reports.queries.compiled import compile_status
from helhed.status_reports.queries.reports import list_editions, list_treatments
from helhed.status_reports.words import StatusPart
from tests.people import events
from tests.status_reports.reported import publish, section_of, treat, write
from tests.web.action_plans.initiative_pages import client, page, read, send, told
from tests.web.status_reports.status_desk import STATUS, begun, desk, sending
from tests.world import SLUG, SYSTEM, World, at, build_world, progress


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def report(world: World) -> UUID:
    report_id = begun(world)
    treat(report_id)
    return report_id


def digest(edition: int = 1) -> str:
    return compile_status(SYSTEM, SLUG, 2023, edition=edition).digest


def press(report_id: UUID, **typed: Any) -> HttpResponse:
    return send("consultant", f"{desk(report_id)}/offentliggør", **{"seen_digest": digest(), **typed})


def test_the_page_says_what_is_published_and_pressing_publishes_it(world: World, report: UUID) -> None:
    shown = read(f"{desk(report)}/offentliggør", "consultant")
    for words in (
        "Policy Et liv med plads til alle 2021-2024",
        "As it stood on 31 December 2023",
        "2 initiatives",
        "2 focus areas, 4 goals.",
        "0 of 4 goals are judged in words.",
        "Citizens' voices none",
        "It was not heard.",
        "Socialudvalget taken to its notice, 30 January 2024",
        "No council has been heard about it.",
    ):
        assert words in shown
    assert f'value="{digest()}"' in page(f"{desk(report)}/offentliggør", "consultant")
    assert "It cannot be published yet" not in shown
    assert "Why it is published although" not in shown
    assert press(report).headers["Location"] == STATUS
    assert client().get(STATUS).status_code == 200
    assert "Correct it in a new edition …" in read(desk(report), "consultant")
    assert client("consultant").get(f"{desk(report)}/offentliggør").status_code == 404


def test_pressed_twice_it_is_published_once(report: UUID) -> None:
    typed = {"form_id": uuid4(), "seen_digest": digest()}
    answers = [client("consultant").post(f"{desk(report)}/offentliggør", typed) for _time in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [STATUS, STATUS]
    assert len(events(Verb.PUBLISHED_STATUS)) == 1


@pytest.mark.parametrize("what", ["a section", "an initiative"])
def test_what_changed_under_ones_eyes_is_not_published(world: World, report: UUID, what: str) -> None:
    seen = digest()
    if what == "a section":
        write(section_of(report, StatusPart.SUMMARY), "Noget helt andet.")
    else:
        with at(2023, 12, 30):
            progress(world, ProgressState.DELAYED)
    refused = press(report, seen_digest=seen)
    assert refused.status_code == 422
    assert "says something else now than when you opened this page" in told(refused)
    assert client().get(STATUS).status_code == 404
    assert f'value="{digest()}"' in refused.content.decode()
    assert press(report).status_code == 302


def test_what_is_missing_is_named_with_the_way_to_put_it_right(world: World) -> None:
    report = begun(world, is_ready=False)
    shown, whole = (
        read(f"{desk(report)}/offentliggør", "consultant"),
        page(f"{desk(report)}/offentliggør", "consultant"),
    )
    assert "It cannot be published yet" in shown
    assert "8 sections are not ready. See the sections" in shown
    assert f'href="{desk(report)}#sections"' in whole
    assert "No committee has dealt with it yet. Send it to a committee" in shown
    assert f'href="{desk(report)}/udvalg"' in whole
    assert f'href="{desk(report)}/høring"' in whole
    refused = press(report, unready_reason="Sygdom.")
    assert "No committee has dealt with it yet." in told(refused)
    treat(report)
    refused = press(report)
    assert "8 sections are not ready." in told(refused)
    assert press(report, unready_reason="Sygdom.").status_code == 302
    assert "Sygdom." in read(STATUS)


def test_nobody_publishes_a_year_that_is_not_over(world: World) -> None:
    with at(2023, 6, 1):
        report = begun(world)
        treat_early(report)
        assert "The year is not over yet." in told(press(report))
        assert client().get(STATUS).status_code == 404


def treat_early(report: UUID) -> None:
    send("consultant", f"{desk(report)}/udvalg", committee="Socialudvalget", sent_on="2023-05-20")
    [treatment] = list_treatments(SYSTEM, report)
    typed = {"outcome": "noted", "treated_on": "2023-05-25", "seen_version": 1}
    send("consultant", f"{desk(report)}/udvalg/{treatment.id}", **typed)


@pytest.mark.parametrize("typed", [{"seen_digest": ""}, {"seen_digest": "x" * 65}, {"unready_reason": "\0"}])
def test_bad_input_is_refused(report: UUID, typed: dict[str, str]) -> None:
    assert press(report, **typed).status_code == 422
    assert press(report, unready_reason="x" * 1_000_000).status_code == 422
    assert client().get(STATUS).status_code == 404


# --- correction ---


def test_a_published_status_is_corrected_in_a_new_edition(world: World) -> None:
    old = publish(begun(world, is_ready=False))
    address = f"/status/udgave/{old}/ret"
    assert "Edition 1 stays as it was published" in read(address, "consultant")
    typed = {"form_id": uuid4(), "reason": "Et tal var forkert."}
    answers = [client("consultant").post(address, typed) for _time in range(2)]
    new, _old = list_editions(SYSTEM, old)
    assert [answer.headers["Location"] for answer in answers] == [desk(new.id)] * 2
    assert (new.edition, new.corrects, new.correction_reason) == (2, 1, "Et tal var forkert.")
    assert "Edition 2 corrects it already" in read(address, "consultant")
    assert f'href="{desk(new.id)}"' in page(address, "consultant")
    refused = send("consultant", address, reason="Igen.")
    assert refused.status_code == 422
    assert "This edition is corrected by a newer one." in told(refused)
    shown = read(f"{desk(new.id)}/offentliggør", "consultant")
    assert "It corrects edition 1: Et tal var forkert." in shown
    answer = send("consultant", f"{desk(new.id)}/offentliggør", seen_digest=digest(2))
    assert answer.headers["Location"] == STATUS
    assert sending(old).newer
    assert "Et tal var forkert." in read(STATUS)


def test_a_correction_says_why(world: World) -> None:
    old = publish(begun(world, is_ready=False))
    for reason in ("", "   ", "\0", "x" * 1_000_000):
        assert send("consultant", f"/status/udgave/{old}/ret", reason=reason).status_code == 422
    assert len(list_editions(SYSTEM, old)) == 1


def test_a_draft_is_not_corrected(report: UUID) -> None:
    assert client("consultant").get(f"/status/udgave/{report}/ret").status_code == 404
    for reason in ("Fejl.", ""):
        assert send("consultant", f"/status/udgave/{report}/ret", reason=reason).status_code == 404
    assert client("leader").get(f"/status/udgave/{report}/ret").status_code == 404


def test_a_second_committee_that_waits_holds_it_back(report: UUID) -> None:
    send("consultant", f"{desk(report)}/udvalg", committee="Byrådet", sent_on=date(2024, 1, 31))
    refused = press(report)
    assert "Byrådet has not dealt with it yet." in told(refused)
    assert f'href="{desk(report)}#committees"' in page(f"{desk(report)}/offentliggør", "consultant")
