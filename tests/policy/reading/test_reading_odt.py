"""What an OpenDocument text holds beside plain paragraphs, and what of it is text."""

import pytest

from helhed.policy.reading.formats.kinds import lines_of
from tests.policy.reading.made_documents import ODT_KIND, ODT_NAMES, cells, kinds, odt, told, zipped


def h(text: str, level: int = 1, more: str = "") -> str:
    return f'<text:h text:outline-level="{level}" {more}>{text}</text:h>'


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def style(name: str, parent: str = "", look: str = "", family: str = "paragraph", more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}" {more}>'
        f"<style:text-properties {look}/></style:style>"
    )


def items(*inner: str, more: str = "") -> str:
    return f"<text:list {more}>{''.join(f'<text:list-item>{each}</text:list-item>' for each in inner)}</text:list>"


def test_headings_by_mark_up_and_a_title_above_them():
    title = style("Title") + style("P1", "Title")
    assert told(odt(p("Politik", "P1") + h("Vision") + h("Mål", 2) + p("Tekst."), title)) == [
        "1Politik", "2Vision", "3Mål", "Tekst.",
    ]  # fmt: skip


def test_headings_by_the_name_of_a_style():
    common = style("Heading_20_2") + style("Overskrift_20_1") + style("P3", "Heading_20_2")
    body = p("A", "Overskrift_20_1") + p("B", "P3") + p("C", "Heading_20_2") + p("D", "Standard")
    assert told(odt(body, common=common)) == ["1A", "2B", "2C", "D"]


BODY = p("Alle skal have et godt liv, også når det er svært. " * 4, "Body")
COMMON = (
    "<style:default-style style:family='paragraph'><style:text-properties fo:font-size='10pt'/></style:default-style>"
    + style("Body")
    + style("Fed", "Body", "fo:font-weight='bold'")
    + style("Stor", "Body", "fo:font-size='160%'")
    + style("T1", "", "fo:font-weight='700'", family="text")
    + style("T2", "", "fo:font-weight='normal'", family="text")
)


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        (p("Vision", "Fed"), 1),
        (p("Vision", "Stor"), 1),
        (p("<text:span text:style-name='T1'>Vision</text:span>", "Body"), 1),
        (p("<text:span text:style-name='T1'>Vision</text:span> for alle", "Body"), None),
        (p("<text:span text:style-name='T2'>Vision</text:span>", "Fed"), None),
        (p("Vision", "Body"), None),
        (p("Vision", "Ukendt"), None),
    ],
)
def test_size_and_weight_decide_where_no_heading_is_marked_up(heading, level):
    assert lines_of(odt(heading + BODY, common=COMMON))[0].level == level


def test_styles_that_go_in_a_circle_end():
    assert told(odt(p("Tekst her.", "A"), style("A", "B") + style("B", "A"))) == ["Tekst her."]


# Lists


