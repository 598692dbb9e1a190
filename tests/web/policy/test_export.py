"""What is said of a policy in a file to take away, whatever it is written out as."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import docx
import pytest
from django.utils import translation
from pypdf import PdfReader

from helhed.base import clock
from helhed.base.blocks import Block, BulletList, Document, Heading, Link, Note, Paragraph, Table, Words
from helhed.policy.queries.shown import (
    PolicyContent,
    ShownArea,
    ShownDecision,
    ShownDocument,
    ShownEdition,
    ShownEnd,
    ShownGoal,
    ShownLink,
    ShownQuote,
    ShownSection,
    Source,
)
from helhed.policy.words import AlignmentKind, DocumentKind, DocumentState, SectionKind
from helhed.web.documents.pdf import to_pdf
from helhed.web.documents.word import to_docx
from helhed.web.policy.export import as_document, day_of
from tests.browser.pdf_structure import faults, structure

SITE = "https://helhed.example"


def document(title: str = "Et liv med plads til alle", kind: DocumentKind = DocumentKind.POLICY) -> ShownDocument:
    return ShownDocument(
        id=uuid4(),
        slug="et-liv",
        kind=kind,
        title=title,
        subtitle="Socialpolitik",
        period="2021-2024",
        municipality="",
        text="",
        is_draft=False,
        version=1,
        was_read=True,
    )


def goal(code: str, text: str, easy_wording: str = "") -> ShownGoal:
    place = int(code.split(".")[0])
    return ShownGoal(uuid4(), "et-liv", code, 1, text, easy_wording, 1, place, "Bolig", 3, 40)


AREAS = (
    ShownArea(
        id=uuid4(),
        place=1,
        number=1,
        title="Bolig",
        intro="Et hjem er begyndelsen.\n\nDerfor begynder vi der.",
        goals_lead="Vores mål er:",
        goals=(goal("1.1", "At alle har en nøgle.", "Du har din egen nøgle."), goal("1.2", "At ingen venter.")),
        quotes=(ShownQuote("Jeg vil selv kunne lukke døren", "Citat fra beboer"), ShownQuote("Hjem", "")),
    ),
    ShownArea(id=uuid4(), place=2, number=None, title="Fællesskab", goals=(goal("2.1", "At flere er med."),)),
    ShownArea(id=uuid4(), place=3, number=3, title="Sundhed"),
)
ADOPTED = ("Byrådet", date(2020, 12, 2), "Punkt 7")
EDITION = ShownEdition(2, DocumentState.IN_FORCE, date(2021, 1, 1), date(2024, 12, 31))
WHOLE = PolicyContent(
    document=document(),
    state=DocumentState.IN_FORCE,
    edition=2,
    editions=(ShownEdition(1, DocumentState.SUPERSEDED, date(2017, 1, 1), date(2020, 12, 31)), EDITION),
    adopted=ADOPTED,
    source=Source("politik.txt", "ab" * 32, datetime(2020, 11, 30, 23, 30, tzinfo=UTC)),
    vision="Et trygt liv for alle.",
    target_group="Borgere over 18 år.",
    predecessor="Sammen om det gode liv 2017-2020",
    statements_lead="Borgerne:",
    statements=("bestemmer selv.", "har nogen at være sammen med."),
    values=(("Dialog", "Vi lytter."), ("Respekt", "")),
    sections=(
        ShownSection(SectionKind.FOREWORD, "", "Kære læser.", 1),
        ShownSection(SectionKind.OTHER, "Sådan føres den ud i livet", "Med handleplaner.", 9),
    ),
    areas=AREAS,
)


def written(content: PolicyContent = WHOLE, language: str = "da") -> Document:
    with translation.override(language):
        return as_document(content, whole=SITE.__add__, language=language, author="Lindevig", notice="")


def blocks(content: PolicyContent = WHOLE, language: str = "da") -> tuple[Block, ...]:
    return written(content, language).blocks


def headings(content: PolicyContent = WHOLE, language: str = "en") -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks(content, language) if isinstance(block, Heading)]


def under(title: str, content: PolicyContent = WHOLE, language: str = "en") -> list[Block]:
    """The blocks from the heading of this title to the next one."""
    found = list(blocks(content, language))
    start = next(n for n, block in enumerate(found) if isinstance(block, Heading) and block.text == title) + 1
    end = next((n for n, block in enumerate(found) if n >= start and isinstance(block, Heading)), len(found))
    return found[start:end]


def tables(content: PolicyContent, language: str = "en") -> list[Table]:
    return [block for block in blocks(content, language) if isinstance(block, Table)]


def test_the_parts_come_in_the_order_of_a_policy() -> None:
    assert headings() == [
        (1, "Et liv med plads til alle"),
        (2, "Who the policy is for"),
        (2, "Vision"),
        (2, "Values"),
        (3, "Dialog"),
        (3, "Respekt"),
        (2, "Foreword"),
        (2, "Sådan føres den ud i livet"),
        (2, "1 Bolig"),
        (2, "2 Fællesskab"),
        (2, "3 Sundhed"),
        (2, "About the document"),
    ]


def test_it_begins_with_what_it_is_and_by_whose_decision() -> None:
    opening = under("Et liv med plads til alle")
    assert opening == [
        Paragraph("Socialpolitik", "da"),
        Paragraph("Policy · 2021–2024"),
        Note(
            "Edition 2 · in force from 1 January 2021 · adopted by Byrådet on 2 December 2020 (Punkt 7) · "
            "the period ends on 31 December 2024"
        ),
    ]


def standing(content: PolicyContent) -> list[str]:
    return [block.text for block in under("Et liv med plads til alle", content) if isinstance(block, Note)]


def test_a_draft_says_that_it_is_one_and_a_hearing_how_long_it_lasts() -> None:
    edition = ShownEdition(1, DocumentState.DRAFT, None, None)
    draft = replace(WHOLE, state=DocumentState.DRAFT, adopted=None, editions=(edition,), edition=1)
    assert standing(draft) == [
        "Edition 1 · draft",
        "Only those who write policies can see it, and it can still be changed.",
    ]
    until = clock.today() + timedelta(30)
    hearing = ShownDecision(DocumentState.HEARING, clock.today(), "Byrådet", "", until)
    heard = replace(edition, state=DocumentState.HEARING, decisions=(hearing,))
    words = " ".join(standing(replace(draft, state=DocumentState.HEARING, editions=(heard,))))
    assert "nothing has been adopted yet" in words
    assert str(until.year) in words


def test_what_has_expired_does_not_say_that_its_period_is_still_to_end() -> None:
    expired = replace(EDITION, state=DocumentState.EXPIRED)
    first, second = standing(replace(WHOLE, state=DocumentState.EXPIRED, editions=(expired,)))
    assert "the period ends" not in first
    assert "It is still valid" in second


def test_a_policy_of_another_municipality_is_shown_as_an_example_where_all_else_is_made_up(settings: Any) -> None:
    foreign = replace(WHOLE, document=replace(WHOLE.document, municipality="Sønderborg Kommune"))
    assert standing(foreign)[1].startswith("The text was read in from a document of Sønderborg Kommune.")
    settings.MUNICIPALITY = replace(settings.MUNICIPALITY, is_fictional=False)
    assert not [each for each in standing(foreign) if "made up" in each]


def test_the_vision_stands_with_what_it_means() -> None:
    assert under("Vision") == [
        Paragraph("Et trygt liv for alle.", "da"),
        Paragraph("Borgerne:", "da"),
        BulletList(("bestemmer selv.", "har nogen at være sammen med."), "da"),
    ]


def test_values_that_are_only_named_are_a_list() -> None:
    assert under("Values", replace(WHOLE, values=(("Dialog", ""), ("Respekt", "")))) == [
        BulletList(("Dialog", "Respekt"), "da")
    ]
    assert (2, "Values") not in headings(replace(WHOLE, values=()))


def test_an_area_has_its_words_its_quotes_with_source_and_its_goals() -> None:
    assert under("1 Bolig") == [
        Paragraph("Et hjem er begyndelsen.", "da"),
        Paragraph("Derfor begynder vi der.", "da"),
        Paragraph("”Jeg vil selv kunne lukke døren”\nCitat fra beboer", "da"),
        Paragraph("”Hjem”", "da"),
        Paragraph("In front of each goal stands its code, as 1.1. It leads to the page about the goal."),
        Paragraph("Vores mål er:", "da"),
        Table(
            "The goals of focus area 1",
            ("Code", "Official wording", "In easy words"),
            (
                (
                    Link("1.1", f"{SITE}/politik/et-liv/m%C3%A5l/1.1"),
                    Words("At alle har en nøgle.", "da"),
                    Words("Du har din egen nøgle.", "da"),
                ),
                (Link("1.2", f"{SITE}/politik/et-liv/m%C3%A5l/1.2"), Words("At ingen venter.", "da"), Words("–", "da")),
            ),
            (2, 10, 8),
        ),
    ]


def test_where_nobody_has_written_easy_words_no_column_stands_empty() -> None:
    [table] = [block for block in under("2 Fællesskab") if isinstance(block, Table)]
    assert table.head == ("Code", "Official wording")


def test_what_a_code_is_is_said_once() -> None:
    said = [block.text for block in blocks(language="en") if isinstance(block, Paragraph) and "its code" in block.text]
    assert len(said) == 1


def test_an_area_without_goals_says_so_unless_the_document_has_none_at_all() -> None:
    assert under("3 Sundhed") == [Paragraph("The document gives no goals for this focus area.")]
    bare = replace(WHOLE, areas=tuple(replace(area, goals=()) for area in AREAS))
    assert under("3 Sundhed", bare) == []


def test_what_serves_what_is_told_from_this_document() -> None:
    vision, beside, below = document("Visionen", DocumentKind.VISION), document("Naboen"), document("Undertøjet")
    own = WHOLE.document
    links = (
        link(AlignmentKind.SERVES, ShownEnd(own, 1, "Bolig"), ShownEnd(vision, 6, "Et godt liv")),
        link(AlignmentKind.BESIDE, ShownEnd(beside), ShownEnd(own)),
        link(AlignmentKind.SERVES, ShownEnd(below), ShownEnd(own)),
    )
    [table] = [
        block for block in under("How it hangs together", replace(WHOLE, links=links)) if isinstance(block, Table)
    ]
    address = f"{SITE}/politik/et-liv"
    assert table.rows == (
        (Words("Bolig", "da"), "Serves", Link("Et godt liv (Visionen)", f"{address}#omraade-6", "da")),
        ("The whole document", "Stands beside", Link("Naboen", address, "da")),
        ("The whole document", "Is served by", Link("Undertøjet", address, "da")),
    )


def link(kind: AlignmentKind, lower: ShownEnd, upper: ShownEnd) -> ShownLink:
    return ShownLink(UUID(int=1), kind, lower, upper)


def test_it_ends_with_where_it_comes_from() -> None:
    assert under("About the document") == [
        BulletList(
            (
                f"Address: {SITE}/politik/et-liv",
                "Follows after: Sammen om det gode liv 2017-2020",
                "The file that was read: politik.txt, read in on 1 December 2020",
                f"Digest (SHA-256): {'ab' * 32}",
            )
        )
    ]


def test_a_document_written_by_hand_is_a_document_too() -> None:
    vision = PolicyContent(
        document=replace(document("Visionen", DocumentKind.VISION), text="Vi vil noget.\n\nSammen."),
        state=DocumentState.ADOPTED,
        lighthouses=("Byens Havn",),
        areas=(ShownArea(id=uuid4(), place=1, number=None, title="Et godt liv"),),
    )
    assert headings(vision) == [
        (1, "Visionen"),
        (2, "1 Et godt liv"),
        (2, "Lighthouse projects"),
        (2, "About the document"),
    ]
    assert Paragraph("Sammen.", "da") in blocks(vision)
    assert day_of(vision) is None


def test_its_day_is_that_of_the_adoption_or_else_of_the_file() -> None:
    assert day_of(WHOLE) == date(2020, 12, 2)
    # Half past eleven in the evening in UTC is the next day in Denmark.
    assert day_of(replace(WHOLE, adopted=None)) == date(2020, 12, 1)


# --- the same in both files ---


def texts(content: PolicyContent) -> list[str]:
    """What somebody wrote, all of it."""
    own = content.document
    return [
        *(own.title, own.subtitle, content.vision, content.target_group, *content.statements),
        *(text for value in content.values for text in value),
        *(section.text for section in content.sections),
        *(part for area in content.areas for part in (area.title, *area.intro.split("\n\n"), area.goals_lead)),
        *(quote.text for area in content.areas for quote in area.quotes),
        *(text for area in content.areas for goal in area.goals for text in (goal.text, goal.easy_wording)),
    ]


def on_paper(content: PolicyContent, language: str = "da") -> PdfReader:
    return PdfReader(BytesIO(to_pdf(written(content, language), day_of(content))))


def squeezed(text: str) -> str:
    return "".join(each for each in text if each.isalnum())


def in_word(content: PolicyContent) -> str:
    word: Any = docx.Document(BytesIO(to_docx(written(content), day_of(content))))
    return "".join(word.element.body.itertext())


def test_all_that_was_written_stands_in_both_files() -> None:
    paper = squeezed("".join(page.extract_text() for page in on_paper(WHOLE).pages))
    assert [text for text in texts(WHOLE) if squeezed(text) not in paper] == []
    assert [text for text in texts(WHOLE) if squeezed(text) not in squeezed(in_word(WHOLE))] == []


LONG_GOAL = ("At medborgerskabsinddragelsesforløbene lykkes, " * 30)[:1000]
STRANGE = "😀 \u202e\u200b #eval(1) <b> ]]> \\u{1} " + "x" * 120
SIZES = {
    "as it is": WHOLE,
    "without areas": replace(WHOLE, areas=()),
    "with nothing but a title": PolicyContent(document=document(), state=DocumentState.DRAFT),
    "with goals of a thousand characters": replace(
        WHOLE,
        areas=(replace(AREAS[0], goals=tuple(goal(f"1.{n}", LONG_GOAL, LONG_GOAL[:500]) for n in range(1, 6))),),
    ),
    "with sixty areas": replace(
        WHOLE,
        areas=tuple(
            replace(AREAS[0], place=place, number=place, goals=tuple(goal(f"{place}.{n}", "At nå.") for n in (1, 2, 3)))
            for place in range(1, 61)
        ),
    ),
    "with strange words": replace(
        WHOLE,
        document=replace(WHOLE.document, title=STRANGE, subtitle=STRANGE),
        values=((STRANGE, STRANGE), (" ", "")),
        sections=(ShownSection(SectionKind.OTHER, STRANGE, STRANGE, None),),
        areas=(replace(AREAS[0], title=STRANGE, intro=STRANGE, goals=(goal("1.1", STRANGE, STRANGE),)),),
    ),
    "with empty names": replace(
        WHOLE,
        document=replace(WHOLE.document, title=" "),
        values=(("", "Ord"), ("", "")),
        areas=(replace(AREAS[0], title="", number=None),),
    ),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_paper_can_be_read_aloud_whatever_is_written(size: str, language: str) -> None:
    reader = on_paper(SIZES[size], language)
    assert faults(structure(reader)) == []
    root: Any = reader.trailer["/Root"]
    assert str(root["/Lang"]).startswith(language)


@pytest.mark.parametrize("size", SIZES)
def test_word_can_hold_it_whatever_is_written(size: str) -> None:
    assert "x" * 120 in in_word(SIZES[size]) or size != "with strange words"


def test_the_words_of_the_policy_are_marked_as_danish_among_words_in_english() -> None:
    marked = [each for each in structure(on_paper(WHOLE, "en")).walk() if each.attributes.get("Lang") == "da"]
    whole = [block for block in blocks(WHOLE, "en") if getattr(block, "language", "") == "da"]
    cells = [cell for table in tables(WHOLE) for row in table.rows for cell in row if isinstance(cell, Words)]
    assert len(marked) == len(whole) + len(cells)
