"""What of a web page is its own text, and how its mark-up reads."""

import pytest

from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.formats.kinds import lines_of
from tests.policy.reading.made_documents import blocks_of, cells, told

PROSE = "<p>" + "Alle skal have et godt liv, også når det er svært. " * 5 + "</p>"


def page(body: str, head: str = "") -> bytes:
    return f'<!doctype html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def read(body: str) -> list[str]:
    return [line for line in told(page(body)) if not line.startswith("Alle skal have")]


# The page's own text


@pytest.mark.parametrize(
    "around",
    [
        "<nav><ul><li>Borger</li><li><a href='/x'>Politik</a></li></ul></nav>",
        "<header><p>Kommunen</p><h1><a href='/'>Kommunen</a></h1></header>",
        "<footer><p>Rådhuspladsen 1</p></footer>",
        "<aside><h2>Kontakt</h2><p>Ring til os</p></aside>",
        "<div role='navigation'>Borger</div>",
        "<div role='banner'>Kommunen</div>",
        "<div role='contentinfo'>Rådhuspladsen 1</div>",
        "<div role='search'>Søg</div>",
        "<div role='complementary'>Kontakt</div>",
        "<div role='dialog'><p>Vi bruger cookies</p></div>",
        "<div aria-modal='true'><p>Vi bruger cookies</p></div>",
        "<dialog>Vi bruger cookies</dialog>",
        "<div><p>Vi bruger cookies til statistik.</p><button>Ja</button></div>",
        "<p>Vi bruger cookies. <a href='/c' onclick='ok()'>OK</a></p>",
        "<div class='cookieBar'>Vi bruger statistik</div>",
        "<div hidden>Skjult</div>",
        "<div aria-hidden='true'>Skjult</div>",
        "<div style='color:red; display: none'>Skjult</div>",
        "<p style='visibility:hidden'>Skjult</p>",
        "<script>var a = '<p>nej</p>';</script>",
        "<style>p {color: red}</style>",
        "<template><p>Skabelon</p></template>",
        "<noscript>Slå JavaScript til</noscript>",
        "<svg><title>Et ikon</title><text>Ikon</text></svg>",
        "<form><label for='a'>Dit navn</label><input id='a'><select><option>Vælg</option></select></form>",
        "<button>Udskriv</button>",
        "<!-- en bemærkning -->",
        "<div id='breadcrumb'>Forside Politik</div>",
        "<div class='site-footer'>Rådhuspladsen 1</div>",
        "<div class='shareLinks share'>Del siden</div>",
        "<ul><li><a href='/a'>Borger</a></li><li><a href='/b'>Erhverv</a></li></ul>",
        "<div><a href='/a'>Borger</a> | <a href='/b'>Erhverv</a> | <a href='/c'>Politik</a></div>",
        "<div>Læs også <a href='/a'>Ældrepolitikken for hele kommunen</a> <a href='/b'>Børnepolitikken</a></div>",
        "<div>Del: <a href='https://www.facebook.com/sharer'>Facebook</a> <a href='mailto:?subject=x'>Mail</a></div>",
        "<p>Del: <a href='#'>f</a> <a href='#'>in</a></p>",
        "<p><a href='#top'>Til toppen</a></p>",
        "<a href='#top'>Til toppen</a>",
        "<p><sup><a href='#n1'>1</a></sup></p>",
        "<ul><li><a href='#a'>Vision</a></li><li><a href='#b'>Mål</a></li></ul>",
    ],
)
def test_what_stands_around_the_text_is_left_out(around):
    """Wherever it stands, and whether or not the page marks its main part."""
    for body in (
        f"{around}<h1>Politik</h1>{PROSE}",
        f"<h1>Politik</h1>{PROSE}<div>{around}</div>",
        f"{around}<main><h1>Politik</h1>{PROSE}</main>",
        f"<main><h1>Politik</h1>{PROSE}</main>{around}",
    ):
        assert read(body) == ["1Politik"], body


