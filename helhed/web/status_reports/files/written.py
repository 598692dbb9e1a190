"""Each form of a status as the file that is fetched. `kept_as` is the digest of the text that is kept, if one is."""

from django.template.loader import render_to_string

from helhed.status_reports.content.tree import StatusContent
from helhed.web.documents.excel import to_xlsx
from helhed.web.documents.html import to_html
from helhed.web.documents.pdf import to_pdf
from helhed.web.documents.word import to_docx
from helhed.web.status_reports.files.agenda import agenda
from helhed.web.status_reports.files.easy import easy
from helhed.web.status_reports.files.frame import framed
from helhed.web.status_reports.files.phrases import whole_title
from helhed.web.status_reports.files.tables import sheets
from helhed.web.status_reports.files.whole import as_document

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_html(content: StatusContent, kept_as: str = "") -> str:
    """A whole page that stands alone, to be put up elsewhere or kept in an archive."""
    document = as_document(content, kept_as)
    return render_to_string("status_reports/file.html", {"document": document, "body": to_html(document.blocks)})


def as_pdf(content: StatusContent, kept_as: str = "") -> bytes:
    return to_pdf(as_document(content, kept_as), content.published_on)


def as_word(content: StatusContent, kept_as: str = "") -> bytes:
    return to_docx(as_document(content, kept_as), content.published_on)


def as_excel(content: StatusContent, kept_as: str = "") -> bytes:
    frame = framed(whole_title(content))
    return to_xlsx(frame.title, frame.author, sheets(content, kept_as), frame.colour)


def as_easy_pdf(content: StatusContent) -> bytes:
    return to_pdf(easy(content), content.published_on)


def as_agenda(content: StatusContent, kept_as: str = "") -> bytes:
    return to_docx(agenda(content, kept_as), content.published_on)