def listed(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def number(level: int, more: str = 'style:num-format="1" style:num-suffix="."') -> str:
    return f'<text:list-level-style-number text:level="{level}" {more}/>'


def bullet(level: int) -> str:
    return f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="-"/>'


L1 = listed("L1", number(1), number(2, 'style:num-format="a" style:num-suffix=")"'), bullet(3))
NAMED = 'text:style-name="L1"'


def test_lists_are_counted_and_deeper_ones_begin_anew():
    body = items(p("A"), p("B") + items(p("C") + items(p("D")), p("E")), p("F") + items(p("G")), more=NAMED)
    assert told(odt(body, L1)) == ["1. A", "2. B", "..a) C", "....• D", "..b) E", "3. F", "..a) G"]


def test_a_list_begins_anew_unless_it_goes_on():
    plain = items(p("A"), p("B"), more=NAMED)
    goes_on = items(p("C"), more=f'{NAMED} text:continue-numbering="true"')
    linked = items(p("D"), more=f'{NAMED} text:continue-list="list1"')
    started = f'<text:list {NAMED}><text:list-item text:start-value="7">{p("E")}</text:list-item></text:list>'
    assert told(odt(plain + goes_on + p("Tekst.") + linked + plain + started, L1)) == [
        "1. A", "2. B", "3. C", "Tekst.", "4. D", "1. A", "2. B", "7. E",
    ]  # fmt: skip


def test_a_list_of_another_style_inside_a_list_is_counted_by_itself():
    other = listed("L2", bullet(1), number(2, 'style:num-format="i" style:num-suffix="."'))
    inner = items(p("B"), p("C"), more='text:style-name="L2"')
    assert told(odt(items(p("A") + inner, p("D"), more=NAMED), L1 + other)) == ["1. A", "..1. B", "..2. C", "2. D"]


@pytest.mark.parametrize(
    ("more", "mark"),
    [
        ('style:num-format="1"', "1. "),
        ('style:num-format="1" style:num-prefix="(" style:num-suffix=")"', "(1) "),
        ('style:num-format="1" style:num-prefix="Mål " style:num-suffix=":"', "Mål 1: "),
        ('style:num-format="1" style:num-suffix="." text:start-value="5"', "5. "),
        ('style:num-format="A" style:num-suffix=")"', "A) "),
        ('style:num-format="I" style:num-suffix="."', "1. "),
        ('style:num-format=""', ".."),
    ],
)
def test_marks(more, mark):
    assert told(odt(items(p("At alle er med"), more=NAMED), listed("L1", number(1, more)))) == [f"{mark}At alle er med"]


def test_numbers_of_the_levels_above_are_shown_where_the_style_says_so():
    both = 'style:num-format="1" style:num-suffix="." text:display-levels="2"'
    body = items(items(p("A"), p("B")), more=NAMED)
    assert told(odt(body, listed("L1", number(1), number(2, both)))) == ["..1.1. A", "..1.2. B"]


def test_the_style_of_the_paragraph_may_bring_the_list():
    paragraphs = style("P1", "Opstilling") + style("Opstilling", more='style:list-style-name="L1"')
    assert told(odt(items(p("A", "P1")), L1 + paragraphs)) == ["1. A"]
    assert told(odt(items(p("A")))) == ["• A"]


def test_the_name_of_a_style_of_lists_may_tell_the_depth():
    deeper = style("List_20_Bullet_20_2") + style("P1", "List_20_Bullet_20_2")
    assert told(odt(items(p("A")) + items(p("B", "P1")), deeper)) == ["• A", "..• B"]


def test_more_paragraphs_in_an_item_lie_deeper_and_a_list_header_is_not_counted():
    head = f"<text:list-header>{p('Hoved')}</text:list-header>"
    body = f"<text:list {NAMED}>{head}<text:list-item>{p('A')}{p('Mere.')}</text:list-item></text:list>"
    assert told(odt(body, L1)) == ["..Hoved", "1. A", "..Mere."]


def test_headings_are_counted_by_their_list_or_by_the_outline():
    body = items(h("Leg"), h("Ro"), more=NAMED)
    assert told(odt(body, L1)) == ["11. Leg", "12. Ro"]
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    body = h("Leg") + h("Ude", 2) + h("Uden tal", 1, 'text:is-list-header="true"') + h("Ro")
    assert told(odt(body, common=outline)) == ["11. Leg", "21.1 Ude", "1Uden tal", "12. Ro"]
    assert told(odt(items(h("Leg")) + h("Ro"))) == ["1Leg", "1Ro"]


# Breaks, signs and what is no text


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<text:s text:c='3'/>mere", "Læs mere"),
        ("<text:tab/>mere", "Læs mere"),
        ("<text:soft-page-break/>mere", "Læs mere"),
        ("<text:span>me<text:span>re</text:span></text:span>", "Læs mere"),
        ("<text:a>mere</text:a> her", "Læs mere her"),
        ("<text:bookmark-start/>mere<text:bookmark-end/>", "Læs mere"),
        ("<text:note><text:note-citation>1</text:note-citation><text:p>Note</text:p></text:note>", "Læs"),
        ("<office:annotation><text:p>Bemærkning</text:p></office:annotation>mere", "Læs mere"),
        ("<text:change text:change-id='1'/>mere", "Læs mere"),
        ("<text:hidden-text>skjult</text:hidden-text>", "Læs"),
        ("<text:placeholder>&lt;Navn&gt;</text:placeholder>", "Læs"),
        ("<text:span text:style-name='Skjult'>skjult</text:span>mere", "Læs mere"),
        ("<!-- nej -->mere", "Læs mere"),
        ("\n   mere", "Læs mere"),
    ],
)  # fmt: skip
def test_what_is_text_inside_a_paragraph(inner, text):
    hidden = style("Skjult", "", "text:display='none'", family="text")
    assert told(odt(p(f"Læs {inner}"), hidden)) == [text]


