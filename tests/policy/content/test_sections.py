"""The running text: changed as a reviewer wants it, and without what became something else."""

from dataclasses import replace

import pytest

from helhed.base.errors import Invalid, Missing
from helhed.policy.content.changes import (
    AddArea,
    AddGoal,
    AddGoals,
    AddIntroduction,
    AddQuote,
    AddSection,
    AddStatements,
    AddValue,
    ChangeSection,
    DropSection,
    JoinSections,
    SetFacts,
    apply,
)
from helhed.policy.content.sections import section_holding
from helhed.policy.content.storing import restored, stored
from helhed.policy.content.tree import Content, ContentSection, ContentValue
from tests.policy.content.contents import DIGNITY, POLICY, an_id

FIRST, LAST = POLICY.sections
NOWHERE = an_id(999)


def said(content: Content) -> list[tuple[str, str]]:
    return [(section.title, section.text) for section in content.sections]


def refusal(change, content: Content = POLICY) -> str:
    with pytest.raises(Invalid) as refused:
        apply(content, change)
    return refused.value.field


def test_a_section_is_renamed_reworded_and_moved_to_another_kind():
    after = apply(POLICY, ChangeSection(LAST.id, " Sådan følger vi op ", "implementation", "Hvert år.\r\n\r\nSå."))
    assert after.sections[1] == replace(
        LAST, title="Sådan følger vi op", kind="implementation", text="Hvert år.\n\nSå."
    )
    assert replace(after, sections=POLICY.sections) == POLICY


def test_a_section_says_something():
    assert refusal(ChangeSection(FIRST.id, "", "other", " \u200b\n")) == "text"
    assert refusal(AddSection("Tom", "other", "")) == "text"
    assert refusal(AddSection("x" * 201, "other", "Tekst.")) == "title"


def test_a_section_is_joined_with_the_one_above_and_nothing_is_lost():
    [joined] = apply(POLICY, JoinSections(LAST.id)).sections
    assert (joined.id, joined.kind, joined.block) == (FIRST.id, "foreword", 2)
    assert joined.text == "God læselyst!\n\n• Byrådet\n\nOpfølgning\n\nHvert halve år – Status"
    assert refusal(JoinSections(FIRST.id)) == "section"


def test_two_with_the_same_heading_have_it_once():
    named = replace(POLICY, sections=(replace(FIRST, title="Opfølgning"), LAST))
    assert "Opfølgning" not in apply(named, JoinSections(LAST.id)).sections[0].text


def test_a_section_goes():
    assert apply(POLICY, DropSection(FIRST.id)).sections == (LAST,)


@pytest.mark.parametrize(
    "change", [ChangeSection(NOWHERE, "", "other", "a"), JoinSections(NOWHERE), DropSection(NOWHERE)]
)
def test_a_section_that_is_not_there(change):
    with pytest.raises(Missing):
        apply(POLICY, change)


@pytest.mark.parametrize(("block", "place"), [(None, 2), (1, 0), (20, 1), (99, 2)])
def test_a_section_is_added_in_the_order_of_the_document(block, place):
    after = apply(POLICY, AddSection("Om os", "other", "Vi er her.", block, 7))
    new = after.sections[place]
    assert (new.title, new.text, new.block, new.page, len(after.sections)) == ("Om os", "Vi er her.", block, 7, 3)


@pytest.mark.parametrize(
    ("text", "used", "rest"),
    [
        ("En.\n\nTo.\n\nTre.", "To.", "En.\n\nTre."),
        ("En.\n\n• To.\n\nTre.", "To.", "En.\n\nTre."),
        ("En.\n\n2.1) To.\n\nTre.", "To.", "En.\n\nTre."),
        ("En.\n\nb) To.", "To.", "En."),
        ("Vi vil: flere træer. Og bænke.", "flere træer.", "Vi vil: Og bænke."),
        ("Godt sagt\nAnna", "Godt sagt\nAnna", ""),
        ("Hvert år – Status", "Status", "Hvert år"),
        ("En. En.", "En.", "En."),
        ("En.", "Noget andet.", "En."),
    ],
)
def test_what_becomes_something_leaves_the_running_text(text, used, rest):
    content = replace(POLICY, sections=(replace(FIRST, text=text), LAST))
    after = apply(content, AddArea("Natur", leaves=((FIRST.id, used),)))
    assert said(after) == [*([("", rest)] if rest else []), (LAST.title, LAST.text)]


