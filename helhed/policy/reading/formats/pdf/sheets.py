"""The PDF door of the policy reader: from the bytes of a PDF to its lines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain, pairwise
from typing import Any

import pypdfium2 as pypdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.formats.pdf.cells import columns_at_end, number_tables
from helhed.policy.reading.formats.pdf.columns import common_gutters, in_reading_order
from helhed.policy.reading.formats.pdf.glyphs import read_sheet
from helhed.policy.reading.formats.pdf.hyphens import keep_own_hyphens
from helhed.policy.reading.formats.pdf.rows import BULLET, Row, is_readable, rows_of
from helhed.policy.reading.formats.pdf.running import Page, drop_running
from helhed.policy.reading.formats.pdf.spacing import Spaced, mark_full, space_out, stands_alone, widen
from helhed.policy.reading.formats.pdf.tags import TagReader
from helhed.policy.reading.formats.typography import Style, heading_levels
from helhed.policy.reading.joining import ends_sentence
from helhed.policy.reading.line import Line
from helhed.policy.reading.markers import marker_of

MOST_PAGES = 500
MOST_ON_PAGE = 50_000
MOST_GLYPHS = 800_000
LOCKED = "Filen er beskyttet med en adgangskode. Fjern adgangskoden, og prøv igen."
DAMAGED = "PDF-filen er beskadiget og kan ikke læses. Gem den på ny i det program, den er lavet i, og prøv igen."
TOO_LONG = f"PDF-filen har over {MOST_PAGES} sider. Gem de sider, politikken står på, som en ny fil, og prøv igen."
TOO_DENSE = "En side i PDF-filen har mere tekst, end der kan stå på en side. Gem filen som ren tekst, og prøv igen."
TOO_MUCH = (
    "PDF-filen har for meget tekst til at være et politikdokument. Gem politikken som en fil for sig, og prøv igen."
)
NO_TEXT = "PDF-filen er et billede uden tekst. Få filen tekstgenkendt (OCR) i et scannerprogram, og prøv igen."
NO_LETTERS = (
    "Bogstaverne i PDF-filen kan vises, men ikke læses. Gem filen på ny med indlejrede skrifttyper, "
    "eller få den tekstgenkendt (OCR), og prøv igen."
)
_FEWEST_TAGGED = 2
_MOST_TAGGED_SHARE = 0.4
_LONGEST_TAGGED = 200
_MOST_UNREADABLE = 0.5


def pdf_lines(data: bytes) -> list[Line]:
    """The lines in the order they are read, without running headers and footers and page numbers.

    A line has a tail if its text goes on below because the next word had no room in it.
    """
    pages = _pages(data)
    drop_running(pages, _body_size(chain.from_iterable(page.rows for page in pages)))
    regions = _regions(pages)
    if not regions:
        raise Unreadable(NO_TEXT)
    rows = list(chain.from_iterable(regions))
    space_out(regions)
    _find_headings(rows)
    _mark_items(rows)
    space_out(regions)
    keep_own_hyphens(rows)
    return list(_lines(rows))


def _pages(data: bytes) -> list[Page]:
    with _opened(data) as document:
        if len(document) > MOST_PAGES:
            raise Unreadable(TOO_LONG)
        reader = _PageReader(document)
        pages = [reader.read(index) for index in range(len(document))]
    if reader.unreadable > _MOST_UNREADABLE * reader.glyphs:
        raise Unreadable(NO_LETTERS)
    return pages


def _opened(data: bytes) -> Any:
    """What pdfium says of an error may be left from an earlier file."""
    try:
        document = pypdfium.PdfDocument(data)
    except pypdfium.PdfiumError as error:
        is_locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) and b"/Encrypt" in data
        raise Unreadable(LOCKED if is_locked else DAMAGED) from error
    if not len(document):
        document.close()
        raise Unreadable(DAMAGED)
    return document


class _PageReader:
    """Reads page after page, and stops where there is more text than any policy has."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.tags = TagReader()
        self.glyphs = 0
        self.unreadable = 0

    def read(self, index: int) -> Page:
        try:
            with closing(self.document[index]) as page, closing(page.get_textpage()) as text:
                sheet = read_sheet(page.raw, text.raw, self._counted(text))
                tags = self.tags.tags_of(page)
        except pypdfium.PdfiumError as error:
            raise Unreadable(DAMAGED) from error
        self.unreadable += sum(not is_readable(glyph.code) for glyph in sheet.glyphs)
        return Page(index + 1, sheet.box.bottom, sheet.box.top, rows_of(sheet), tags, sheet.rules)

    def _counted(self, text: Any) -> int:
        count: int = pdfium.FPDFText_CountChars(text)
        self.glyphs += count
        if count > MOST_ON_PAGE:
            raise Unreadable(TOO_DENSE)
        if self.glyphs > MOST_GLYPHS:
            raise Unreadable(TOO_MUCH)
        return count


