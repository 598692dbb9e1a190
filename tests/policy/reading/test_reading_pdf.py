"""Whatever program made the PDF and however it is designed, its lines come out whole and in the order they are read."""

import io
import json
import re
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest
from pypdf import PdfReader

from helhed.policy.reading.blocks.block import Kind
from helhed.policy.reading.blocks.blocking import to_blocks
from helhed.policy.reading.formats.pdf.sheets import pdf_lines
from helhed.policy.reading.line import Line
from helhed.policy.reading.read import read_policy
from helhed.policy.reading.structure.parts import to_reading
from tests.policy.reading.made import SEED, Design, column, compiled, drawn_pdf, policy_parts, set_pdf, written

KEY = json.loads((Path(__file__).parent / "seed_key.json").read_text(encoding="utf-8"))
GOALS = [(area["number"], goal) for area in KEY["focus_areas"] for goal in area["goals"]]
PARTS = policy_parts(read_policy(SEED.read_bytes()))
HEADINGS = [part.text for part in PARTS if part.kind in {"title", "heading"}]
SERIF = "Libertinus Serif"  # It sets fi, fl and tt as one glyph.
DESIGNS = {
    "tagged": Design(PARTS),
    "by size": Design(PARTS, "size"),
    "by bold": Design(PARTS, "bold"),
    "two columns": Design(PARTS, columns=2),
    "two columns by bold": Design(PARTS, "bold", columns=2, is_furnished=True, is_justified=True, size=9.5),
    "two columns with ligatures": Design(PARTS, "size", columns=2, is_furnished=True, is_justified=True, font=SERIF),
    "furnished": Design(PARTS, "size", is_furnished=True, is_justified=True),
    "furnished and tagged": Design(PARTS, is_furnished=True, is_justified=True, font=SERIF),
}
TEXT = [
    "Vi vil have flere små boliger i byerne og i",
    "landdistrikterne, og vi vil gøre det lettere",
    "at flytte fra sted.",
]
SENTENCE = "Vi vil have flere små boliger i byerne, og vi vil gøre det lettere at flytte, når livet ændrer sig. "
PAGE = '#set page(paper: "a4", margin: 25mm)\n#set text(font: "IBM Plex Sans", size: 10pt, lang: "da")\n'


def texts(data: bytes) -> list[str]:
    return [line.text for line in pdf_lines(data)]


def joined(data: bytes) -> list[str]:
    return [block.text for block in to_blocks(pdf_lines(data))]


def set_text(body: str, *, has_tags: bool = False) -> bytes:
    return compiled(PAGE + body, has_tags=has_tags)


@cache
def policy_in(design: str) -> list[Line]:
    return pdf_lines(set_pdf(DESIGNS[design]))


@pytest.fixture(params=DESIGNS)
def policy(request):
    return policy_in(request.param)


def test_six_areas_and_forty_goals_word_for_word(policy):
    reading = to_reading(to_blocks(policy))
    found = [(area.number, area.title) for area in reading.focus_areas]
    assert found == [(area["number"], area["title"]) for area in KEY["focus_areas"]]
    assert [(area.number, goal.text) for area in reading.focus_areas for goal in area.goals] == GOALS


def test_each_goal_is_one_item_and_each_heading_one_heading(policy):
    blocks = to_blocks(policy)
    assert [block.text for block in blocks if block.kind is Kind.ITEM] == [goal for _, goal in GOALS]
    assert [block.text for block in blocks if block.level is not None] == HEADINGS


def test_the_whole_way_from_bytes_to_areas():
    reading = read_policy(set_pdf(DESIGNS["furnished and tagged"]))
    assert (reading.title, reading.subtitle, reading.municipality) == (
        KEY["title"],
        KEY["subtitle"],
        KEY["municipality"],
    )
    assert [(area.number, goal.text) for area in reading.focus_areas for goal in area.goals] == GOALS


def test_no_running_header_or_footer_and_no_odd_characters(policy):
    running = {"Sønderborg Kommune", "Forvaltningen Job og Velfærd"}
    assert not [line.text for line in policy if line.text in running or line.text.startswith("Side ")]
    assert not set("\u00ad\ufb00\ufb01\ufb02\ufffe\x02") & set("".join(line.text for line in policy))


def test_lines_know_their_page_and_number(policy):
    assert [line.number for line in policy] == list(range(1, len(policy) + 1))
    pages = [line.page for line in policy]
    assert pages == sorted(pages)
    assert [line.page for line in policy if line.starts_page] == sorted(set(pages))


def test_the_designs_have_what_they_are_to_show():
    page = PdfReader(io.BytesIO(set_pdf(DESIGNS["furnished"]))).pages[1].extract_text()
    assert "Forvaltningen Job og Velfærd" in page
    assert "\u00ad\n" in page
    assert sum(line.text.endswith("-") for line in policy_in("furnished")) > 10


def test_ligatures_are_letters():
    words = "e\ufb03cient a\ufb02øst \ufb01nde o\ufb00entlig"
    assert texts(set_text(words)) == ["efficient afløst finde offentlig"]


