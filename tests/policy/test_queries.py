import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from helhed.base.errors import Missing, NotAllowed
from helhed.policy.actions.adoption import adopt_document
from helhed.policy.actions.documents import add_document, add_link, change_document
from helhed.policy.actions.goals import write_easy_wording
from helhed.policy.queries.documents import (
    get_document,
    get_edition,
    get_file,
    get_steering,
    get_writable_document,
    link_choices,
    list_policies,
    list_writable_documents,
)
from helhed.policy.queries.editions import compare_policies, export_policy
from helhed.policy.queries.goals import get_goal, goals_by_id, search_goals
from helhed.policy.words import AlignmentKind, DocumentKind
from tests.world import (
    DRAFT,
    DRAFT_SLUG,
    POLICY,
    SLUG,
    SYSTEM,
    VISITOR,
    World,
    adopt,
    at,
    build_world,
    many_goals,
    read_in,
    read_in_bytes,
)

HERE = Path(__file__).parent
SEED_FILE = HERE.parents[1] / "helhed" / "demo" / "policy" / "socialpolitik-2021-2024.txt"
KEY = json.loads((HERE / "reading" / "seed_key.json").read_text(encoding="utf-8"))
SEED_SLUG = "faelles-om-et-liv-med-muligheder"
COUNCIL_AREAS = {
    "Arbejdsmarked, videnssamfund og erhvervsklima",
    "Grøn omstilling",
    "Uddannelser",
    "Turistdestination",
    "Bæredygtige byer, lokalsamfund og fællesskaber",
    "Et godt liv",
}


@pytest.fixture
def now() -> Iterator[None]:
    with at(2024, 2, 1):
        yield


@pytest.fixture
def world(db: None, now: None) -> World:
    return build_world()


@pytest.fixture
def policy(db: None, now: None) -> None:
    """The small policy adopted, and the draft beside it; nothing else."""
    adopt(read_in(POLICY))
    read_in(DRAFT)


@pytest.fixture
def seed(db: None, now: None) -> None:
    read_in_bytes(SEED_FILE.read_bytes(), by=SYSTEM, file_name=SEED_FILE.name)


# The document that the product begins with


def test_the_seed_has_all_its_areas_goals_and_quotes(seed):
    content = get_document(SYSTEM, SEED_SLUG)
    assert (content.document.title, content.document.subtitle) == (KEY["title"], KEY["subtitle"])
    assert (content.document.period, content.document.municipality) == (KEY["period"], KEY["municipality"])
    assert (content.vision, content.target_group) == (KEY["vision"], KEY["target_group"])
    assert content.predecessor == "Sammen om det gode liv 2017-2020"
    assert content.statements_lead == KEY["vision_lead"]
    assert list(content.statements) == KEY["vision_statements"]
    assert [{"name": name, "text": text} for name, text in content.values] == KEY["values"]
    assert content.goal_count == 40
    assert len(content.areas) == 6
    for place, (area, wanted) in enumerate(zip(content.areas, KEY["focus_areas"], strict=True), start=1):
        assert (area.place, area.number, area.title) == (place, wanted["number"], wanted["title"])
        assert area.goals_lead == wanted["goals_lead"]
        assert [goal.text for goal in area.goals] == wanted["goals"]
        assert [{"text": quote.text, "source": quote.source} for quote in area.quotes] == wanted["quotes"]


def test_the_goals_of_the_seed_are_coded_in_their_order(seed):
    goals = [goal for area in get_document(SYSTEM, SEED_SLUG).areas for goal in area.goals]
    in_each = [len(area["goals"]) for area in KEY["focus_areas"]]
    assert [goal.code for goal in goals] == [
        f"{a}.{g}" for a, count in enumerate(in_each, 1) for g in range(1, count + 1)
    ]
    assert (goals[0].code, goals[-1].code) == ("1.1", "6.7")
    assert [goal.position for goal in goals] == sorted(goal.position for goal in goals)
    lines = [goal.line for goal in goals]
    text = SEED_FILE.read_text(encoding="utf-8").splitlines()
    assert all(goal.text.split()[1] in text[line - 1] for goal, line in zip(goals, lines, strict=True))


def test_the_running_text_of_the_seed_is_kept(seed):
    sections = get_document(SYSTEM, SEED_SLUG).sections
    kinds = {section.kind for section in sections}
    assert kinds >= {"foreword", "introduction", "steering_triangle", "council_vision", "fact_box", "implementation"}
    assert all(section.text for section in sections)


def test_the_seed_comes_back_byte_for_byte(seed):
    data = SEED_FILE.read_bytes()
    assert get_file(SYSTEM, SEED_SLUG) == (SEED_FILE.name, data)
    assert get_document(SYSTEM, SEED_SLUG).source.digest == hashlib.sha256(data).hexdigest()