@pytest.mark.parametrize(
    ("own", "lines"),
    [
        ("<article><header><h2>Leg</h2></header><p>Børn leger.</p></article>", ["2Leg", "Børn leger."]),
        ("<p>De:</p><ul><li><a href='/a'>Leg</a></li><li><a href='/b'>Ro</a></li></ul>", ["De:", "• Leg", "• Ro"]),
        ("<div>De: <ul><li><a href='/a'>Leg</a></li><li><a href='/b'>Ro</a></li></ul></div>", ["De:", "• Leg", "• Ro"]),
        ("<p>Se <a href='/a'>planen</a> og <a href='/b'>loven</a>.</p>", ["Se planen og loven."]),
        ("<h2><a href='#leg'>Leg</a></h2>", ["2Leg"]),
        ("<h2>Leg <a href='#leg'>¶</a></h2>", ["2Leg"]),
        ("<h2><a href='/leg'>Leg</a></h2><p>Børn leger.</p>", ["2Leg", "Børn leger."]),
        ("<div class='no-menu has-sidebar'><p>Børn leger.</p></div>", ["Børn leger."]),
        ("<div class='socialpolitik'><p>Børn leger.</p></div>", ["Børn leger."]),
        ("<p>Politikken bruger ikke cookies.</p>", ["Politikken bruger ikke cookies."]),
        ("<aside><blockquote>”Her bor jeg godt”</blockquote></aside>", ["”Her bor jeg godt”"]),
        ("<h2 hidden='until-found'>Leg</h2>", ["2Leg"]),
        ("<p>Note<sup>2</sup></p>", ["Note2"]),
    ],
)  # fmt: skip
def test_what_is_the_pages_own_is_kept(own, lines):
    assert read(f"<main><h1>Politik</h1>{PROSE}{own}</main>") == ["1Politik", *lines]


def test_links_with_a_label_are_the_text_of_a_main_part_only():
    label = "<div>Læs også <a href='/a'>Ældrepolitikken for hele kommunen</a> <a href='/b'>Børnepolitikken</a></div>"
    assert read(f"<main><h1>Politik</h1>{PROSE}{label}</main>")[1:] == [
        "Læs også Ældrepolitikken for hele kommunen Børnepolitikken"
    ]
    areas = "<div>Vi har to: <ul><li><a href='/a'>Leg og læring</a></li><li><a href='/b'>Ro</a></li></ul></div>"
    assert read(f"<h1>Politik</h1>{PROSE}{areas}")[1:] == ["Vi har to:", "• Leg og læring", "• Ro"]


def test_an_empty_source_leaves_the_next_paragraph_as_it_is():
    lines = lines_of(page("<figure><blockquote>”Ja.”</blockquote><figcaption></figcaption></figure><p>Tekst.</p>"))
    assert [line.follows_gap for line in lines] == [True, True]


def test_the_way_to_the_page_is_no_text_with_links_or_without():
    for crumbs in (
        "<div><a href='/'>Forside</a> / <a href='/p'>Politik</a> / Ældre</div>",
        "<p>Du er her: Forside &gt; Politik &gt; Ældre</p>",
        "<div><span>Forside</span> / <span>Politik</span></div>",
    ):
        assert read(f"<div>{crumbs}<h1>Ældre</h1>{PROSE}</div>") == ["1Ældre"]


def test_text_before_the_first_heading_is_kept():
    assert read(f"<p>En indledning uden overskrift.</p><h1>Ældre</h1>{PROSE}")[0] == "En indledning uden overskrift."


def test_a_page_that_hides_itself_until_its_script_has_run_is_read():
    assert told(b"<html><body style='display:none' aria-hidden='true'><p>Tekst.</p></body></html>") == ["Tekst."]


def test_the_only_main_heading_is_kept_wherever_it_stands():
    assert read(f"<header><a href='/'>Kommunen</a><h1>Ældre</h1></header><p>Et.</p>{PROSE}") == ["1Ældre", "Et."]
    assert read(f"<div><h1>Ældre</h1></div><main><h2>Mål</h2>{PROSE}</main>") == ["1Ældre", "2Mål"]