def test_it_leaves_no_other_section_and_nothing_unasked():
    same = replace(POLICY, sections=(replace(FIRST, text="En."), replace(LAST, text="En.")))
    assert said(apply(same, AddArea("Natur", leaves=((LAST.id, "En."),)))) == [("", "En.")]
    assert apply(same, AddArea("Natur")).sections == same.sections
    assert apply(same, AddArea("Natur", leaves=((NOWHERE, "En."),))).sections == same.sections


@pytest.mark.parametrize(
    "change",
    [
        AddGoal(DIGNITY.id, "At det sker."),
        AddGoals(DIGNITY.id, (AddGoal(None, "At det sker."),)),
        AddQuote(DIGNITY.id, "Godt.", ""),
        AddIntroduction(DIGNITY.id, "Mere."),
        AddStatements(("ler.",)),
        AddValue("Mod", "Vi tør."),
        AddSection("Om os", "other", "Vi er her."),
        SetFacts("Politik", "", "", "", "Alle.", ""),
    ],
)
def test_whatever_it_becomes_the_text_leaves(change):
    after = apply(POLICY, replace(change, leaves=((LAST.id, LAST.text),)))
    assert LAST.id not in {section.id for section in after.sections}


def test_several_goals_stand_where_their_blocks_do():
    goals = (AddGoal(None, "At den første sker.", 11, 5), AddGoal(None, "At den sidste sker.", 15, 6))
    after = apply(POLICY, AddGoals(DIGNITY.id, goals)).areas[0].goals
    assert [goal.block for goal in after] == [10, 11, 12, 14, 15]
    assert (after[1].text, after[1].page, after[1].how) == ("At den første sker.", 5, "marked")


def test_goals_without_an_area_come_into_one_without_a_title():
    bare = replace(POLICY, areas=POLICY.areas[:2])
    after = apply(bare, AddGoals(None, (AddGoal(None, "At det sker."), AddGoal(None, "At det også sker."))))
    assert [len(area.goals) for area in after.areas] == [3, 2, 2]


def test_one_goal_that_makes_no_sense_stops_them_all():
    assert refusal(AddGoals(DIGNITY.id, (AddGoal(None, "At det sker."), AddGoal(None, "–")))) == "text"


def test_what_is_added_comes_after_what_stands():
    assert apply(POLICY, AddIntroduction(DIGNITY.id, "Mere.")).areas[0].intro == "Alle mødes med respekt.\n\nMere."
    assert apply(POLICY, AddStatements(("ler.", " ", "synger."))).statements[-2:] == ("ler.", "synger.")
    assert apply(POLICY, AddValue("Mod", "Vi tør.")).values[-1] == ContentValue("Mod", "Vi tør.")
    assert refusal(AddValue(" ", "Vi tør.")) == "heading"


def section(number: int, text: str, block: int | None) -> ContentSection:
    return ContentSection(an_id(number), "other", text, block=block)


@pytest.mark.parametrize(("block", "number"), [(3, 1), (9, 2), (0, 1)])
def test_a_text_stands_in_the_last_section_that_begins_above_it_and_says_it(block, number):
    content = replace(POLICY, sections=(section(1, "En.", 2), section(2, "En.", 8), section(3, "To.", 9)))
    assert section_holding(content, block, "En.").id == an_id(number)
    assert section_holding(content, block, "Tre.") is None
    assert section_holding(content, block, "") is None


def test_what_was_stored_before_sections_had_ids_gets_them_by_their_place():
    data = stored(POLICY)
    data["sections"] = [{"kind": "other", "text": "En."}, {"kind": "other", "text": "To."}]
    first, second = restored(data).sections
    assert (first.id, second.id) == (an_id(1), an_id(2))
    assert restored(data) == restored(stored(restored(data)))
