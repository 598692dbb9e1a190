"""What becomes of the breaks inside a paragraph, and which paragraphs are headings by their type."""

import pytest

from helhed.policy.reading.blocks.blocking import to_blocks
from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.formats.paragraphs import LOWEST, MOST_PARAGRAPHS, TITLE, Paragraph, Run, to_lines

PROSE = Paragraph((Run("Alle skal have et godt liv, også når det er svært. " * 4),))


def plain(text: str, **more) -> Paragraph:
    return Paragraph((Run(text),), **more)


def bold(text: str, **more) -> Paragraph:
    return Paragraph((Run(text, is_bold=True),), **more)


WRAPPED = ["Vi arbejder for, at alle i kommunen får et", "godt liv, og at ingen står alene med det,", "der er svært."]


@pytest.mark.parametrize(
    ("lines", "blocks"),
    [
        (["Mål:", "• At alle er med", "• At ingen er alene"], ["Mål:", "At alle er med", "At ingen er alene"]),
        (["Vi ønsker, at", "- alle er med", "- ingen er alene"], ["Vi ønsker, at", "alle er med", "ingen er alene"]),
        (["Vi vil:", "sikre en bolig til alle", "styrke os"], ["Vi vil:", "sikre en bolig til alle", "styrke os"]),
        (["Vi ønsker, at", "Alle er med", "Ingen er alene"], ["Vi ønsker, at", "Alle er med", "Ingen er alene"]),
        (["at alle er med i byen", "at ingen er alene"], ["at alle er med i byen", "at ingen er alene"]),
        (["At alle er med i byen.", "At ingen er alene."], ["At alle er med i byen.", "At ingen er alene."]),
        (["Fælles om", "et liv med muligheder"], ["Fælles om et liv med muligheder"]),
        (["Vi arbejder sammen med borgere og", "Ældre Sagen."], ["Vi arbejder sammen med borgere og Ældre Sagen."]),
        (["Byen ligger mellem skove", "– med havet tæt på."], ["Byen ligger mellem skove – med havet tæt på."]),
        (["Byen er vores.", "– Alle er med."], ["Byen er vores.", "Alle er med."]),
        (WRAPPED, [" ".join(WRAPPED)]),
        ([*WRAPPED, "Alle er med."], [" ".join(WRAPPED), "Alle er med."]),
        (["Her er sund-", "hed for alle."], ["Her er sundhed for alle."]),
        (["”Her bor jeg godt.”", "Mette, 34 år"], ["”Her bor jeg godt.”"]),
        (["Mål", "", "tekst, der følger efter."], ["Mål", "tekst, der følger efter."]),
    ],
)  # fmt: skip
def test_a_break_inside_a_paragraph(lines, blocks):
    assert [block.text for block in to_blocks(to_lines([plain("\n".join(lines))]))] == blocks


def test_only_the_first_of_the_texts_in_a_paragraph_follows_a_gap():
    assert [line.follows_gap for line in to_lines([plain("Et afsnit.\nTo.\n\nTre.\nFire.")])] == [
        True,
        False,
        True,
        False,
    ]


def test_a_heading_with_a_break_inside_is_one():
    heading = "Fokusområde 1\n\nLeg og ro"
    assert to_lines([plain(heading, level=1), PROSE])[0].text == "Fokusområde 1 Leg og ro"
    by_type = to_lines([bold("Fokusområde 1\nLeg og ro"), PROSE])[0]
    assert (by_type.text, by_type.level) == ("Fokusområde 1 Leg og ro", 1)


def test_a_bold_first_line_is_parted_from_the_text_below_it():
    lines = to_lines([Paragraph((Run("Leg", is_bold=True), Run("\nsom børn leger, leger vi også."))), PROSE])
    assert [(line.text, line.level) for line in lines[:2]] == [("Leg", 1), ("som børn leger, leger vi også.", None)]


def test_words_in_bold_inside_a_line_part_nothing():
    lines = to_lines([Paragraph((Run("Vi vil "), Run("alle", is_bold=True), Run(" det bedste."))), PROSE])
    assert (lines[0].text, lines[0].level) == ("Vi vil alle det bedste.", None)


def test_the_title_ranks_above_all_and_the_lowest_below_all():
    levels = [plain("A", level=2), plain("B", level=LOWEST), plain("C", level=1)]
    assert [line.level for line in to_lines(levels)] == [2, 3, 1]
    assert [line.level for line in to_lines([plain("T", level=TITLE), *levels])] == [1, 3, 4, 2]
    assert [line.level for line in to_lines([plain("A", level=LOWEST)])] == [1]


def test_two_bold_paragraphs_in_a_row_are_two_headings():
    lines = to_lines([bold("Fokusområde 1"), bold("Leg og ro"), PROSE])
    assert [(line.text, line.level) for line in lines[:2]] == [("Fokusområde 1", 1), ("Leg og ro", 1)]


def test_items_in_bold_are_no_headings_but_numbered_titles_are():
    lines = to_lines([bold("Leg", mark="•"), PROSE, bold("Leg", mark="1."), PROSE])
    assert [(line.text, line.level) for line in lines[::2]] == [("• Leg", None), ("1. Leg", 1)]


def test_pages_begin_where_their_number_changes():
    lines = to_lines([plain("A.", page=1), plain("B.", page=1), plain("C.", page=3)])
    assert [line.starts_page for line in lines] == [True, False, True]


@pytest.mark.parametrize("paragraphs", [[plain("x")] * (MOST_PARAGRAPHS + 1), [plain("x\n" * MOST_PARAGRAPHS)]])
def test_too_many_paragraphs_are_refused(paragraphs):
    with pytest.raises(Unreadable, match="for mange afsnit"):
        to_lines(paragraphs)


@pytest.mark.parametrize("paragraphs", [[], [plain(" \u00a0\n\u00ad\ufeff")], [plain("", mark="•")]])
def test_nothing_to_read_is_refused(paragraphs):
    with pytest.raises(Unreadable, match="tom"):
        to_lines(paragraphs)
