"""What is shown of a policy: plain frozen values, each made from its row or from the content of an edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from helhed.policy.content.tree import Content, ContentArea, ContentGoal
from helhed.policy.models import (
    PLACES_IN_AN_AREA,
    Edition,
    OfficialWording,
    OriginalFile,
    PolicyGoal,
    StateDecision,
    SteeringDocument,
)
from helhed.policy.words import AlignmentKind, DocumentKind, DocumentState, SectionKind


@dataclass(frozen=True)
class ShownDocument:
    """A steering document by its facts. `is_draft` until it is adopted, in hearing too; `was_read` if it has editions,
    and else it was written by hand."""

    id: UUID
    slug: str
    kind: DocumentKind
    title: str
    subtitle: str
    period: str
    municipality: str
    text: str
    is_draft: bool
    version: int
    was_read: bool

    @classmethod
    def of(cls, document: SteeringDocument, content: Content | None = None) -> "ShownDocument":
        """The document by the facts that stand, or by those of the content of an edition."""
        facts = content or document
        return ShownDocument(
            id=document.id,
            slug=document.slug,
            kind=DocumentKind(document.kind),
            title=facts.title,
            subtitle=facts.subtitle,
            period=facts.period,
            municipality=facts.municipality,
            text=document.text,
            is_draft=document.state != DocumentState.ADOPTED,
            version=document.version,
            was_read=document.edition is not None,
        )


@dataclass(frozen=True)
class PolicyLink:
    """Another policy, before or after this one."""

    slug: str
    title: str
    period: str

    @classmethod
    def of(cls, document: SteeringDocument) -> "PolicyLink":
        return cls(document.slug, document.title, document.period)


@dataclass(frozen=True)
class ShownEnd:
    """One end of a link: a document, or a focus area in it (`place` is its place there)."""

    document: ShownDocument
    place: int | None = None
    area: str = ""
    area_id: UUID | None = None

    @property
    def title(self) -> str:
        return self.area or self.document.title


@dataclass(frozen=True)
class ShownLink:
    id: UUID
    kind: AlignmentKind
    lower: ShownEnd
    upper: ShownEnd


@dataclass(frozen=True)
class ShownQuote:
    text: str
    source: str


@dataclass(frozen=True)
class ShownGoal:
    """A goal as an edition words it, and in easy words where any were written to these.

    `gone_since` is the number of the edition from which it stands no longer.
    """

    id: UUID
    policy: str
    code: str
    position: int
    text: str
    easy_wording: str
    version: int
    area_place: int
    area: str
    page: int | None
    line: int | None
    gone_since: int | None = None
    policy_title: str = ""

    @classmethod
    def of(cls, wording: OfficialWording) -> "ShownGoal":
        goal, area = wording.goal, wording.goal.focus_area
        return ShownGoal(
            id=goal.id,
            policy=goal.document.slug,
            code=goal.code,
            position=goal.position,
            text=wording.text,
            easy_wording=goal.easy_wording if wording.written_to == wording.text else "",
            version=goal.version,
            area_place=area.position if area else 0,
            area=wording.area,
            page=wording.page,
            line=wording.line,
            gone_since=_gone_since(goal, goal.document),
            policy_title=goal.document.title,
        )

    @classmethod
    def of_content(
        cls,
        goal: ContentGoal,
        document: SteeringDocument,
        row: PolicyGoal | None,
        easy_wordings: Mapping[UUID, str],
        area: tuple[ContentArea, int],
        place: int,
    ) -> "ShownGoal":
        """The goal as the content of an edition has it, at its place in an area at its place; no row is a new goal."""
        return ShownGoal(
            id=goal.id,
            policy=document.slug,
            code=goal.code,
            position=area[1] * PLACES_IN_AN_AREA + place,
            text=goal.text,
            easy_wording=easy_wordings.get(goal.id, ""),
            version=row.version if row else 1,
            area_place=area[1],
            area=area[0].title,
            page=goal.page,
            line=goal.line,
            gone_since=_gone_since(row, document) if row else None,
        )


def _gone_since(goal: PolicyGoal, document: SteeringDocument) -> int | None:
    return goal.edition + 1 if goal.edition < (document.edition or 0) else None


@dataclass(frozen=True)
class ShownWording:
    """How one edition worded a goal, and in which focus area."""

    edition: int
    in_force_on: date
    area: str
    text: str


@dataclass(frozen=True)
class GoalLink:
    """A goal of the policy before or after, that continues this one or is continued by it."""

    policy: PolicyLink
    code: str
    text: str


@dataclass(frozen=True)
class GoalWithHistory(ShownGoal):
    """A goal with all its wordings, newest first, and with what it continues and what continues it.

    `outdated_easy_wording` was written to other words than the last ones; only those who write easy wordings see it.
    """

    outdated_easy_wording: str = ""
    wordings: tuple[ShownWording, ...] = ()
    continues: tuple[GoalLink, ...] = ()
    continued_by: tuple[GoalLink, ...] = ()


@dataclass(frozen=True)
class WritableGoal(ShownGoal):
    """A goal as those see it who write it in easy words.

    `outdated_easy_wording` is the easy wording where it was written to other words: those of `written_to`, which is
    empty where they stand in no edition.
    """

    outdated_easy_wording: str = ""
    written_to: str = ""

    @classmethod
    def of_wording(cls, wording: OfficialWording) -> "WritableGoal":
        fits = wording.written_to == wording.text
        return cls(
            **vars(ShownGoal.of(wording)),
            outdated_easy_wording="" if fits else wording.goal.easy_wording,
            written_to=wording.written_to or "",
        )


@dataclass(frozen=True)
class ShownArea:
    id: UUID
    place: int
    number: int | None
    title: str
    intro: str = ""
    goals_lead: str = ""
    goals: tuple[ShownGoal, ...] = ()
    quotes: tuple[ShownQuote, ...] = ()


@dataclass(frozen=True)
class ShownSection:
    kind: SectionKind
    title: str
    text: str
    page: int | None

    @property
    def heading(self) -> str:
        return self.title or str(self.kind.label)


@dataclass(frozen=True)
class Source:
    """The file an edition was read from."""

    file_name: str
    digest: str
    read_at: datetime

    @classmethod
    def of(cls, file: OriginalFile | None) -> "Source | None":
        return cls(file.name, file.digest, file.read_at) if file else None


@dataclass(frozen=True)
class ShownDecision:
    """That a body sent an edition to hearing, or adopted it: when, and under which agenda item.

    `until` is the last day of a hearing, `ended_on` the day the draft was taken back from it.
    """

    state: DocumentState
    on: date
    body: str
    agenda_item: str
    until: date | None = None
    ended_on: date | None = None

    @classmethod
    def of(cls, made: StateDecision) -> "ShownDecision":
        return cls(DocumentState(made.state), made.on, made.body, made.agenda_item, made.until, made.ended_on)


@dataclass(frozen=True)
class ShownEdition:
    """An edition of a policy, with its state today and the decisions behind it, oldest first."""

    number: int
    state: DocumentState
    in_force_on: date | None
    valid_until: date | None
    decisions: tuple[ShownDecision, ...] = ()

    @classmethod
    def of(cls, edition: Edition, state: DocumentState) -> "ShownEdition":
        decisions = tuple(map(ShownDecision.of, edition.decisions.all()))
        return cls(edition.number, state, edition.in_force_on, edition.valid_until, decisions)

    @property
    def adopted(self) -> tuple[str, date, str] | None:
        """By whom, when, and under which agenda item."""
        made = [each for each in self.decisions if each.state == DocumentState.ADOPTED]
        return (made[0].body, made[0].on, made[0].agenda_item) if made else None

    @property
    def is_adopted(self) -> bool:
        return self.in_force_on is not None

    @property
    def hearing(self) -> ShownDecision | None:
        """The hearing that the draft is in."""
        if self.state != DocumentState.HEARING:
            return None
        return next(each for each in self.decisions if each.state == DocumentState.HEARING and not each.ended_on)


@dataclass(frozen=True)
class PolicyContent:
    """A steering document with all its parts, as one edition has them.

    `edition` is the number of that edition (none: the document is written by hand), `state` its state today.
    `editions` are all that the viewer may read, oldest first. `predecessor` is what the document itself calls the
    policy before it; `predecessor_policy` and `successors` are policies here. `outdated_easy_wordings` is how many were
    written to other words, for those who write them.
    """

    document: ShownDocument
    state: DocumentState
    edition: int | None = None
    editions: tuple[ShownEdition, ...] = ()
    adopted: tuple[str, date, str] | None = None
    source: Source | None = None
    predecessor_policy: PolicyLink | None = None
    successors: tuple[PolicyLink, ...] = ()
    vision: str = ""
    target_group: str = ""
    predecessor: str = ""
    statements_lead: str = ""
    statements: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    sections: tuple[ShownSection, ...] = ()
    areas: tuple[ShownArea, ...] = ()
    lighthouses: tuple[str, ...] = ()
    links: tuple[ShownLink, ...] = ()
    outdated_easy_wordings: int = 0

    @property
    def goal_count(self) -> int:
        return sum(len(area.goals) for area in self.areas)