def test_the_vision_above_the_seed_is_written_and_served(seed):
    steering = get_steering(SYSTEM)
    [vision] = steering.of_kind(DocumentKind.VISION)
    assert vision.title == "Byrådets Vision og Planstrategi"
    assert {area.title for area in steering.areas[vision.id]} == COUNCIL_AREAS
    assert len(steering.lighthouses[vision.id]) == 3
    [link] = steering.links
    assert (link.kind, link.lower.document.slug, link.upper.document.id) == ("serves", SEED_SLUG, vision.id)


def test_the_vision_above_the_seed_is_shown_to_all_once_somebody_has_looked_at_it(seed):
    [vision] = get_steering(SYSTEM).of_kind(DocumentKind.VISION)
    with pytest.raises(Missing):
        get_document(VISITOR, vision.slug)
    facts = {"title": vision.title, "period": "2021-2033", "text": "", "areas": sorted(COUNCIL_AREAS)}
    change_document(by=SYSTEM, document_id=vision.id, seen_version=vision.version, lighthouses=[], **facts)
    assert get_document(VISITOR, vision.slug).document.period == "2021-2033"


def test_a_second_policy_leaves_the_vision_that_stands(seed):
    read_in_bytes(SEED_FILE.read_bytes(), by=SYSTEM, file_name="igen.txt")
    assert len(get_steering(SYSTEM).of_kind(DocumentKind.VISION)) == 1


# Drafts


def test_a_draft_is_seen_nowhere(world):
    goal_of_draft = next(goal for area in get_document(SYSTEM, DRAFT_SLUG).areas for goal in area.goals)
    upper = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    add_link(by=SYSTEM, kind=AlignmentKind.SERVES, lower_id=world.draft_id, upper_id=upper)
    readers = {name for name, viewer in world.viewers.items() if _sees_the_draft(viewer, goal_of_draft, world.draft_id)}
    assert readers == {"consultant", "consultant_without_staff", "system"}


def _sees_the_draft(viewer, goal, draft_id):
    """By every way there is; they all have to agree."""
    steering = get_steering(viewer)
    ways = {
        draft_id in {each.id for each in steering.documents},
        bool(steering.links),
        draft_id in {each.id for each in list_policies(viewer)},
        _is_there(get_document, viewer, DRAFT_SLUG),
        _is_there(get_goal, viewer, DRAFT_SLUG, goal.code),
        _is_there(get_file, viewer, DRAFT_SLUG),
        _is_there(get_edition, viewer, DRAFT_SLUG, 1),
        _is_there(get_file, viewer, DRAFT_SLUG, 1),
        _is_there(export_policy, viewer, DRAFT_SLUG),
        _is_there(compare_policies, viewer, SLUG, DRAFT_SLUG),
        bool(get_document(viewer, "vision").links),
    }
    # Nothing but its own document shows a draft: its goals stand nowhere yet.
    assert draft_id not in steering.areas
    assert goals_by_id(viewer, [goal.id]) == {}
    assert {found.policy for found in search_goals(viewer, "nøgle")} == {SLUG}
    assert len(ways) == 1
    return ways.pop()


def _is_there(query, viewer, *args):
    try:
        query(viewer, *args)
    except Missing:
        return False
    return True


# One document


def test_a_document_has_all_its_parts(policy):
    content = get_document(VISITOR, SLUG)
    assert content.vision.startswith("Et trygt og selvstændigt liv")
    assert content.statements_lead == "Borgerne:"
    assert len(content.statements) == 2
    assert [section.title for section in content.sections] == ["Forord"]
    bolig, faellesskab = content.areas
    assert (bolig.title, bolig.goals_lead) == ("Bolig", "Vores mål er:")
    assert [(quote.text, quote.source) for quote in bolig.quotes] == [
        ("Jeg vil selv kunne lukke døren", "Citat fra beboer")
    ]
    assert faellesskab.quotes == ()
    assert [goal.code for goal in faellesskab.goals] == ["2.1", "2.2"]
    assert {(goal.area, goal.area_place, goal.policy) for goal in faellesskab.goals} == {("Fællesskab", 2, SLUG)}


@pytest.mark.parametrize("slug", ["findes-ikke", "", "Et-liv", f"{SLUG}/"])
def test_what_is_not_there_is_missing(policy, slug):
    for query in (get_document, get_file):
        with pytest.raises(Missing):
            query(VISITOR, slug)
    with pytest.raises(Missing):
        get_goal(VISITOR, slug, "1.1")


@pytest.mark.parametrize("code", ["1.9", "3.1", "1", ""])
def test_a_goal_that_is_not_there_is_missing(policy, code):
    with pytest.raises(Missing):
        get_goal(VISITOR, SLUG, code)


def test_what_was_written_by_hand_has_no_file(policy):
    add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    assert get_document(VISITOR, "vision").source is None
    with pytest.raises(Missing):
        get_file(VISITOR, "vision")


# The forms