def test_a_main_part_that_holds_little_is_not_believed():
    assert read(f"<main><p>Søg her.</p></main><h1>Ældre</h1>{PROSE}") == ["Søg her.", "1Ældre"]


def test_pages_of_nothing_but_divisions():
    body = "<div><div>Vision</div><div>Et godt liv for alle.<div>Også for dig.</div>Og mig.</div></div>"
    assert read(body + PROSE)[:4] == ["Vision", "Et godt liv for alle.", "Også for dig.", "Og mig."]


# What is folded


@pytest.mark.parametrize(
    "fold",
    [
        "<button aria-expanded='false' aria-controls='x'>Leg</button><div id='x' hidden><p>Børn leger.</p></div>",
        "<div aria-expanded='false' aria-controls='x'>Leg</div><div id='x' aria-hidden='true'><p>Børn leger.</p></div>",
        "<a data-toggle='collapse' href='#x'>Leg</a><div id='x' style='display:none'><p>Børn leger.</p></div>",
        "<a data-bs-toggle='collapse' data-bs-target='#x'>Leg</a><div id='x'><p>Børn leger.</p></div>",
        "<details><summary>Leg</summary><p>Børn leger.</p></details>",
    ],
)
def test_what_is_folded_is_read_below_a_heading_of_the_lowest_rank(fold):
    assert read(f"<h1>Politik</h1><h2>Mål</h2>{PROSE}{fold}") == ["1Politik", "2Mål", "3Leg", "Børn leger."]


def test_a_heading_that_folds_keeps_its_rank():
    fold = "<h3><button aria-expanded='false' aria-controls='x'>Leg</button></h3><div id='x' hidden>Børn leger.</div>"
    assert read(f"<h1>Politik</h1>{PROSE}{fold}") == ["1Politik", "3Leg", "Børn leger."]
    assert read(f"<h1>Politik</h1>{PROSE}<h2><button>Leg</button></h2>") == ["1Politik", "2Leg"]
    assert read(f"<h1>Politik</h1>{PROSE}<details><summary><h2>Leg</h2></summary>Ja.</details>")[1] == "2Leg"
    panel = "<h2><a role='tab'>Leg</a></h2><div role='tabpanel' aria-hidden='true'>Børn leger.</div>"
    assert read(f"<h1>Politik</h1>{PROSE}{panel}") == ["1Politik", "2Leg", "Børn leger."]


def test_a_button_that_folds_the_menu_is_no_heading():
    menu = "<header><button aria-expanded='false' aria-controls='m'>Menu</button></header><nav id='m'>Borger</nav>"
    assert read(f"{menu}<h1>Politik</h1>{PROSE}") == ["1Politik"]


def test_a_long_summary_is_no_heading():
    long = "Her står en lang tekst. " * 10
    lines = lines_of(page(f"<h1>A</h1><h2>B</h2><details><summary>{long}</summary><p>Ja.</p></details>"))
    assert [line.level for line in lines] == [1, 2, None, None]