def test_line_breaks_and_bullets_typed_by_hand():
    signs = style("Tegn", "", "style:font-name='Wingdings'", family="text")
    body = p("Vores mål:<text:line-break/>• At alle er med<text:line-break/>• At ingen er alene") + p(
        "<text:span text:style-name='Tegn'>§</text:span><text:tab/>At vi mødes"
    )
    assert [kind for kind, _ in kinds(odt(body, signs))] == ["lead", "item", "item", "item"]
    assert told(odt(h("Fokusområde 1<text:line-break/>Leg"))) == ["1Fokusområde 1 Leg"]


def test_boxes_are_read_after_the_paragraph_they_hang_on_and_stand_in_no_list():
    box = (
        "<draw:frame><draw:text-box><text:p>”Her bor jeg godt”</text:p></draw:text-box><svg:title>Billede</svg:title>"
        "<svg:desc>Et hus</svg:desc></draw:frame>"
    )
    assert told(odt(items(p(f"{box}Boligen"), p("Byen"), more=NAMED), L1)) == [
        "1. Boligen",
        "”Her bor jeg godt”",
        "2. Byen",
    ]
    shape = "<draw:custom-shape><text:p>I en figur</text:p></draw:custom-shape>"
    assert told(odt(shape + p("Tekst."))) == ["I en figur", "Tekst."]


def test_tables_are_read_cell_by_cell():
    cell = "<table:table-cell>{}</table:table-cell>"
    row = "<table:table-row>{}</table:table-row>"
    covered = "<table:covered-table-cell><text:p>Skjult</text:p></table:covered-table-cell>"
    first = row.format(cell.format(p("A")) + cell.format(p("B") + p("b")))
    second = row.format(cell.format(p("C")) + covered)
    body = f"<table:table-header-rows>{first}</table:table-header-rows>{second}"
    assert told(odt(f"<table:table>{body}</table:table>")) == ["A", "B", "b", "C"]


def test_each_line_of_a_table_knows_its_table_row_and_column():
    def row(*inner: str) -> str:
        return f"<table:table-row>{''.join(inner)}</table:table-row>"

    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{p(text)}</table:table-cell>"

    twice = cell("", 'table:number-columns-repeated="2"')
    head = (
        f"<table:table-header-rows>{row(cell('A'), '<table:covered-table-cell/>', cell('B'))}</table:table-header-rows>"
    )
    body = f"<table:table>{head}{row(twice, cell('C'))}</table:table>{p('Efter')}"
    assert cells(odt(body)) == [("A", (1, 0, 0)), ("B", (1, 0, 2)), ("C", (1, 1, 2)), ("Efter", None)]


def test_changes_hidden_sections_and_declarations_are_left_out():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Slettet</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:section text:display='none'><text:p>Skjult</text:p></text:section>"
        "<text:section><text:p>Vist</text:p></text:section>"
    )
    assert told(odt(body)) == ["Vist"]


def test_a_table_of_contents_is_kept_as_one_and_is_no_text():
    contents = (
        "<text:table-of-content><text:index-body><text:index-title><text:p>Indhold</text:p></text:index-title>"
        "<text:p>Vision<text:tab/>3</text:p></text:index-body></text:table-of-content>"
    )
    assert kinds(odt(contents + h("Vision") + h("Mål"))) == [
        ("contents", "Indhold"),
        ("contents", "Vision 3"),
        ("heading", "Vision"),
        ("heading", "Mål"),
    ]


def test_a_template_without_styles_is_read():
    content = f"<office:document-content {ODT_NAMES}><office:body>{h('Vision')}</office:body></office:document-content>"
    data = zipped({"mimetype": f"{ODT_KIND}-template", "content.xml": content})
    assert told(data) == ["1Vision"]
    assert {line.page for line in lines_of(data)} == {None}