def test_only_writers_get_what_the_forms_show(world):
    add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision", areas=["Et godt liv"])
    vision = get_document(VISITOR, "vision")
    for name, viewer in world.viewers.items():
        if name in {"consultant", "consultant_without_staff", "system"}:
            assert [document.slug for document in list_writable_documents(viewer)] == ["vision"]
            assert get_writable_document(viewer, vision.document.id).areas == vision.areas
            assert [end.title for end in link_choices(viewer)][-2:] == ["Vision", "Et godt liv"]
        else:
            for refused in (list_writable_documents, link_choices):
                with pytest.raises(NotAllowed):
                    refused(viewer)
            with pytest.raises(NotAllowed):
                get_writable_document(viewer, vision.document.id)


def test_what_was_read_in_is_not_offered_for_writing(world):
    with pytest.raises(Missing):
        get_writable_document(world.consultant, world.policy_id)


# Search


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("botilbud", ["1.1"]),
        ("Botilbuddets", ["1.1"]),
        ("BOTILBUDDENE", ["1.1"]),
        ("tilbud", ["1.1"]),
        ("NØGLER", ["1.1"]),
        ("nøgle alle", ["1.1"]),
        ("nøgle dage", []),
        ("pårørende", ["2.2"]),
        ("PÅRØRENDE", ["2.2"]),
        ("pa\u030arørende", ["2.2"]),
        ("forening", ["2.1"]),
        ("bolig", ["1.2", "1.1"]),
        ("fællesskaber", ["2.1", "2.2"]),
        ("30", ["1.2"]),
        ("at", ["1.1", "1.2", "2.1", "2.2"]),
        ("værested forening", ["2.1"]),
        ("", []),
        ("   ", []),
        ("?!", []),
        ("%", []),
        ("_", []),
        ("n%gle", []),
        ("nø_le", []),
        ("'; DROP TABLE policy_policygoal; --", []),
        ("vaskemaskine", []),
    ],
)
def test_search_finds(policy, text, codes):
    assert sorted(goal.code for goal in search_goals(VISITOR, text)) == sorted(codes)


def test_whole_words_come_first(policy):
    """Both stand under the heading »Bolig«, so the first is found by a whole word alone."""
    write_easy_wording(by=SYSTEM, goal_id=get_goal(SYSTEM, SLUG, "1.1").id, seen_version=1, text="Et boligkontor.")
    write_easy_wording(by=SYSTEM, goal_id=get_goal(SYSTEM, SLUG, "2.1").id, seen_version=1, text="Et foreningskontor.")
    write_easy_wording(by=SYSTEM, goal_id=get_goal(SYSTEM, SLUG, "2.2").id, seen_version=1, text="Vi har et kontor.")
    assert [goal.code for goal in search_goals(VISITOR, "kontor")] == ["2.2", "1.1", "2.1"]


def test_search_uses_the_first_twelve_words(policy):
    twelve = " ".join(["nøgle"] * 12)
    assert search_goals(VISITOR, f"{twelve} findesikke") == search_goals(VISITOR, "nøgle")
    assert search_goals(VISITOR, "nøgle " * 11 + "findesikke") == []


def test_search_finds_what_stands_in_every_adopted_policy_and_in_no_draft(policy):
    for viewer in (VISITOR, SYSTEM):
        assert {goal.policy for goal in search_goals(viewer, "nøgle")} == {SLUG}
    adopt(get_document(SYSTEM, DRAFT_SLUG).document.id)
    assert {goal.policy for goal in search_goals(VISITOR, "nøgle")} == {SLUG, DRAFT_SLUG}


def test_policies_of_one_title_are_not_mixed(policy):
    adopt(read_in(POLICY))
    found = [goal.policy for goal in search_goals(VISITOR, "at")]
    assert len(found) == 8
    assert found == sorted(found)


# Size


@pytest.mark.parametrize(("areas", "goals_in_each"), [(2, 2), (6, 20)])
def test_a_page_takes_the_same_queries_whatever_the_size(db, now, queries, areas, goals_in_each):
    document = read_in(many_goals(areas, goals_in_each))
    adopt_document(by=SYSTEM, document_id=document, body="Byrådet", on=date(2021, 1, 1), agenda_item="")
    for number in range(goals_in_each):
        upper = add_document(by=SYSTEM, kind=DocumentKind.VISION, title=f"Vision {number}", areas=["A", "B"])
        add_link(by=SYSTEM, kind=AlignmentKind.SERVES, lower_id=document, upper_id=upper)
    slug = "politik-for-mange-maal"
    with queries(7):
        content = get_document(VISITOR, slug)
    assert (content.goal_count, len(content.links)) == (areas * goals_in_each, goals_in_each)
    with queries(4):
        get_steering(VISITOR)
    with queries(4):
        list_policies(VISITOR)
    with queries(4):
        get_goal(VISITOR, slug, "1.1")
    with queries(1):
        search_goals(VISITOR, "mål nummer")
    with queries(1):
        goals_by_id(VISITOR, [goal.id for area in content.areas for goal in area.goals])
    with queries(4):
        link_choices(SYSTEM)
