"""Whether what was published is what is kept: every digest is computed anew."""

from collections.abc import Mapping
from dataclasses import dataclass

from helhed.base.viewer import Viewer
from helhed.status_reports.content.storing import NotAStatus, digest, restored, stored
from helhed.status_reports.content.tree import StatusContent
from helhed.status_reports.models import FrozenStatus
from helhed.status_reports.queries.shown import ShownReport
from helhed.status_reports.rules import readable_reports
from helhed.status_reports.words import Intactness

Kept = Mapping[tuple[str, str, int, int], str]


@dataclass(frozen=True)
class VerifiedReport:
    """A published status, and what was found: the digest that is kept, and that of the text as it stands now."""

    report: ShownReport
    found: Intactness
    digest_kept: str
    digest_found: str

    @property
    def is_right(self) -> bool:
        """What was published before texts were kept can be neither right nor wrong, and is no fault."""
        return self.found in (Intactness.INTACT, Intactness.NOT_KEPT)


def verify_reports(viewer: Viewer) -> list[VerifiedReport]:
    """Every published edition that the viewer may read, newest year first.

    It is intact if its text has the digest that was kept with it, is of its status and year, and each kept status that
    it names (the edition it corrects, the years beside it) still has the digest that it names.
    """
    published = readable_reports(viewer).filter(published_on__isnull=False)
    reports = [ShownReport.of(report) for report in published.select_related("policy", "corrects")]
    kept = {(each.policy, each.kind.value, each.year, each.edition): each.digest for each in reports if each.is_kept}
    return [_verified(report, kept) for report in reports]


def _verified(report: ShownReport, kept: Kept) -> VerifiedReport:
    """One text at a time: all of them together can be large."""
    text = FrozenStatus.objects.filter(report=report.id).values_list("content", flat=True).first()
    if text is None:
        return VerifiedReport(report, Intactness.NOT_KEPT, "", "")
    found = digest(text)
    return VerifiedReport(report, _found(report, text, found, kept), report.digest, found)


def _found(report: ShownReport, text: str, found: str, kept: Kept) -> Intactness:
    if found != report.digest:
        return Intactness.CHANGED
    try:
        content = restored(text)
    except NotAStatus:
        return Intactness.UNREADABLE
    if stored(content) != text or not _is_of(report, content):
        return Intactness.CHANGED
    return Intactness.INTACT if _names_what_is_kept(content, kept) else Intactness.CHAIN_BROKEN


def _is_of(report: ShownReport, content: StatusContent) -> bool:
    told = (content.policy.slug, content.kind, content.last_year, content.edition, content.published_on)
    return told == (report.policy, report.kind.value, report.year, report.edition, report.published_on)


def _names_what_is_kept(content: StatusContent, kept: Kept) -> bool:
    """A digest that a status names without one is no link; neither is one that was never kept."""
    slug, corrects, last = content.policy.slug, content.corrects, content.compared_with
    named = [((slug, "yearly", each.year, each.edition), each.digest) for each in content.years]
    named += [((slug, content.kind, content.last_year, corrects.edition), corrects.digest)] if corrects else []
    named += [((slug, "yearly", last.year, last.edition), last.digest)] if last else []
    return all(kept.get(which) == digest_named for which, digest_named in named if digest_named)
