"""The running text: a table's rows stand under their heading, and what says nothing of its own is no section."""

import pytest

from helhed.policy.reading.read import read_policy
from helhed.policy.reading.reading import PolicyReading

AREAS = """<h2>Fokusområde 1: Bolig</h2><p>Vi vil:</p><ul><li>bygge flere boliger</li><li>hjælpe flere</li></ul>
<h2>Fokusområde 2: Arbejde</h2><p>Vi vil:</p><ul><li>skabe flere job</li><li>støtte flere</li></ul>"""


def read_html(body: str, title: str = "Politik for et godt liv") -> PolicyReading:
    return read_policy(f"<html><body><h1>{title}</h1>{body}</body></html>".encode())


def told(reading: PolicyReading) -> list[tuple[str | None, str | None]]:
    return [(section.title, section.text) for section in reading.sections]


ROWS = (("Hvornår", "Hvad", "Hvem"), ("Hvert halve år", "Status", "Udvalget"), ("Hvert år", "Dialogmøde", "Rådet"))


def table(cell: str) -> str:
    rows = "".join(f"<tr>{''.join(cell.format(text) for text in row)}</tr>" for row in ROWS)
    return f"<h2>Sådan følger vi op</h2><table>{rows}</table>"


@pytest.mark.parametrize("cell", ["<td>{}</td>", "<td><h3>{}</h3></td>", "<th>{}</th>", "<td><strong>{}</strong></td>"])
def test_the_rows_of_a_table_stand_under_its_heading(cell):
    rows = "\n\n".join(" – ".join(row) for row in ROWS)
    assert told(read_html(AREAS + table(cell))) == [("Sådan følger vi op", rows)]


def test_a_cell_with_more_below_its_heading_has_a_heading():
    cells = "<table><tr><td><h2>Forord</h2><p>Kære alle sammen.</p></td><td><p>Et billede.</p></td></tr></table>"
    assert ("Forord", "Kære alle sammen. – Et billede.") in told(read_html(cells + AREAS))


CONTENTS = "Politik for et godt liv\n\n{heading}\nForord ........ 3\nBolig ........ 4\nArbejde ........ 6\n\n"
TEXT = """Forord
Kære alle sammen, tak fordi I læser med her.

Fokusområde 1: Bolig
Vi vil:
• bygge flere boliger
• hjælpe flere mennesker

Fokusområde 2: Arbejde
Vi vil:
• skabe flere job
• støtte flere mennesker
"""


@pytest.mark.parametrize("heading", ["Indhold", "INDHOLD", "Indholdsfortegnelse", "Indhold side 2", "Indhold – side 2"])
def test_a_table_of_contents_is_no_section(heading):
    reading = read_policy((CONTENTS.format(heading=heading) + TEXT).encode())
    assert told(reading) == [("Forord", "Kære alle sammen, tak fordi I læser med her.")]


def test_a_table_of_contents_without_pages_is_none_either():
    links = "<h2>Indhold</h2><ul><li>Forord</li><li>Fokusområde 1: Bolig</li><li>Fokusområde 2: Arbejde</li></ul>"
    foreword = "<h2>Forord</h2><p>Kære alle sammen.</p>"
    assert told(read_html(links + foreword + AREAS)) == [("Forord", "Kære alle sammen.")]


def test_a_chapter_about_what_it_holds_is_a_section():
    assert ("Indhold i hverdagen", "Alle skal have noget at stå op til.") in told(
        read_html("<h2>Indhold i hverdagen</h2><p>Alle skal have noget at stå op til.</p>" + AREAS)
    )


def test_what_only_says_the_title_again_is_no_section():
    foreword = "<h2>Forord</h2><p>Kære alle sammen.</p>"
    again = "<p>POLITIK FOR ET GODT LIV</p>"
    assert told(read_html(again + foreword + AREAS)) == [("Forord", "Kære alle sammen.")]


def test_what_says_more_than_the_title_stays_whole():
    foreword = "<h2>Forord</h2><p>Politik for et godt liv er til for alle.</p>"
    assert told(read_html(foreword + AREAS)) == [("Forord", "Politik for et godt liv er til for alle.")]


def test_a_section_knows_where_its_text_begins():
    reading = read_policy((TEXT + "\nOpfølgning\nVi følger op hvert eneste år.\n").encode())
    for section in reading.sections:
        assert section.block is not None
        assert section.text is not None
        assert section.text.startswith(reading.blocks[section.block].text)
    assert all("block" not in section for section in reading.as_dict()["sections"])