# Mark-up


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>", ["• A", "..• B", "• C"]),
        ("<ul><li>A</li><ul><li>B</li></ul><li>C</li></ul>", ["• A", "..• B", "• C"]),
        ("<ul><li><ul><li>B</li></ul></li></ul>", ["..• B"]),
        ("<ul><li><p>A</p><p>Mere.</p></li><li>C</li></ul>", ["• A", "..Mere.", "• C"]),
        ("<ul><li>A<br>Mere.</li></ul>", ["• A", "..Mere."]),
        ("<ul><li><ul><li>B</li></ul>Efter.</li><li>C</li></ul>", ["..• B", "..Efter.", "• C"]),
        ("<ul><li></li><li>B</li></ul><p>C.</p>", ["• B", "C."]),
        ("<ul><li>- A</li><li>1. B</li></ul>", ["- A", "1. B"]),
        ("<ol><li>A</li><li>B</li></ol><ol><li>C</li></ol>", ["1. A", "2. B", "1. C"]),
        ("<ol start='4'><li>A</li><li value='9'>B</li><li>C</li></ol>", ["4. A", "9. B", "10. C"]),
        ("<ol start='x'><li>A</li></ol>", ["1. A"]),
        ("<ol reversed><li>A</li><li>B</li></ol>", ["2. A", "1. B"]),
        ("<ol type='a'><li>A</li><li>B</li></ol>", ["a) A", "b) B"]),
        ("<ol type='I'><li>A</li></ol>", ["1. A"]),
        ("<ol start='120'><li>A</li></ol>", ["• A"]),
        ("<div role='list'><div role='listitem'>A</div><div role='listitem'>B</div></div>", ["• A", "• B"]),
        ("<li>Løs</li>", ["• Løs"]),
        ("<ul><li><h3>Leg</h3><p>Ja.</p></li></ul>", ["3Leg", "..Ja."]),
        ("<dl><dt>Leg</dt><dd>Børn leger.</dd></dl>", ["Leg", "Børn leger."]),
        ("<table><caption>T</caption><tr><th>A</th><td>B<p>b</p></td></tr></table>", ["T", "A", "B", "b"]),
        ("<pre>En\n- To\n- Tre</pre>", ["En", "- To", "- Tre"]),
        ("<p>En\n  linje</p>", ["En linje"]),
        ("<p>Et <b>or</b>d og <em>et</em><span> til</span></p>", ["Et ord og et til"]),
        ("<p>sund&shy;hed &amp; p&aring;r&oslash;rende&nbsp;er&#8203; &laquo;m</p>", ["sundhed & pårørende er «m"]),
        ("<p>&shy;</p><p>A</p>", ["A"]),
        ("<p>Leg<wbr>e<del>nej</del><ins>t</ins></p>", ["Leget"]),
        ("<p>Han sagde <q>ja</q>.</p>", ["Han sagde ”ja”."]),
        ("<div role='heading' aria-level='3'>Leg</div>", ["3Leg"]),
        ("<div role='heading' aria-level='x'>Leg</div>", ["2Leg"]),
        ("<h2>Fokusområde 1<br>Leg</h2>", ["2Fokusområde 1 Leg"]),
        ("<h2>Fokusområde 1 <small>Leg</small></h2>", ["2Fokusområde 1 Leg"]),
        ("<p>Vores mål:<br>• A er med<br>• B er med</p>", ["Vores mål:", "• A er med", "• B er med"]),
        ("<p>Første.<br><br>andet afsnit.</p>", ["Første.", "andet afsnit."]),
        ("<my-card>En</my-card><my-card>To</my-card>", ["En", "To"]),
        ("En<hr>To", ["En", "To"]),
        ("<p><span style='font-family:Symbol'>·</span> At vi mødes</p>", ["• At vi mødes"]),
    ],
)  # fmt: skip
def test_mark_up(body, lines):
    assert read(f"<h1>P</h1><h2>M</h2>{PROSE}{body}")[2:] == lines


def test_each_line_of_a_table_knows_its_table_row_and_column():
    table = (
        "<table><caption>T</caption><thead><tr><th>A<th colspan=2>B<th>C</thead>"
        "<tr><td rowspan='2'>D<td>E<p>e</p><td><table><tr><td>F</table><td>G"
        "<tr><td>H<td rowspan=x colspan=99999>I</table>"
    )
    assert cells(page(f"<h1>P</h1>{table}<p>Efter"))[1:] == [
        ("T", None), ("A", (1, 0, 0)), ("B", (1, 0, 1)), ("C", (1, 0, 3)), ("D", (1, 1, 0)), ("E", (1, 1, 1)),
        ("e", (1, 1, 1)), ("F", (2, 0, 0)), ("G", (1, 1, 3)), ("H", (1, 2, 1)), ("I", (1, 2, 2)), ("Efter", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote><p>”Her bor jeg godt.”</p><footer>Mette, 34 år</footer></blockquote>",
        "<blockquote>”Her bor jeg godt.” <cite>Mette, 34 år</cite></blockquote>",
        "<figure><blockquote>”Her bor jeg godt.”</blockquote><figcaption>Mette, 34 år</figcaption></figure>",
        "<p>”Her bor jeg godt.”<br>Mette, 34 år</p>",
    ],
)
def test_a_quote_and_whose_it_is(quote):
    found = [(block.text, block.source) for block in blocks_of(page(f"<h1>P</h1>{PROSE}{quote}")) if block.source]
    assert found == [("”Her bor jeg godt.”", "Mette, 34 år")]