def test_a_wrapped_heading_is_two_lines_of_one_level():
    heading = written("En politik for alle borgere", 70, 720, 18) + written("i hele Sønderborg Kommune", 70, 699, 18)
    lines = pdf_lines(drawn_pdf(heading + column(TEXT * 2, 70, 660)))
    assert [(line.level, line.follows_gap) for line in lines[:3]] == [(1, True), (1, False), (None, True)]


def test_tags_that_make_everything_a_heading_are_not_believed():
    data = set_text("= Titel\n" + f"= {SENTENCE}\n" * 3, has_tags=True)
    assert {line.level for line in pdf_lines(data)} == {None}


def test_tags_tell_the_level_where_type_does_not():
    headings = "#show heading: set text(10pt, weight: 400)\n"
    data = set_text(headings + f"= Bolig\n{SENTENCE}\n== Unge\n{SENTENCE}\n== Ældre\n{SENTENCE}", has_tags=True)
    assert [line.level for line in pdf_lines(data) if line.text in {"Bolig", "Unge", "Ældre"}] == [1, 2, 2]


def test_a_bold_line_within_a_text_is_no_heading():
    rows = [written("Vi siger det til alle borgere i kommunen, at", 70, 700)]
    rows += [written("Ingen skal vente på en bolig mere end et år", 70, 687, font="F2"), column(TEXT * 2, 70, 674)]
    assert {line.level for line in pdf_lines(drawn_pdf(b"".join(rows)))} == {None}


@pytest.mark.parametrize(
    ("mark", "size", "font"), [("·", 10, "F3"), ("n", 6, "F4"), ("l", 8, "F4"), ("•", 10, "F1"), ("–", 10, "F1")]
)
def test_a_bullet_of_its_own_font_and_size_stands_before_its_text(mark, size, font):
    items = [written(mark, 70, 700 - 26 * at, size, font) + column(TEXT[:2], 90, 700 - 26 * at) for at in range(3)]
    lines = pdf_lines(drawn_pdf(b"".join(items)))
    sign = "–" if mark == "–" else "•"
    assert [line.text for line in lines] == [f"{sign} {TEXT[0]}", TEXT[1]] * 3
    assert [line.indent for line in lines] == [0, 4] * 3


@pytest.mark.parametrize("marker", ["circle(radius: 1.5pt, fill: black)", "box(square(size: 4pt, fill: blue))"])
def test_a_drawn_bullet_is_a_bullet(marker):
    data = set_text(f"#set list(marker: {marker})\n{SENTENCE}\n- {SENTENCE}\n- {SENTENCE}")
    assert [block.kind for block in to_blocks(pdf_lines(data))] == [Kind.PARAGRAPH, Kind.ITEM, Kind.ITEM]


def test_a_list_item_that_only_its_tag_tells():
    data = set_text(f"#set list(marker: none)\n{SENTENCE}\n- {SENTENCE}\n- {SENTENCE}", has_tags=True)
    assert [block.kind for block in to_blocks(pdf_lines(data))] == [Kind.PARAGRAPH, Kind.ITEM, Kind.ITEM]


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other(columns):
    wanted = [f"Afsnit {number} begynder her. {SENTENCE}".strip() for number in range(16)]
    data = set_text(f"#set page(columns: {columns})\n#set par(spacing: 1.2em)\n" + "\n\n".join(wanted))
    assert joined(data) == wanted


def test_headings_over_both_columns_part_them():
    def band(name: str) -> str:
        return f"#block(text(16pt)[{name}])\n#columns(2)[Først {name}. {SENTENCE * 3}\n\nSå {name}. {SENTENCE * 3}]\n"

    starts = [text.split(".")[0] for text in joined(set_text(band("bolig") + band("job") + band("natur")))]
    assert starts == [word + name for name in ("bolig", "job", "natur") for word in ("", "Først ", "Så ")]


def test_a_page_with_little_text_has_the_columns_of_the_other_pages():
    full = column(TEXT * 5, 70, 700) + column(TEXT * 5, 310, 700)
    little = column(TEXT[:2], 70, 700) + column(TEXT[:2], 310, 700)
    lines = pdf_lines(drawn_pdf(full, little))
    assert [line.text for line in lines if line.page == 2] == TEXT[:2] * 2


AREAS = [
    ("Bolig", ["Flere unge får en bolig inden for et halvt år, så de ikke skal vente.", "Færre bor på herberg."]),
    ("Job og uddannelse", ["Flere kommer i arbejde.", "Firmaerne tager ansvar for dem, der har det svært."]),
    ("Natur", ["Alle kan komme ud i det grønne, også i kørestol og med rollator, hele året rundt."]),
] * 4


