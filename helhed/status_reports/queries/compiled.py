"""What a status says: as it was kept when it was published, and until then as it follows from the tables now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from helhed.action_plans.queries.communication import list_steps
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.plans import list_plans
from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.participation.queries.answers import remarks_of
from helhed.policy.queries.documents import get_document
from helhed.policy.queries.shown import PolicyContent
from helhed.status_reports.content.compiling import (
    Head,
    Heard,
    Material,
    WrittenSection,
    compiled,
    counted,
    day_of,
)
from helhed.status_reports.content.storing import digest, restored, stored
from helhed.status_reports.content.tree import Correction, LastYear, StatusContent, Treatment, YearOfPeriod
from helhed.status_reports.models import CitizenVoice, FrozenStatus, StatusReport
from helhed.status_reports.queries.shown import ShownReport
from helhed.status_reports.rules import COMPILER, EVERYBODY, found_report, readable_reports
from helhed.status_reports.words import ReportKind, StatusPart


@dataclass(frozen=True)
class CompiledStatus:
    """A status and what it says. `digest` is what this very content is known by: that of the kept text, or what it
    would be if it were kept as it stands."""

    report: ShownReport
    content: StatusContent
    digest: str


@dataclass(frozen=True)
class OpenText:
    """A status, and the text of it for other programs."""

    report: ShownReport
    text: str


def compile_status(
    viewer: Viewer, slug: str, year: int | None, *, kind: ReportKind = ReportKind.YEARLY, edition: int | None = None
) -> CompiledStatus:
    """The status of a policy for a year (none: the newest), or its closing status: the edition of this number, or the
    one that stands.

    What was published is what was kept, and no table is asked what it says; but the words of a voice whose consent
    was withdrawn since are left out.
    """
    report = found_report(viewer, slug, year, kind, edition)
    shown = ShownReport.of(report)
    if shown.is_kept:
        return CompiledStatus(shown, _without_withdrawn(_kept(report.id)), shown.digest)
    content = replace(_compiled(report), published_on=report.published_on)
    return CompiledStatus(shown, content, digest(stored(content)))


def get_open_text(
    viewer: Viewer, slug: str, year: int | None, *, kind: ReportKind = ReportKind.YEARLY, edition: int | None = None
) -> OpenText:
    """The same as canonical text, for other programs.

    Of what was published it is the very text that is kept and that its digest is made of, unless a voice has to be
    left out of it.
    """
    report = found_report(viewer, slug, year, kind, edition)
    shown = ShownReport.of(report)
    if not shown.is_kept:
        return OpenText(shown, stored(replace(_compiled(report), published_on=report.published_on)))
    text = _kept_text(report.id)
    content = restored(text)
    allowed = _without_withdrawn(content)
    return OpenText(shown, text if allowed == content else stored(allowed))


def compile_draft(viewer: Viewer, report_id: UUID) -> StatusContent:
    """What a status that is not published says as it stands now."""
    drafts = readable_reports(viewer).filter(id=report_id, published_on__isnull=True)
    report = drafts.select_related("policy", "corrects", "hearing").first()
    if report is None:
        raise Missing
    return _compiled(report)


def end_of_year(year: int) -> datetime:
    """The last instant of the year in Denmark."""
    return datetime.combine(date(year, 12, 31), time.max, tzinfo=clock.COPENHAGEN)


def _kept(report_id: UUID) -> StatusContent:
    return restored(_kept_text(report_id))


def _kept_text(report_id: UUID) -> str:
    return FrozenStatus.objects.values_list("content", flat=True).get(report=report_id)


def _without_withdrawn(content: StatusContent) -> StatusContent:
    known = [voice.id for voice in content.voices]
    gone = CitizenVoice.objects.filter(lineage__in=known, withdrawn_on__isnull=False).values_list("lineage", flat=True)
    withdrawn = {str(each) for each in gone} if known else set()
    voices = (
        replace(each, words="", said_by="", is_withdrawn=True) if each.id in withdrawn else each
        for each in content.voices
    )
    return replace(content, voices=tuple(voices))


def _compiled(report: StatusReport) -> StatusContent:
    """The content as it follows from the tables, in a number of questions that its size does not change."""
    as_of = min(end_of_year(report.year), clock.now())
    head = _head(report, day_of(as_of))
    policy = policy_of(COMPILER, report.policy.slug, head.as_of)
    plans = list_plans(COMPILER, policy_id=report.policy_id)
    material = Material(
        head=head,
        policy=policy,
        plans=sorted(plans, key=lambda plan: (plan.starts_on, plan.slug)),
        initiatives=_initiatives(report.policy_id, plans, as_of),
        sections=_sections(report, policy),
        voices=_voices(report),
        treatments=_treatments(report),
        steps=list_steps(COMPILER, report.policy_id),
        heard=_heard(report),
    )
    if head.kind is ReportKind.CLOSING:
        return compiled(replace(material, years=_years(report)))
    before, compared_with = _year_before(report, material)
    return compiled(replace(material, before=before, compared_with=compared_with))


def policy_of(viewer: Viewer, slug: str, day: date) -> PolicyContent:
    """The policy as it was in force on a day, and as everybody may read it: a status names no draft that continues it.

    Where everybody may not, its status is read by those who write it alone.
    """
    try:
        return get_document(EVERYBODY, slug, on=day)
    except Missing:
        return get_document(viewer, slug, on=day)


def _head(report: StatusReport, as_of: date) -> Head:
    corrected = report.corrects
    return Head(
        kind=ReportKind(report.kind),
        first_year=report.first_year,
        last_year=report.year,
        edition=report.edition,
        corrects=Correction(corrected.edition, _digest_of(corrected.id), report.correction_reason)
        if corrected
        else None,
        as_of=as_of,
    )


def _digest_of(report_id: UUID) -> str:
    return FrozenStatus.objects.filter(report=report_id).values_list("digest", flat=True).first() or ""


def _initiatives(policy_id: UUID, plans: Iterable[ShownPlan], as_of: datetime) -> list[ShownInitiative]:
    return counted(list_initiatives(COMPILER, policy_id=policy_id, until=as_of), plans, day_of(as_of))


def _sections(report: StatusReport, policy: PolicyContent) -> list[WrittenSection]:
    """In the order of the status; a section about an area that the policy has no more is left out."""
    places = {area.id: area.place for area in policy.areas}
    rows = [each for each in report.sections.prefetch_related("judgements") if each.area in {None, *places}]
    parts = list(StatusPart)
    rows.sort(key=lambda row: (parts.index(StatusPart(row.kind)), places.get(row.area, 0) if row.area else 0))
    return [
        WrittenSection(
            kind=StatusPart(row.kind),
            area=row.area,
            text=row.text,
            is_ready=row.is_ready,
            judgements={each.goal_id: each.words for each in row.judgements.all()},
        )
        for row in rows
    ]


def _voices(report: StatusReport) -> list[tuple[UUID, UUID | None, str, str]]:
    return list(report.voices.filter(withdrawn_on__isnull=True).values_list("lineage", "area", "words", "said_by"))


def _treatments(report: StatusReport) -> list[Treatment]:
    return [
        Treatment(each.committee, each.sent_on, each.outcome, each.treated_on, each.agenda_item, each.note)
        for each in report.treatments.all()
    ]


def _heard(report: StatusReport) -> Heard | None:
    """The hearing as everybody may read it; before it opens there is none."""
    hearing = report.hearing
    if hearing is None:
        return None
    try:
        answers = remarks_of(EVERYBODY, hearing.id)
    except Missing:
        return None
    return Heard(hearing.title, hearing.slug, hearing.opens_on, hearing.closes_on, answers)


def _year_before(report: StatusReport, material: Material) -> tuple[StatusContent | None, LastYear | None]:
    """Last year as it was kept, and else compiled anew as it stood when it ended; none, where nothing had begun."""
    year = report.year - 1
    kept = _kept_years(report, year, year)
    if kept:
        [(edition, known_by, content)] = kept
        return content, LastYear(year, edition, known_by)
    as_of = end_of_year(year)
    initiatives = _initiatives(report.policy_id, material.plans, as_of)
    if not initiatives:
        return None, None
    head = replace(material.head, first_year=year, last_year=year, corrects=None, as_of=day_of(as_of))
    return compiled(Material(head, material.policy, material.plans, initiatives)), LastYear(year, 0, "")


def _years(report: StatusReport) -> list[YearOfPeriod]:
    return [
        YearOfPeriod(content.last_year, edition, known_by, content.counts)
        for edition, known_by, content in _kept_years(report, report.first_year, report.year)
    ]


def _kept_years(report: StatusReport, first: int, last: int) -> list[tuple[int, str, StatusContent]]:
    """The yearly statuses of the policy that were kept, each by its last edition, oldest first."""
    frozen = FrozenStatus.objects.filter(
        report__policy=report.policy_id, report__kind=ReportKind.YEARLY, report__year__range=(first, last)
    )
    in_order = frozen.order_by("report__year", "report__edition")
    told = in_order.values_list("report__year", "report__edition", "digest", "content")
    newest = {year: (edition, known_by, content) for year, edition, known_by, content in told}
    return [(edition, known_by, restored(content)) for edition, known_by, content in newest.values()]
