"""What is shown of a status while it is worked on: plain frozen values, each made from its row."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from helhed.status_reports.models import CitizenVoice, CommitteeTreatment, StatusReport
from helhed.status_reports.rules import report_state
from helhed.status_reports.words import Consent, Outcome, ReportKind, ReportState, StatusPart


@dataclass(frozen=True)
class ShownReport:
    """An edition of a status. `digest` is what its kept text is known by, and empty where none is kept; `corrects` is
    the number of the edition that it corrects."""

    id: UUID
    policy_id: UUID
    policy: str
    policy_title: str
    kind: ReportKind
    first_year: int
    year: int
    edition: int
    state: ReportState
    corrects: int | None
    correction_reason: str
    due_on: date | None
    hearing_id: UUID | None
    published_on: date | None
    digest: str
    version: int

    @classmethod
    def of(cls, report: StatusReport) -> "ShownReport":
        """The report with its policy and the edition it corrects, as `rules.readable_reports` tells of it."""
        return cls(
            id=report.id,
            policy_id=report.policy_id,
            policy=report.policy.slug,
            policy_title=report.policy.title,
            kind=ReportKind(report.kind),
            first_year=report.first_year,
            year=report.year,
            edition=report.edition,
            state=report_state(report),
            corrects=report.corrects.edition if report.corrects else None,
            correction_reason=report.correction_reason,
            due_on=report.due_on,
            hearing_id=report.hearing_id,
            published_on=report.published_on,
            digest=vars(report)["digest"] or "",
            version=report.version,
        )

    @property
    def is_draft(self) -> bool:
        return self.published_on is None

    @property
    def is_kept(self) -> bool:
        """Whether the very text that was published is kept."""
        return bool(self.digest)


@dataclass(frozen=True)
class ShownJudgement:
    """A goal of the area, and what the editor says of it (empty: nothing yet)."""

    goal_id: UUID
    code: str
    text: str
    words: str


@dataclass(frozen=True)
class ShownSection:
    """A section of a status. `key` names it in the content: the id of its area, or its kind.

    `editor` is empty where nobody in office is to write it.
    """

    id: UUID
    report_id: UUID
    kind: StatusPart
    area: str
    place: int | None
    title: str
    text: str
    judgements: tuple[ShownJudgement, ...]
    editor_id: UUID | None
    editor: str
    is_ready: bool
    version: int
    may_write: bool

    @property
    def key(self) -> str:
        return self.area or self.kind.value


@dataclass(frozen=True)
class ShownVoice:
    id: UUID
    words: str
    said_by: str
    area: UUID | None
    consent: Consent
    withdrawn_on: date | None
    version: int

    @classmethod
    def of(cls, voice: CitizenVoice) -> "ShownVoice":
        return cls(
            id=voice.id,
            words=voice.words,
            said_by=voice.said_by,
            area=voice.area,
            consent=Consent(voice.consent_on, voice.consent_how, voice.consent_explained),
            withdrawn_on=voice.withdrawn_on,
            version=voice.version,
        )


@dataclass(frozen=True)
class ShownTreatment:
    id: UUID
    report_id: UUID
    committee: str
    sent_on: date
    outcome: Outcome | None
    treated_on: date | None
    agenda_item: str
    note: str
    version: int

    @classmethod
    def of(cls, treatment: CommitteeTreatment) -> "ShownTreatment":
        return cls(
            id=treatment.id,
            report_id=treatment.report_id,
            committee=treatment.committee,
            sent_on=treatment.sent_on,
            outcome=Outcome(treatment.outcome) if treatment.outcome else None,
            treated_on=treatment.treated_on,
            agenda_item=treatment.agenda_item,
            note=treatment.note,
            version=treatment.version,
        )
