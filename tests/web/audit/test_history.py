"""The history on the pages: a sentence one can read, for those who may know."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from helhed.access.models import Account
from helhed.action_plans.models import ActionPlan, Initiative
from helhed.audit.acting import acting, because
from helhed.audit.queries import Act, History, ShownChange
from helhed.base import clock
from helhed.base.viewer import Viewer
from helhed.status_reports.actions.reports import set_due_day, start_report
from helhed.status_reports.words import LONGEST_TEXT, StatusPart
from helhed.web.audit.history import IN_A_SENTENCE, history_part
from tests.status_reports.reported import section_of, write
from tests.world import SLUG, World, at, build_world

INITIATIVE, PLAN, STATUS = (
    "/handleplan/handleplan-2021-2022/1",
    "/handleplan/handleplan-2021-2022",
    f"/status/{SLUG}/2022",
)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def client_of(world: World, person: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=world.viewers[person].account_id))
    client.get("/privatliv")
    return client


def section(answer: Any) -> str:
    """The history as it stands on the page; nothing where there is none."""
    assert answer.status_code == 200
    found = re.search(r'<section class="prose" aria-labelledby="history">.*?</section>', answer.content.decode(), re.S)
    return found[0] if found else ""


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def change(world: World, reason: str = "", **changed: object) -> None:
    by = Viewer(account_id=world.consultant.account_id, name="Mette Holm")
    with acting(by=by):
        because(reason)
        Initiative.objects.filter(id=world.initiative_id).update(**changed)


def test_a_change_is_told_in_a_sentence(world: World) -> None:
    with at(2024, 3, 12):
        change(world, "Værestedet flytter.", title="En nøgle mere")
    told = section(client_of(world, "consultant").get(INITIATIVE))
    assert words(told) == (
        "Historik 12. marts 2024 ændrede Mette Holm titel fra En nøgle til alle til En nøgle mere "
        "Hvorfor: Værestedet flytter."
    )
    assert '<time datetime="2024-03-12T' in told
    assert [f'<q lang="da">{typed}</q>' in told for typed in ("En nøgle til alle", "Værestedet flytter.")] == [True] * 2


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("da", "12. marts 2024 ændrede Mette Holm {} fra 31. december 2023 til 31. december 2024"),
        ("en", "On 12 March 2024 Mette Holm changed {} from 31 December 2023 to 31 December 2024"),
        ("de", "Am 12. März 2024 änderte Mette Holm {} von 31. Dezember 2023 zu 31. Dezember 2024"),
    ],
)
def test_a_day_is_told_in_the_language_of_the_page(world: World, language: str, says: str) -> None:
    with at(2024, 3, 12):
        change(world, ends_on=date(2024, 12, 31))
    client = client_of(world, "consultant")
    client.cookies["helhed-language"] = language
    told = section(client.get(INITIATIVE))
    with translation.override(language):
        assert says.format(Initiative._meta.get_field("ends_on").verbose_name) in words(told)
    assert 'lang="da"' not in told


def test_what_was_empty_is_said_to_have_been(world: World) -> None:
    change(world, deputy_id=None)
    change(world, deputy_id=world.staff["leader"])
    told = words(section(client_of(world, "consultant").get(INITIATIVE)))
    assert "stedfortræder fra ingenting til Leader" in told
    assert "stedfortræder fra Deputy til ingenting" in told


def test_long_words_are_compared_word_by_word(world: World) -> None:
    long = "Låse og nøgler til alle boliger, og en ekstra til naboen. " * 4
    change(world, description=long)
    change(world, description=long.replace("naboen", "vennen", 1))
    newest = section(client_of(world, "consultant").get(INITIATIVE)).split("</details>")[0]
    assert "se ordene, der blev ændret" in newest
    assert re.findall(r"</span>(\w+)<span", newest) == ["naboen", "vennen"]


@pytest.mark.parametrize("typed", ["<b>fed</b>", "{{ secret }}", '" onclick="x', "x" * (IN_A_SENTENCE + 1) + "<i>"])
def test_what_people_wrote_is_shown_as_they_wrote_it(world: World, typed: str) -> None:
    change(world, typed, title=typed)
    told = section(client_of(world, "consultant").get(INITIATIVE))
    assert not re.search(r"<[bi]>|\" onclick=\"", told)
    assert words(told).count("secret") == (2 if "secret" in typed else 0)


def test_nothing_changed_yet_is_said(world: World) -> None:
    client = client_of(world, "consultant")
    assert "Intet er ændret endnu" in words(section(client.get(INITIATIVE)))


def test_who_sees_the_history_of_which_page(world: World) -> None:
    start_report(by=world.consultant, policy_id=world.policy_id, year=2022)
    seen = {
        person: {
            address
            for address in (INITIATIVE, PLAN, STATUS)
            if (answer := client_of(world, person).get(address)).status_code == 200 and section(answer)
        }
        for person in (
            "consultant",
            "consultant_without_staff",
            "leader",
            "accountable",
            "accountable_elsewhere",
            "dpo",
        )
    }
    everything = {INITIATIVE, PLAN, STATUS}
    assert seen == {
        "consultant": everything,
        "consultant_without_staff": everything,
        "leader": {INITIATIVE},
        "accountable": {INITIATIVE},
        "accountable_elsewhere": set(),
        "dpo": set(),
    }
    assert not section(Client().get(INITIATIVE))
    assert not section(Client().get(PLAN))


def test_plan_and_status_tell_their_own(world: World) -> None:
    by = Viewer(account_id=world.consultant.account_id, name="Mette Holm", roles=world.consultant.roles)
    with acting(by=by):
        ActionPlan.objects.update(agenda_item="Punkt 9")
    report = start_report(by=by, policy_id=world.policy_id, year=2022)
    set_due_day(by=by, report_id=report, seen_version=1, due_on=date(2024, 3, 1))
    summary = section_of(report, StatusPart.SUMMARY)
    write(summary, "Det gik godt.\n\nMeget godt.", by=by)
    client = client_of(world, "consultant")
    assert "dagsordenspunkt fra Punkt 4 til Punkt 9" in words(section(client.get(PLAN)))
    assert "afsnittene skal være klar fra ingenting til 1. marts 2024" in words(section(client.get(STATUS)))
    assert "tekst : se ordene, der blev ændret" in words(
        section(client.get(f"/status/udkast/{report}/afsnit/{summary.id}"))
    )


def test_the_page_asks_as_often_after_many_changes_as_after_one(world: World, queries: Callable[..., Any]) -> None:
    client = client_of(world, "consultant")

    def asked() -> int:
        with queries() as seen:
            client.get(INITIATIVE)
        return int(seen.count)

    change(world, deputy_id=None, unit_id=world.units["social"])
    once = asked()
    for person in ("leader", "dpo", "consultant", "leader_above") * 5:
        change(world, deputy_id=world.staff[person], title=f"En nøgle til {person}")
    assert asked() == once


def history_of(*changes: ShownChange, by: str = "Mette Holm", is_system: bool = False) -> History:
    return History((Act(clock.now(), by, is_system, "", changes),), is_cut=False)


def test_a_job_and_somebody_without_a_name_are_told_as_what_they_are() -> None:
    with translation.override("da"):
        told = [
            history_part(history_of(by=name, is_system=is_job)) for name, is_job in (("nightly", True), ("", False))
        ]
        assert [part.acts[0].who for part in told if part] == ["systemet selv (nightly)", "nogen uden navn"]
    assert history_part(None) is None


def test_fifty_changes_to_the_longest_texts_keep_nobody_waiting(world: World) -> None:
    texts = [" ".join(f"{word % number}" for word in range(LONGEST_TEXT // 6)) for number in range(2, 53)]
    changes = [ShownChange(world.plan_id, "sammenfatning", "written", *pair) for pair in pairwise(texts)]
    started = time.process_time()
    part = history_part(history_of(*changes))
    assert time.process_time() - started < 10
    assert part is not None
    assert len(part.acts[0].lines) == 50


def test_a_long_text_that_is_all_new_is_not_marked(world: World) -> None:
    part = history_part(history_of(ShownChange(world.plan_id, "sammenfatning", "written", None, "En.\n\nTo.")))
    assert part is not None
    assert part.acts[0].lines[0].marks == (("kept", "En.\n\nTo."),)
