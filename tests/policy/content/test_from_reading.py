"""What was read becomes content: all of it, and nothing else."""

from dataclasses import replace

from helhed.policy.content.from_reading import content_of
from helhed.policy.content.tree import Content, ContentSection, ContentValue
from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.reading import (
    PolicyReading,
    ReadArea,
    ReadGoal,
    ReadPredecessor,
    ReadQuote,
    ReadSection,
    ReadValue,
)
from tests.policy.content.contents import all_ids, seed


def test_the_seed_is_whole():
    content = seed()
    assert (content.title, content.period) == ("Fælles om et liv med muligheder", "2021-2024")
    assert [len(area.goals) for area in content.areas] == [8, 7, 5, 6, 7, 7]
    assert [area.title for area in content.areas][-1] == "Helhedssyn"
    assert (content.predecessor_title, content.predecessor_period) == ("Sammen om det gode liv", "2017-2020")
    first = next(content.goals())
    assert (first.text, first.page, first.line) == ("At vi taler til hinanden i øjenhøjde.", 5, 257)
    assert len(content.values) == len(content.statements) == 4


def test_everything_gets_an_id_of_its_own():
    ids = all_ids(seed())
    assert len(ids) == len(set(ids)) == 6 + 40 + 5


def test_how_a_part_was_recognised_is_a_plain_word():
    parts = [part for area in seed().areas for part in (area, *area.goals, *area.quotes)]
    assert {type(part.how) for part in parts} == {str}


def test_a_document_without_a_title_gets_its_first_heading():
    blocks = (Block(Kind.HEADING, "Referat fra møde", 1, 1), Block(Kind.HEADING, "Punkt 1", 3, 1))
    assert content_of(PolicyReading(blocks=blocks), fallback_title="x").title == "Referat fra møde"
    assert content_of(PolicyReading(blocks=(replace(blocks[0], kind=Kind.ITEM),)), fallback_title="x").title == "x"


def test_where_nothing_stands_the_text_is_empty():
    assert content_of(PolicyReading(), fallback_title="seddel.txt") == Content(title="seddel.txt")


def test_every_part_of_a_reading_is_kept():
    goal = ReadGoal("At det lykkes.", page=2, line=9, how="list", block=4)
    area = ReadArea(3, "Arbejde", "Om arbejde.", (goal,), (ReadQuote("Ja.", "Borger", "sign", 6),), "Mål:", "word", 2)
    reading = PolicyReading(
        title="Politik",
        predecessor=ReadPredecessor(None, "2017-2020"),
        vision_lead="Borgerne",
        vision_statements=("er frie.",),
        values=(ReadValue("Mod", None),),
        focus_areas=(area,),
        sections=(ReadSection("other", None, "Tekst.", 7, 8),),
        warnings=("Se efter.",),
    )
    content = content_of(reading, fallback_title="x")
    (kept,) = content.areas
    assert (kept.title, kept.number, kept.intro, kept.goals_lead) == ("Arbejde", 3, "Om arbejde.", "Mål:")
    assert (kept.how, kept.block) == ("word", 2)
    (kept_goal,), (quote,) = kept.goals, kept.quotes
    assert (kept_goal.text, kept_goal.page, kept_goal.line, kept_goal.how, kept_goal.block) == (
        *("At det lykkes.", 2, 9),
        *("list", 4),
    )
    assert (quote.text, quote.source, quote.how, quote.block) == ("Ja.", "Borger", "sign", 6)
    assert (content.vision_lead, content.statements, content.warnings) == ("Borgerne", ("er frie.",), ("Se efter.",))
    assert (content.predecessor_title, content.predecessor_period) == ("", "2017-2020")
    assert content.values == (ContentValue("Mod"),)
    (section,) = content.sections
    assert section == ContentSection(section.id, "other", "Tekst.", page=7, block=8)
