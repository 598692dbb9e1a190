"""*Mine initiativer*: what is due is shown, and written on one page."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from helhed.action_plans.queries.progress import list_updates
from helhed.action_plans.words import Confidence, ProgressState
from helhed.audit.models import Event
from helhed.audit.words import Verb
from tests.action_plans.acting import elsewhere, milestone, trial
from tests.web.action_plans.initiative_pages import OWN, PAGE, client, initiative, main_of, page, read, row, send, told
from tests.world import SYSTEM, World, at, build_world, everything, progress

GOOD: dict[str, Any] = {"state": "delayed", "words": "Låsene er forsinkede.", "confidence": "high"}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def five(world: World) -> list[UUID]:
    """Five initiatives of the accountable employee, all due and all past their last day."""
    more = [
        elsewhere(world, title=f"Initiativ {number}", accountable_id=world.staff["accountable"])
        for number in range(2, 6)
    ]
    return [world.initiative_id, *more]


def test_only_what_is_due_from_me_stands_here(world: World) -> None:
    assert "En nøgle til alle" in read(OWN, "accountable")
    assert "You are the deputy" in read(OWN, "deputy")
    for name in ("support_worker", "accountable_elsewhere"):
        assert ("En nøgle til alle" in read(OWN, name)) == (name == "accountable_elsewhere")
    assert "Nothing waits for you" in read(OWN, "support_worker")
    progress(world, ProgressState.DELAYED)
    assert "Nothing waits for you" in read(OWN, "accountable")


def test_each_is_shown_with_what_was_said_and_what_follows_from_days(world: World) -> None:
    with at(2023, 2, 1):
        progress(world, ProgressState.AT_RISK, words="Låsesmeden er syg.")
        milestone(world, title="Låsene er sat i", due_on=date(2023, 6, 1))
    shown = read(OWN, "accountable")
    for words in (
        "Låsesmeden er syg.",
        "1 February 2023 , Consultant",
        "Late milestone: Låsene er sat i 1 June 2023",
        "The last day was 32 days ago.",
        "Certainty: High.",
        "Delayed (the proposal)",
        "An update has been due since 3 May 2023",
    ):
        assert words in shown
    assert "data-proposed" in page(OWN, "accountable")


def test_all_that_was_written_is_saved_in_one_go_and_the_rest_is_not_sent(world: World) -> None:
    mine = five(world)
    sent = {key: value for each in mine[:3] for key, value in row(each, **GOOD).items()}
    rest = {key: value for each in mine[3:] for key, value in row(each).items()}
    answer = send("accountable", OWN, **sent, **rest)
    assert answer.headers["Location"] == OWN
    assert [len(list_updates(SYSTEM, each)) for each in mine] == [1, 1, 1, 0, 0]
    assert Event.objects.filter(verb=Verb.WROTE_PROGRESS).count() == 3
    [update] = list_updates(SYSTEM, mine[0])
    assert (update.words, update.confidence) == ("Låsene er forsinkede.", Confidence.HIGH)
    assert "2 initiatives wait" in read(OWN, "accountable")


def test_sending_twice_is_done_once(world: World) -> None:
    sent = row(world.initiative_id, **GOOD)
    form_id = uuid4()
    for _time in range(2):
        assert send("accountable", OWN, form_id=form_id, **sent).headers["Location"] == OWN
    assert len(list_updates(SYSTEM, world.initiative_id)) == 1
    changed = send("accountable", OWN, form_id=form_id, **sent | {f"{world.initiative_id}-words": "Andet"})
    assert changed.status_code == 422
    assert "Andet" in told(changed)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"words": ""}, "Write a few words about how it goes."),
        ({"words": "\0"}, "Null characters are not allowed."),
        ({"words": "x" * 4001}, "at most 4000 characters"),
        ({"confidence": ""}, "Choose how sure you are."),
        ({"confidence": "sikkert"}, "Select a valid choice."),
        ({"state": ""}, "Choose how it goes, or empty what you wrote."),
        ({"state": "fint"}, "Select a valid choice."),
        ({"state": "on_track"}, "Write why."),
        ({"state": "changed_by_decision", "reason": "Ja"}, "Write which body decided it, and when."),
        ({"state": "changed_by_decision", "body": "Udvalget"}, "Write which day it was decided."),
        ({"state": "changed_by_decision", "on": "2024-01-01"}, "Write which body decided it."),
        ({"state": "dropped_by_decision", "body": "Udvalget", "on": "2024-02-02"}, "The day has not come yet."),
        ({"body": "Udvalget", "on": "2024-01-01"}, "A decision belongs only where"),
        ({"on": "0000-00-00"}, "Enter a valid date."),
        ({"seen_update": "x"}, "Enter a valid UUID."),
    ],
)
def test_one_fault_and_nothing_is_saved_but_all_is_kept(world: World, changed: dict[str, str], fault: str) -> None:
    first, second = five(world)[:2]
    before = everything()
    refused = send("accountable", OWN, **row(first, **GOOD | changed), **row(second, **GOOD | {"words": "Det andet."}))
    assert refused.status_code == 422
    assert fault in told(refused)
    assert "Det andet." in told(refused)
    assert everything() == before
    shown = main_of(refused)
    assert f'href="#id_{first}-' in shown or "seen_update" in changed


def test_nothing_written_is_told(world: World) -> None:
    refused = send("accountable", OWN, **row(world.initiative_id))
    assert refused.status_code == 422
    assert "Choose how it goes with at least one initiative" in told(refused)


def test_the_second_of_two_gets_back_what_was_typed_beside_what_is_new(world: World) -> None:
    first, second = five(world)[:2]
    sent = row(first, **GOOD | {"words": "Mine ord."}) | row(second, **GOOD)
    progress(world, ProgressState.AT_RISK, initiative_id=first, words="De andres ord.")
    before = everything()
    refused = send("accountable", OWN, **sent)
    assert refused.status_code == 422
    for words in (
        "Written since you opened the page",
        "De andres ord.",
        "Mine ord.",
        "Somebody wrote about this meanwhile",
    ):
        assert words in told(refused)
    assert everything() == before
    newest = list_updates(SYSTEM, first)[0].id
    assert f'name="{first}-seen_update" value="{newest}"' in main_of(refused)
    again = send("accountable", OWN, **sent | {f"{first}-seen_update": str(newest)})
    assert again.headers["Location"] == OWN
    assert [each.words for each in list_updates(SYSTEM, first)] == ["Mine ord.", "De andres ord."]


def test_one_begins_from_last_time_without_a_script(world: World) -> None:
    first, second = five(world)[:2]
    with at(2023, 2, 1):
        for each in (first, second):
            progress(world, ProgressState.AT_RISK, initiative_id=each, words="Ordene fra sidst.")
    before = everything()
    typed = {"state": "delayed", "words": "", "confidence": "low"}
    for begun, held in ((first, ["Ordene fra sidst.", "Andre ord."]), (second, ["", "Andre ord."])):
        sent = row(first, **typed) | row(second, **typed | {"words": "Andre ord."})
        shown = send("accountable", OWN, **sent, begin=str(begun))
        assert shown.status_code == 200
        fields = main_of(shown).split("<textarea")
        for each, words in zip((first, second), held, strict=True):
            [field] = [part for part in fields if f'name="{each}-words"' in part]
            assert field.split(">")[1].split("</textarea")[0].strip() == words
            assert ("autofocus" in field.split(">")[0]) == (each == begun)
            assert 'value="delayed" ' in main_of(shown)
        assert "error-summary" not in main_of(shown)
    assert everything() == before


def test_what_is_somebody_elses_is_not_written_from_here(world: World) -> None:
    before = everything()
    refused = send("accountable", OWN, **row(world.elsewhere_id, **GOOD))
    assert refused.status_code == 422
    assert "You cannot write about this initiative" in told(refused)
    assert everything() == before


def test_a_leader_sees_what_nobody_is_accountable_for(world: World) -> None:
    elsewhere(world, title="Uden ansvarlig")
    assert "Uden ansvarlig" in read(OWN, "leader")
    assert f'href="{PAGE[:-1]}3/ansvarlig"' in page(OWN, "leader")
    assert "Uden ansvarlig" not in read(OWN, "leader_elsewhere")


def test_the_front_page_and_the_menu_lead_there(world: World) -> None:
    front = client("accountable").get("/").content.decode()
    assert "1 initiative waits for an update from you" in front
    assert front.count(f'href="{OWN}"') == 3
    for name in ("support_worker", "politician", ""):
        assert "waits for an update from you" not in client(name).get("/").content.decode()


def test_a_link_to_the_form_opens_it_after_sign_in(world: World) -> None:
    led = client().get(f"{PAGE}/fremdrift")
    assert led.headers["Location"] == f"/log-ind?next={PAGE}/fremdrift"


def test_the_form_of_one_initiative_asks_the_same(world: World) -> None:
    with at(2023, 2, 1):
        progress(world, ProgressState.AT_RISK, words="Ordene fra sidst.")
    address = f"{PAGE}/fremdrift"
    shown = read(address, "accountable")
    for words in ("You are accountable", "The last day was 32 days ago.", "Ordene fra sidst.", "How sure are you?"):
        assert words in shown
    seen = str(list_updates(SYSTEM, world.initiative_id)[0].id)
    begun = send("accountable", address, seen_update=seen, state="delayed", begin="x")
    assert begun.status_code == 200
    assert main_of(begun).count("Ordene fra sidst.") == 2
    refused = send("accountable", address, seen_update=seen, **GOOD | {"state": "on_track"})
    assert "Write why." in told(refused)
    written = send("accountable", address, seen_update=seen, **GOOD | {"state": "on_track", "reason": "Kun en dør."})
    assert written.headers["Location"] == PAGE
    shown = read(PAGE)
    assert "Milestones and days said: Delayed" in shown
    assert "Why it was judged otherwise: Kun en dør." in shown
    late = send("accountable", address, seen_update=seen, **GOOD)
    assert late.status_code == 422
    assert "Written since you opened the page" in told(late)


def test_many_are_shown_the_longest_waiting_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    five(world)
    monkeypatch.setattr("helhed.web.action_plans.views.own.MOST_AT_ONCE", 2)
    shown = page(OWN, "accountable")
    assert shown.count('role="group"') == 2
    assert "5 initiatives wait" in shown
    assert initiative(world.initiative_id).title in shown


def test_no_page_asks_more_when_there_is_more(world: World, queries: Callable[..., Any]) -> None:
    def counted(address: str) -> int:
        reader = client("accountable")
        reader.get("/privatliv")
        with queries() as seen:
            assert reader.get(address).status_code == 200
        return int(seen.count)

    def grow(time: int) -> None:
        milestone(world)
        trial(world)
        elsewhere(world, accountable_id=world.staff["accountable"], deputy_id=world.staff["deputy"])
        with at(2023, 1, 1 + time):
            progress(world, ProgressState.AT_RISK, words=f"Gang nummer {time}.")

    grow(0)
    pages = [OWN, "/overdrag", f"/overdrag/{world.staff['accountable']}", PAGE, PAGE[:-2], f"{PAGE}/fremdrift"]
    before = {address: counted(address) for address in pages}
    for time in range(1, 4):
        grow(time)
    assert {address: counted(address) for address in pages} == before


def test_sending_asks_the_same_for_one_as_for_five(world: World, queries: Callable[..., Any]) -> None:
    mine = five(world)
    with at(2023, 2, 1):
        for each in mine:
            progress(world, ProgressState.AT_RISK, initiative_id=each)
    sender = client("accountable")
    sender.get("/privatliv")
    asked = []
    for several in (mine[:1], mine[1:]):
        sent = {key: value for each in several for key, value in row(each, **GOOD).items()}
        with queries() as seen:
            assert sender.post(OWN, {"form_id": uuid4(), **sent}).status_code == 302
        asked.append(int(seen.count))
    assert asked[0] == asked[1]
