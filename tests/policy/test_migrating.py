"""What was read in before there were editions is their first one afterwards, in a database of its own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from helhed.policy.content.storing import restored
from helhed.policy.content.tree import Content, ContentArea, ContentGoal, ContentQuote, ContentSection, ContentValue

READ_AT = datetime(2020, 12, 1, tzinfo=UTC)
BEFORE, AFTER = [("policy", "0001_initial")], [("policy", "0004_content_in_editions")]
NUMBERED = [("policy", "0006_steps_numbered_through")]


@pytest.fixture
def old(tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """A database as the first version of the house made it."""
    file = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "old.sqlite3"), "OPTIONS": {}}
    connections.databases["old"] = {**connections.databases["default"], **file}
    with django_db_blocker.unblock():
        yield "old"
        connections["old"].close()
    del connections["old"], connections.databases["old"]


def migrated(alias: str, to: list[tuple[str, str]]) -> Any:
    """The rows of each table as that migration knows them."""
    executor = MigrationExecutor(connections[alias])
    executor.migrate(to)
    apps = executor.loader.project_state(to).apps
    return lambda name: apps.get_model("policy", name).objects.using(alias)


def add_policy(rows: Any, slug: str, state: str, **adoption: Any) -> Any:
    document = rows("SteeringDocument").create(
        slug=slug,
        kind="policy",
        state=state,
        title="Et godt liv",
        period="2021-2024",
        vision="Et trygt liv.",
        vision_lead="Borgerne:",
        predecessor_title="Sammen",
        file_name="politik.txt",
        file_digest="0" * 64,
        read_at=READ_AT,
        **adoption,
    )
    rows("OriginalFile").create(document=document, data=b"Et godt liv")
    rows("VisionStatement").create(document=document, position=1, text="bestemmer selv.")
    rows("Value").create(document=document, position=1, name="Respekt", text="")
    rows("Section").create(document=document, position=1, kind="foreword", title="Forord", text="Kære alle", page=2)
    for place in (1, 2):
        area = rows("FocusArea").create(document=document, position=place, number=place, title=f"Tema {place}")
        for number in (1, 2):
            goal = rows("PolicyGoal").create(
                document=document, code=f"{place}.{number}", position=place * 1000 + number, easy_wording="Let"
            )
            rows("OfficialWording").create(
                goal=goal, focus_area=area, version=1, text=f"At {place}.{number} sker.", line=7
            )
    rows("Quote").create(document=document, focus_area=area, position=1, text="Godt", source="Borger")
    return document


def the_content(rows: Any, document: Any) -> Content:
    """What it said, with the ids of its rows."""
    areas = list(rows("FocusArea").filter(document=document).order_by("position"))
    goals = {goal.code: goal.id for goal in rows("PolicyGoal").filter(document=document)}
    quote = rows("Quote").get(document=document)
    return Content(
        title="Et godt liv",
        period="2021-2024",
        predecessor_title="Sammen",
        vision="Et trygt liv.",
        vision_lead="Borgerne:",
        statements=("bestemmer selv.",),
        values=(ContentValue("Respekt"),),
        sections=(ContentSection(UUID(int=1), "foreword", "Kære alle", "Forord", 2),),
        areas=tuple(
            ContentArea(
                area.id,
                f"Tema {place}",
                place,
                goals=tuple(
                    ContentGoal(goals[f"{place}.{number}"], f"At {place}.{number} sker.", f"{place}.{number}", line=7)
                    for number in (1, 2)
                ),
                quotes=(ContentQuote(quote.id, "Godt", "Borger"),) if place == 2 else (),
            )
            for place, area in enumerate(areas, 1)
        ),
    )


def test_what_was_read_becomes_a_first_edition(old):
    before = migrated(old, BEFORE)
    adopted = add_policy(
        before, "vedtaget", "adopted", adopted_by="Byrådet", adopted_on=date(2020, 12, 2), agenda_item="Punkt 7"
    )
    draft = add_policy(before, "udkast", "draft")
    by_hand = before("SteeringDocument").create(slug="vision", kind="vision", state="adopted", title="Vision")
    said = {document.id: the_content(before, document) for document in (adopted, draft)}
    after = migrated(old, AFTER)

    editions = {document.slug: document.edition for document in after("SteeringDocument").all()}
    assert editions == {"vedtaget": 1, "udkast": 0, "vision": None}
    assert not after("Edition").filter(document=by_hand.id).exists()

    edition = after("Edition").get(document=adopted.id)
    assert restored(edition.content) == said[adopted.id]
    assert (edition.number, edition.step) == (1, None)
    assert (edition.in_force_on, edition.valid_until) == (date(2020, 12, 2), date(2024, 12, 31))
    decision = after("StateDecision").get(edition=edition)
    assert (decision.state, decision.body, decision.agenda_item) == ("adopted", "Byrådet", "Punkt 7")
    assert (edition.file.name, edition.file.digest, edition.file.read_at) == ("politik.txt", "0" * 64, READ_AT)
    rows = after("PolicyGoal").filter(document=adopted.id).order_by("position")
    assert [(goal.code, goal.edition, goal.focus_area.title) for goal in rows] == [
        ("1.1", 1, "Tema 1"),
        ("1.2", 1, "Tema 1"),
        ("2.1", 1, "Tema 2"),
        ("2.2", 1, "Tema 2"),
    ]
    wordings = after("OfficialWording").order_by("goal__position").values_list("edition", "area", "text")
    assert list(wordings)[::3] == [(1, "Tema 1", "At 1.1 sker."), (1, "Tema 2", "At 2.2 sker.")]

    drafted = after("Edition").get(document=draft.id)
    assert (drafted.step, drafted.content, drafted.file.data) == (1, None, b"Et godt liv")
    step = after("DraftStep").get(edition=drafted)
    assert (restored(step.content), step.number, step.before, step.kind) == (said[draft.id], 1, None, "read_in")
    assert set(after("PolicyGoal").filter(document=draft.id).values_list("edition", "easy_wording")) == {(0, "Let")}


def test_an_easy_wording_waits_where_the_official_wording_became_another(old):
    """What was written before it was kept to which words."""
    rows = migrated(old, [("policy", "0005_confirmed_goals")])
    document = rows("SteeringDocument").create(slug="p", kind="policy", state="adopted", title="P", edition=2)
    said = {"1.1": ("At det sker.", "At det sker."), "1.2": ("At det sker.", "At det skal ske.")}
    for position, (code, texts) in enumerate(said.items()):
        goal = rows("PolicyGoal").create(document=document, code=code, position=position, edition=2, easy_wording="Let")
        for edition, text in enumerate(texts, 1):
            rows("OfficialWording").create(goal=goal, edition=edition, text=text)
    rows("PolicyGoal").create(document=document, code="1.3", position=9, edition=2)
    after = migrated(old, [("policy", "0007_what_easy_wordings_were_written_to")])
    written = dict(after("PolicyGoal").values_list("code", "easy_wording_edition"))
    assert written == {"1.1": 2, "1.2": None, "1.3": None}


def test_an_empty_database_is_migrated(old):
    migrated(old, BEFORE)
    assert migrated(old, AFTER)("Edition").count() == 0


def test_steps_are_counted_on_from_those_of_a_draft(old):
    before = migrated(old, AFTER)
    documents = before("SteeringDocument")
    first, second = (documents.create(slug=slug, kind="policy", edition=0, title="Liv") for slug in ("en", "to"))
    documents.filter(id=second.id).update(predecessor=first.id)
    draft = before("Edition").create(document=second, number=1, step=2)
    for number in (1, 2):
        before("DraftStep").create(edition=draft, number=number, kind="read_in", at=READ_AT, content={})
    after = migrated(old, NUMBERED)
    last_steps = after("SteeringDocument").order_by("slug").values_list("last_step", flat=True)
    assert list(last_steps) == [0, 2]
    assert set(after("DraftStep").values_list("predecessor", flat=True)) == {first.id}


def test_a_draft_vision_is_known_to_have_come_with_the_policy_that_was_first_linked_to_it(old):
    rows = migrated(old, [("policy", "0009_how_running_text_was_changed")])
    documents, links = rows("SteeringDocument"), rows("Alignment")
    first, draft, adopted, alone, by_hand = (
        # What is made within the same millisecond would have ids in any order.
        documents.create(id=UUID(int=place), slug=slug, kind=kind, state=state, title=slug)
        for place, (slug, kind, state) in enumerate(
            (
                ("a", "policy", "draft"),
                ("b", "vision", "draft"),
                ("c", "vision", "adopted"),
                ("d", "vision", "draft"),
                ("e", "policy", "adopted"),
            )
        )
    )
    served = ((first, draft), (by_hand, draft), (first, adopted), (by_hand, alone))
    for place, (lower, upper) in enumerate(served):
        links.create(id=UUID(int=place), kind="serves", lower_document=lower, upper_document=upper)
    after = migrated(old, [("policy", "0010_what_came_with_a_reading")])
    came = after("SteeringDocument").order_by("slug").values_list("came_with", flat=True)
    assert list(came) == [None, first.id, None, None, None]


def test_what_stays_of_an_adopted_edition_is_told_from_what_goes_with_a_draft(old):
    rows = migrated(old, [("policy", "0010_what_came_with_a_reading")])
    document = rows("SteeringDocument").create(slug="a", kind="policy", state="adopted", edition=2, title="A")
    files = {
        name: rows("OriginalFile").create(name=name, digest="", read_at=READ_AT, data=b"A") for name in ("ny", "først")
    }
    day = date(2024, 1, 1)
    rows("Edition").create(document=document, number=1, file=files["først"], content={}, in_force_on=day)
    rows("Edition").create(document=document, number=2, content={}, in_force_on=day)
    rows("Edition").create(document=document, number=3, file=files["ny"], step=1)
    gone, stands = (
        rows("PolicyGoal").create(document=document, code=f"1.{edition}", position=edition, edition=edition)
        for edition in (1, 2)
    )
    for new, before in ((gone, stands), (stands, gone)):
        rows("GoalSuccession").create(new_goal=new, old_goal=before)
    after = migrated(old, [("policy", "0011_what_stays_of_an_adopted_edition")])
    assert dict(after("OriginalFile").values_list("name", "is_adopted")) == {"ny": False, "først": True}
    assert dict(after("GoalSuccession").values_list("new_goal__code", "edition")) == {"1.1": 1, "1.2": 2}
