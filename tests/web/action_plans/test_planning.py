"""A policy consultant begins a plan, writes its initiatives, has it heard and adopted, and begins the next one."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from helhed.action_plans.actions.generations import let_go
from helhed.action_plans.actions.initiatives import change_initiative
from helhed.action_plans.actions.plans import adopt_plan, change_plan
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.plans import list_plans
from helhed.action_plans.queries.shown import ShownPlan
from tests.action_plans.acting import PLAN, draft, elsewhere, next_generation, plan
from tests.web.action_plans.initiative_pages import client, initiative, page, read, send, told
from tests.world import COMMITTEE, SYSTEM, World, at, build_world

RUNNING = f"/handleplan/{PLAN}"
DRAFT = "/handleplan/udkast-til-handleplan"
NEXT = "/handleplan/handleplan-2024-2026"
DAYS = {"starts_on": "2024-03-01", "ends_on": "2025-02-28"}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def typed(world: World, **changed: Any) -> dict[str, Any]:
    """An initiative as somebody types it."""
    told_of: dict[str, Any] = {
        "title": "Cykler til alle",
        "description": "Hver beboer får en cykel.",
        "success_criterion": "Alle har en cykel.",
        "goals": [world.goals["1.1"], world.goals["2.2"]],
        "unit": world.units["home"],
        **DAYS,
    }
    return told_of | changed


def found(title: str) -> ShownPlan:
    return next(each for each in list_plans(SYSTEM) if each.title == title)


def test_a_plan_is_begun_written_heard_and_adopted(world: World) -> None:
    assert 'href="/ny-handleplan"' in page("/handleplan", "consultant")
    assert 'href="/ny-handleplan"' not in page("/handleplan", "leader")
    begun = send("consultant", "/ny-handleplan", policy=world.policy_id, title="Cykelplan", update_every=30, **DAYS)
    assert begun.headers["Location"] == "/handleplan/cykelplan"
    assert "There is no initiative in the plan." in read("/handleplan/cykelplan", "consultant")
    added = send("consultant", "/handleplan/cykelplan/initiativ", **typed(world))
    assert added.headers["Location"] == "/handleplan/cykelplan/1"
    assert "1. Cykler til alle: nobody is accountable." in read("/handleplan/cykelplan", "consultant")
    seen = found("Cykelplan").version
    heard = {"from_on": "2024-02-01", "until_on": "2024-02-28", "seen_version": seen}
    send("consultant", "/handleplan/cykelplan/høring", **heard)
    shown = read("/handleplan/cykelplan")
    assert "State In hearing" in shown
    assert "1 February 2024 – 28 February 2024" in shown
    assert "Open a hearing" in read("/handleplan/cykelplan", "consultant")
    send("consultant", "/handleplan/cykelplan/tag-tilbage")
    assert client().get("/handleplan/cykelplan").status_code == 404
    adopted = {"body": "Byrådet", "on": "2024-01-30", "agenda_item": "Punkt 9", "seen_version": seen + 2}
    send("consultant", "/handleplan/cykelplan/vedtag", **adopted)
    assert "Adopted by Byrådet, 30 January 2024 (Punkt 9)" in read("/handleplan/cykelplan")
    send("consultant", "/handleplan/cykelplan/afslut")
    assert "State Concluded" in read("/handleplan/cykelplan")
    assert "Work on the action plan" not in read("/handleplan/handleplan-2021-2022")


def test_a_draft_is_changed_and_discarded(world: World) -> None:
    plan_id = draft(world)
    changed = {"title": "Nyt navn", "update_every": 60, "seen_version": plan(plan_id).version, **DAYS}
    send("consultant", f"{DRAFT}/ret", **changed)
    assert (plan(plan_id).title, plan(plan_id).update_every) == ("Nyt navn", 60)
    assert "This cannot be undone" in read(f"{DRAFT}/kassér", "consultant")
    assert send("consultant", f"{DRAFT}/kassér").headers["Location"] == "/handleplan"
    assert plan_id not in [each.id for each in list_plans(SYSTEM)]


def test_of_an_adopted_plan_only_how_often_one_writes_is_changed(world: World) -> None:
    before = plan(world.plan_id)
    shown = page(f"{RUNNING}/ret", "consultant")
    assert "The title and the days were adopted." in shown
    assert 'type="date"' not in shown
    refused = {"title": "Snydt", "update_every": 50, "seen_version": before.version, **DAYS}
    send("consultant", f"{RUNNING}/ret", **refused)
    after = plan(world.plan_id)
    assert (after.title, after.starts_on, after.update_every) == (before.title, before.starts_on, 50)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"title": ""}, "Title: "),
        ({"title": "x\0y"}, "Title: "),
        ({"title": "x" * 201}, "Title: "),
        ({"title": "Handleplan 2021-2022"}, "Title: There is an action plan of this title."),
        ({"ends_on": "2023-01-01"}, "Last day: The last day must not come before the first."),
        ({"update_every": "99999999999999999999"}, "Days between updates: "),
        ({"policy": "noget"}, "Under which policy: "),
        ({"starts_on": "i går"}, "First day: "),
    ],
)
def test_what_is_wrong_is_said_at_its_field(world: World, sent: dict[str, Any], said: str) -> None:
    right = {"policy": world.policy_id, "title": "Cykelplan", "update_every": 30, **DAYS}
    answer = send("consultant", "/ny-handleplan", **right | sent)
    assert answer.status_code == 422
    assert said in told(answer)
    assert "2024-03-01" in answer.content.decode() or "starts_on" in sent


def test_two_editors_of_a_plan_see_both_versions(world: World) -> None:
    plan_id = draft(world)
    seen = plan(plan_id).version
    other = {"title": "Den andens navn", "starts_on": date(2024, 3, 1), "ends_on": date(2024, 9, 1)}
    change_plan(by=SYSTEM, plan_id=plan_id, seen_version=seen, update_every=91, **other)
    mine = {"title": "Mit navn", "update_every": 30, "seen_version": seen, **DAYS}
    answer = send("consultant", f"{DRAFT}/ret", **mine)
    assert answer.status_code == 422
    shown = told(answer)
    assert "Title Den andens navn" in shown
    assert 'value="Mit navn"' in answer.content.decode()
    assert f'name="seen_version" value="{seen + 1}"' in answer.content.decode()


def test_two_editors_of_an_initiative_see_both_versions_and_keep_what_they_chose(world: World) -> None:
    plan_id = draft(world)
    [first] = list_initiatives(SYSTEM, plan_id=plan_id)
    change_initiative(by=SYSTEM, initiative_id=first.id, seen_version=1, facts=first.facts)
    answer = send("consultant", f"{DRAFT}/1/ret", **typed(world, seen_version=1))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "What stands now" in told(answer)
    assert html.count("checked>") == 2
    assert 'name="seen_version" value="2"' in html
    saved = send("consultant", f"{DRAFT}/1/ret", **typed(world, seen_version=2))
    assert saved.headers["Location"] == f"{DRAFT}/1"
    assert initiative(first.id).title == "Cykler til alle"
    assert "This cannot" not in read(f"{DRAFT}/1/fjern", "consultant")
    send("consultant", f"{DRAFT}/1/fjern")
    assert list_initiatives(SYSTEM, plan_id=plan_id) == []


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"goals": []}, "The goals it serves: Choose at least one goal"),
        ({"goals": ["00000000-0000-0000-0000-000000000000"]}, "The goals it serves: "),
        ({"unit": "00000000-0000-0000-0000-000000000000"}, "Unit: "),
        ({"co_owner_name": "Foreningen"}, "What kind of body the co-owner is: "),
        ({"description": "x" * 1_000_000}, "What is to be done: "),
        ({"title": ""}, "What the initiative is called: "),
    ],
)
def test_an_initiative_that_cannot_be_is_refused_at_its_field(world: World, sent: dict[str, Any], said: str) -> None:
    draft(world)
    answer = send("consultant", f"{DRAFT}/initiativ", **typed(world, **sent))
    assert answer.status_code == 422
    assert said in told(answer)
    assert "Alle har en cykel." in told(answer)


def test_what_was_adopted_is_changed_by_a_decision(world: World) -> None:
    version = initiative(world.initiative_id).version
    wanted = typed(world, starts_on="2021-01-01", ends_on="2022-12-31", seen_version=version)
    refused = send("consultant", f"{RUNNING}/1/ret", **wanted)
    assert "Which body decided it: This was adopted." in told(refused)
    half = send("consultant", f"{RUNNING}/1/ret", **wanted, body="Byrådet")
    assert "Which day it was decided: Write which day it was decided." in told(half)
    whole = {"body": "Byrådet", "on": "2024-01-30", "reason": "Nøgler gik af mode."}
    assert send("consultant", f"{RUNNING}/1/ret", **wanted, **whole).headers["Location"] == f"{RUNNING}/1"
    assert "Changed by decision" in read(f"{RUNNING}/1")
    added = send("consultant", f"{RUNNING}/initiativ", **typed(world))
    assert "Which body decided it: The action plan is adopted." in told(added)


def begin_next(world: World) -> UUID:
    days = {"starts_on": "2024-01-01", "ends_on": "2026-12-31"}
    answer = send("consultant", f"{RUNNING}/næste", title="Handleplan 2024-2026", **days)
    assert answer.headers["Location"] == f"{NEXT}/forrige"
    return found("Handleplan 2024-2026").id


def test_next_year_s_plan_is_made_from_this_year_s(world: World) -> None:
    suggested = page(f"{RUNNING}/næste", "consultant")
    assert 'value="Handleplan 2025-2026"' in suggested
    assert 'value="2025-01-01"' in suggested
    begin_next(world)
    assert "0 of 2 are decided." in read(f"{NEXT}/forrige", "consultant")
    send("consultant", f"{NEXT}/forrige/videreført", initiatives=world.initiative_id)
    shown = read(f"{NEXT}/forrige", "consultant")
    assert "1 of 2 are decided." in shown
    send("consultant", f"{NEXT}/forrige/{world.initiative_id}/fortryd")
    assert "0 of 2 are decided." in read(f"{NEXT}/forrige", "consultant")
    refused = send("consultant", f"{NEXT}/forrige/{world.elsewhere_id}/slip", reason=" ")
    assert refused.status_code == 422
    send("consultant", f"{NEXT}/forrige/{world.elsewhere_id}/slip", reason="Ingen bruger den.")
    assert "Ingen bruger den." in read(f"{NEXT}/forrige", "consultant")
    send("consultant", f"{NEXT}/forrige/videreført", initiatives=world.initiative_id)
    assert "Everything is decided" in read(f"{NEXT}/forrige", "consultant")


def test_what_is_not_decided_is_told_once_with_the_way_to_it(world: World) -> None:
    elsewhere(world, title="Tredje")
    begin_next(world)
    send("consultant", f"{NEXT}/forrige/videreført", initiatives=world.initiative_id)
    shown = page(NEXT, "consultant")
    assert shown.count("of the plan before") == 1
    assert "2 initiatives of the plan before are not done." in shown
    assert f'href="{NEXT}/forrige">Go through the plan before' in shown
    send("consultant", f"{NEXT}/forrige/videreført", initiatives=world.elsewhere_id)
    assert "1 initiative of the plan before is not done." in read(NEXT, "consultant")


def test_where_the_next_plan_is_begun_one_is_led_to_it(world: World) -> None:
    begin_next(world)
    editor = client("consultant")
    assert editor.get(f"{RUNNING}/næste").headers["Location"] == NEXT
    assert "The next plan is begun already." in told(editor.get(NEXT))


def test_several_are_merged_into_one(world: World) -> None:
    begin_next(world)
    both = f"initiatives={world.initiative_id}&initiatives={world.elsewhere_id}"
    lonely = client("consultant").get(f"{NEXT}/forrige/saml?initiatives={world.initiative_id}")
    assert lonely.status_code == 422
    assert "Tick at least two initiatives to merge." in told(lonely)
    form = page(f"{NEXT}/forrige/saml?{both}", "consultant")
    assert form.count("checked>") == 3
    ids = [world.initiative_id, world.elsewhere_id]
    refused = send("consultant", f"{NEXT}/forrige/saml", **typed(world, initiatives=ids, goals=[]))
    assert refused.content.decode().count('name="initiatives"') == 2
    days = {"starts_on": "2024-01-01", "ends_on": "2026-12-31"}
    send("consultant", f"{NEXT}/forrige/saml", **typed(world, initiatives=ids, **days))
    assert "Merged: 1. Cykler til alle" in read(f"{NEXT}/forrige", "consultant")
    assert "2 of 2 are decided." in read(f"{NEXT}/forrige", "consultant")


def test_two_generations_stand_beside_each_other_with_the_words_marked(world: World) -> None:
    plan_id = next_generation(world, carry_over=[world.initiative_id])
    [new] = list_initiatives(SYSTEM, plan_id=plan_id)
    let_go(by=SYSTEM, plan_id=plan_id, initiative_id=world.elsewhere_id, reason="Ingen bruger den.")
    assert client().get(f"{NEXT}/sammenlign/{PLAN}").status_code == 404
    facts = {**vars(new.facts), "title": "En nøgle til mange"}
    change_initiative(by=SYSTEM, initiative_id=new.id, seen_version=new.version, facts=type(new.facts)(**facts))
    adopt_plan(by=SYSTEM, plan_id=plan_id, body=COMMITTEE.body, on=date(2023, 12, 1))
    html = page(f"{NEXT}/sammenlign/{PLAN}")
    assert html.count("<del>") == html.count("<ins>") == 1
    shown = read(f"{NEXT}/sammenlign/{PLAN}")
    for said in ("1 carried over and changed", "1 let go", "Why: Ingen bruger den."):
        assert said in shown
    assert "What is different?" in read(RUNNING)
    assert client().get(f"{RUNNING}/sammenlign/handleplan-2024-2026").status_code == 404


def test_the_list_is_narrowed_down_and_ordered(world: World) -> None:
    draft(world)
    shown = read("/handleplan", "consultant")
    assert "Showing 2 of 2 action plans." in shown
    assert shown.index("Udkast til handleplan") < shown.index("Handleplan 2021-2022") or "orden" in shown
    assert "Showing 1 of 2 action plans." in read("/handleplan?status=draft", "consultant")
    assert "Showing 2 of 2 action plans." in read("/handleplan?status=nonsense", "consultant")
    assert "Showing" not in read("/handleplan")


def test_who_does_not_write_plans_meets_nothing(world: World) -> None:
    draft(world)
    for who in ("leader", "accountable", "dpo"):
        for path in ("/ny-handleplan", f"{RUNNING}/ret", f"{RUNNING}/næste", f"{RUNNING}/1/ret", f"{DRAFT}/vedtag"):
            assert client(who).get(path).status_code == 404, (who, path)
            assert send(who, path).status_code == 404, (who, path)
        assert "Work on the action plan" not in read(RUNNING, who)


def test_the_same_form_sent_twice_makes_one_plan(world: World) -> None:
    right = {"policy": world.policy_id, "title": "Cykelplan", "update_every": 30, "form_id": str(world.plan_id), **DAYS}
    for _time in range(2):
        assert client("consultant").post("/ny-handleplan", right).headers["Location"] == "/handleplan/cykelplan"
    assert [each.title for each in list_plans(SYSTEM)].count("Cykelplan") == 1