@pytest.mark.parametrize("stroke", ["1pt", "(y: 1pt)"])
@pytest.mark.parametrize("align", ["top", "horizon"])
def test_a_table_over_several_pages_is_read_row_by_row_and_cell_by_cell(stroke, align):
    lists = [(area, "".join(f"\n- {goal}" for goal in goals)) for area, goals in AREAS]
    rows = "table.header([Fokusområde], [Mål], [Ansvar]),"
    rows += "".join(f"[{area}], [{goals}\n], [Chefen],\n" for area, goals in lists)
    columns = f"columns: (40mm, 80mm, 35mm), align: left + {align}, stroke: {stroke}, inset: 7pt"
    data = set_text(f"#set page(height: 120mm)\n{SENTENCE}\n\n#table({columns}, {rows})\n\nSlut.")
    reading = to_reading(to_blocks(pdf_lines(data)))
    assert [(area.title, [goal.text for goal in area.goals]) for area in reading.focus_areas] == AREAS
    assert texts(data).count("Ansvar") == 1


def test_a_table_without_lines_is_told_by_its_white_space():
    cells = [("Boliger i byerne", "Flere flytter"), ("Caféer for alle", SENTENCE), ("Guider", "Alle får en")]
    table = "".join(f"[{left}], [{right}], " for left, right in cells)
    columns = "columns: (40mm, 60mm), inset: 8pt, stroke: none"
    lines = pdf_lines(set_text(f"{SENTENCE}\n\n#table({columns}, {table})\n\n{SENTENCE}"))
    found = [(cell, " ".join(line.text for line in group)) for cell, group in groupby(lines, lambda line: line.cell)]
    wanted = [((0, row, column), text.strip()) for row, texts in enumerate(cells) for column, text in enumerate(texts)]
    assert found == [(None, SENTENCE.strip()), *wanted, (None, SENTENCE.strip())]


@pytest.mark.parametrize("mark", ["", "- "])
def test_columns_of_text_and_of_items_are_no_table(mark):
    body = [f"{mark}Afsnit {at} begynder. {SENTENCE * (0 if mark else at % 3)}" for at in range(40)]
    lines = pdf_lines(set_text("#set page(columns: 2, height: 120mm)\n" + "\n\n".join(body)))
    assert {line.cell for line in lines} == {None}
    numbers = [re.search(r"Afsnit (\d+)", line.text) for line in lines]
    assert [int(number[1]) for number in numbers if number] == list(range(40))


def test_a_text_goes_on_over_columns_and_pages():
    long = SENTENCE.strip() + " Og" + " og så videre" * 900 + "."
    data = set_text(f"#set page(columns: 2, height: 90mm)\n#set par(justify: true)\n{long}\n\nSlut.")
    assert joined(data) == [long, "Slut."]


def test_paragraphs_without_space_are_told_by_their_indent():
    body = "\n\n".join([f"Afsnit {number}. {SENTENCE * 3}" for number in range(4)])
    assert len(joined(set_text(f"#set par(first-line-indent: 1.5em, spacing: 0.65em)\n{body}"))) == 4


def test_texts_of_one_line_with_space_around_them_are_told_apart():
    wanted = ["Vi arbejder for:", "at alle får en bolig", "at ingen er alene", "at unge kommer i job"]
    data = set_text("\n\n".join([SENTENCE, *wanted, SENTENCE]))
    assert joined(data) == [SENTENCE.strip(), *wanted, SENTENCE.strip()]


def test_a_heading_at_the_foot_of_a_column_leads_the_next_column():
    left = column(TEXT * 8, 70, 700) + written("Bolig", 70, 370, 14)
    lines = pdf_lines(drawn_pdf(left + column([*TEXT * 8, TEXT[0]], 310, 700)))
    assert [line.text for line in lines] == [*TEXT * 8, "Bolig", *TEXT * 8, TEXT[0]]


def test_a_text_below_a_list_is_no_part_of_its_last_item():
    tight = "#set par(spacing: 0.65em)\n#set list(spacing: 0.65em)\n"
    blocks = to_blocks(pdf_lines(set_text(f"{tight}{SENTENCE}\n- {SENTENCE}\n- {SENTENCE}\n\n{SENTENCE}")))
    assert [block.kind for block in blocks] == [Kind.PARAGRAPH, Kind.ITEM, Kind.ITEM, Kind.PARAGRAPH]


def test_justified_lines_of_few_words_are_one_line_each():
    body = "#set page(width: 62mm, margin: 8mm)\n#set par(justify: true)\n#set text(hyphenate: false)\n"
    words = "sundhedsfremmende og rehabiliterende beskæftigelsesindsatser og helhedsorienterede socialindsatser"
    lines = texts(set_text(body + f"{words} {words}"))
    assert " ".join(lines) == f"{words} {words}"
    assert len(lines) < 11


def test_a_hyphen_of_its_own_is_kept_where_no_words_are_divided():
    body = f"#set text(hyphenate: false)\n{SENTENCE * 60}\n\n" + "Vi arbejder med socio-økonomisk lighed. " * 30
    text = " ".join(joined(set_text(body)))
    assert text.count("socio-økonomisk") == 30


def test_a_divided_word_is_whole_again():
    page = "#set page(width: 62mm, margin: 8mm)\n#set par(justify: true)\n"
    text = (SENTENCE + "Sundhedsfremmende beskæftigelsesindsatser hjælper mange. ") * 6
    assert any(text.endswith("-") for text in texts(set_text(page + text)))
    assert joined(set_text(page + text)) == [text.strip()]
