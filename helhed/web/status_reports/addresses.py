"""Where a status stands, and each form of it: one address for what stands, and the edition where another is meant."""

from urllib.parse import urlencode

from django.urls import reverse

from helhed.status_reports.queries.shown import ShownReport
from helhed.status_reports.words import ReportKind

# What each form of a status is called below its own address, by the last part of the name of that address.
FORMS = {
    "easy": "let",
    "pdf": "status.pdf",
    "word": "status.docx",
    "excel": "status.xlsx",
    "easy-pdf": "let.pdf",
    "agenda": "dagsorden.docx",
    "json": "status.json",
    "initiatives": "initiativer.csv",
    "goals": "mål.csv",
}


def report_address(report: ShownReport, form: str = "", edition: int | None = None, anchor: str = "") -> str:
    """The page of a status, or a form of it; of the edition that stands, or of the one that is named."""
    asked = f"?{urlencode({'udgave': edition})}" if edition else ""
    return _path(report, form) + asked + (f"#{anchor}" if anchor else "")


def addresses_of(report: ShownReport, edition: int | None = None) -> dict[str, str]:
    """Every form of a status by its name, as a template can say it."""
    return {form.replace("-", "_"): report_address(report, form, edition) for form in FORMS}


def _path(report: ShownReport, form: str) -> str:
    suffix = f"-{form}" if form else ""
    if report.kind is ReportKind.CLOSING:
        return reverse(f"closing-status{suffix}", args=[report.policy])
    return reverse(f"status{suffix}", args=[report.policy, report.year])


def goal_anchor(code: str) -> str:
    return f"maal-{code}"


def area_anchor(place: int) -> str:
    return f"omraade-{place}"


def file_name(report: ShownReport, ending: str) -> str:
    """What a file is called: which status it is, of which policy, and in which edition where it is not the first."""
    kind = "slutstatus" if report.kind is ReportKind.CLOSING else "status"
    edition = f"-udgave-{report.edition}" if report.edition > 1 else ""
    return f"{kind}-{report.year}-{report.policy}{edition}{ending}"