def _body_size(rows: Iterator[Row]) -> float:
    """The size that most of the text is set in."""
    weights: Counter[float] = Counter()
    for row in rows:
        weights[row.size] += len(row.text)
    return weights.most_common(1)[0][0] if weights else 0.0


def _regions(pages: Sequence[Page]) -> list[list[Spaced]]:
    gutters = common_gutters([page.rows for page in pages])
    ordered: list[list[list[Row]]] = []
    for page in pages:
        open_table = columns_at_end(ordered[-1]) if ordered else []
        ordered.append(in_reading_order(page.rows, gutters, page.rules, open_table))
    number_tables(ordered)
    widen([region for regions in ordered for region in regions])
    spaced = [list(_spaced(page, regions)) for page, regions in zip(pages, ordered, strict=True)]
    regions = [region for of_page in spaced for region in of_page]
    mark_full(regions)
    return regions


def _spaced(page: Page, regions: Sequence[Sequence[Row]]) -> Iterator[list[Spaced]]:
    is_first = True
    for region in filter(None, regions):
        yield [Spaced(row, page.number, is_first and at == 0, page.tags.get(row.mark)) for at, row in enumerate(region)]
        is_first = False


def _find_headings(rows: Sequence[Spaced]) -> None:
    """The tags tell where they tag headings as other files do, else the type does."""
    by_type = heading_levels(
        [Style(here.row.text, here.row.size, _is_all_bold(rows, at)) for at, here in enumerate(rows)]
    )
    by_tag = [here.tag.level if here.tag and len(here.row.text) <= _LONGEST_TAGGED else None for here in rows]
    for here, level in zip(rows, by_tag if _are_plausible(by_tag, by_type, rows) else by_type, strict=True):
        here.level = level


def _is_all_bold(rows: Sequence[Spaced], at: int) -> bool:
    """A bold row within a text of plain rows is a bold part of it."""
    here = rows[at]
    before = rows[at - 1] if at and not here.follows_gap else None
    after = rows[at + 1] if at + 1 < len(rows) and not rows[at + 1].follows_gap else None
    if before and not before.row.is_bold and before.is_full and not ends_sentence(before.row.text):
        return False
    if after and not after.row.is_bold and here.is_full and after.row.text[0].islower():
        return False
    return here.row.is_bold


def _are_plausible(by_tag: Sequence[int | None], by_type: Sequence[int | None], rows: Sequence[Spaced]) -> bool:
    tagged = [len(here.row.text) for here, level in zip(rows, by_tag, strict=True) if level]
    typed = sum(level is not None for level in by_type)
    if len(tagged) < max(_FEWEST_TAGGED, typed / 3):
        return False
    return sum(tagged) <= _MOST_TAGGED_SHARE * sum(len(here.row.text) for here in rows)


def _mark_items(rows: Sequence[Spaced]) -> None:
    """What is tagged as a list item is one, though no bullet shows it. An item may go on at the top of a page."""
    for before, here in pairwise(rows):
        item = here.tag.item if here.tag and here.page == before.page else None
        is_new = item is not None and (before.tag is None or before.tag.item != item)
        if is_new and here.level is None and not marker_of(here.row.text)[0]:
            here.row.text = f"{BULLET} {here.row.text}"


def _lines(rows: Sequence[Spaced]) -> Iterator[Line]:
    neighbours = zip([None, *rows], rows, [*rows[1:], None], strict=False)
    for number, (before, here, after) in enumerate(neighbours, start=1):
        yield Line(
            text=here.row.text,
            number=number,
            page=here.page,
            indent=max(0, round((here.row.left - here.row.edge) / (0.5 * here.row.size or 1))),
            follows_gap=here.follows_gap,
            starts_page=here.starts_page,
            has_tail=here.is_full and after is not None and not after.follows_gap,
            level=here.level,
            is_whole=here.level is None and stands_alone(before, here, after),
            cell=here.row.cell,
        )