# Headings by type


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("<p><strong>Leg</strong></p>", 1),
        ("<p><b> Leg </b>&nbsp;</p>", 1),
        ("<p><span style='font-weight: 700'>Leg</span></p>", 1),
        ("<p style='font-size: 24px'>Leg</p>", 1),
        ("<p><span style='font-size:1.5em'>Leg</span></p>", 1),
        ("<div><strong>Leg</strong></div>", 1),
        ("<p><strong>Leg</strong> og ro</p>", None),
        ("<p><strong><span style='font-weight:normal'>Leg</span></strong></p>", None),
        ("<ul><li><strong>Leg</strong></li></ul>", None),
        ("<table><tr><th>Leg</th></tr></table>", None),
    ],
)
def test_type_decides_where_no_heading_is_marked_up(heading, level):
    assert lines_of(page(heading + PROSE))[0].level == level


def test_type_decides_below_the_title_of_the_page():
    lines = lines_of(page(f"<h1>Politik</h1>{PROSE}<p><strong>Leg</strong></p>{PROSE}"))
    assert [line.level for line in lines] == [1, None, 2, None]


def test_a_bold_line_above_its_text_in_one_paragraph():
    assert read(f"<p><strong>Leg</strong><br>Børn leger.</p>{PROSE}") == ["1Leg", "Børn leger."]


# Encodings, and pages made to do harm


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset='utf-8'>", "utf-8"),
        ("<meta charset='utf-8'>", "cp1252"),
        ("<meta charset='iso-8859-1'>", "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>", "cp1252"),
        ("<meta charset='windows-1252'>", "utf-8-sig"),
        ("<meta charset='iso-8859-15'>", "iso-8859-15"),
        ("<meta charset='macintosh'>", "macintosh"),
        ("<meta charset='windows-1259'>", "utf-8"),
        ("<meta charset='rot13'>", "utf-8"),
        ("", "utf-8"),
        ("", "cp1252"),
        ("", "utf-16"),
    ],
)
def test_encodings(head, encoding):
    text = f"<html><head>{head}</head><body><p>Ældre på øen</p></body></html>"
    assert told(text.encode(encoding)) == ["Ældre på øen"]


def test_a_declaration_of_another_encoding_inside_is_not_believed_twice():
    xhtml = '<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>Ældre på øen</p></body></html>'
    assert told(xhtml.encode("iso-8859-1")) == ["Ældre på øen"]


@pytest.mark.parametrize("tag", ["div", "ul", "blockquote", "span", "table"])
def test_a_page_too_deep_is_refused_and_one_just_within_is_read(tag):
    deep = f"<html><body>{f'<{tag}>' * 3000}x"
    with pytest.raises(Unreadable, match="indviklet"):
        lines_of(deep.encode())
    assert told(f"<html><body>{f'<{tag}>' * 200}x".encode())[0].lstrip(".") in {"x", "• x"}


@pytest.mark.parametrize("many", ["<p>x" * 100_001, "<" * 300_001])
def test_a_page_with_too_many_elements_is_refused(many):
    with pytest.raises(Unreadable, match="indviklet"):
        lines_of(f"<html><body>{many}".encode())


@pytest.mark.parametrize(
    "empty", ["<!doctype html>", "<html></html>", "<html><frameset><frame src='x'></frameset></html>"]
)
def test_a_page_without_text_is_refused(empty):
    with pytest.raises(Unreadable, match="tom"):
        lines_of(empty.encode())


def test_broken_mark_up_is_read_all_the_same():
    assert read(f"<h1>Politik<p>Et <b>afsnit<p>Et til</div></b>{PROSE}<ul><li>A<li>B")[-2:] == ["• A", "• B"]
