"""All that a yearly status says, in every form of it. Nothing here is None where a text could stand: then it is empty.

States and kinds are the values of their choices, so that a form can say them in any language; what people wrote stands
as they wrote it. What is added here later gets a default, so that what was kept before can still be read.
"""

from dataclasses import dataclass
from datetime import date

FORMAT = "helhed-status/1"


@dataclass(frozen=True)
class StateCount:
    """How many initiatives are in a state; states that none is in are left out."""

    state: str
    count: int


@dataclass(frozen=True)
class StatusPolicy:
    """The policy, by the edition that was in force when the year ended (0: it is a draft)."""

    slug: str
    title: str
    subtitle: str
    period: str
    edition: int
    vision: str
    adopted_by: str
    adopted_on: date | None
    agenda_item: str


@dataclass(frozen=True)
class StatusPlan:
    """An action plan whose initiatives are counted."""

    slug: str
    title: str
    starts_on: date
    ends_on: date
    adopted_by: str
    adopted_on: date | None
    agenda_item: str


@dataclass(frozen=True)
class StatusLink:
    """The policy after this one."""

    slug: str
    title: str
    period: str


@dataclass(frozen=True)
class Correction:
    """The edition that this one corrects, by its number and digest, and why."""

    edition: int
    digest: str
    reason: str


@dataclass(frozen=True)
class LastYear:
    """The year that stands beside this one; without a digest its status was never kept, and it was compiled anew from
    what was written until it ended."""

    year: int
    edition: int
    digest: str


@dataclass(frozen=True)
class YearOfPeriod:
    """A year of a closing status, as its kept status counts it."""

    year: int
    edition: int
    digest: str
    counts: tuple[StateCount, ...]


@dataclass(frozen=True)
class StatusValue:
    name: str
    text: str


@dataclass(frozen=True)
class PolicyQuote:
    """What a citizen says in the policy itself."""

    text: str
    source: str


@dataclass(frozen=True)
class StatusVoice:
    """What a citizen said and agreed to have told, by no name unless she or he wished it; about an area by its place
    (none: about all of it). `is_withdrawn` where the consent was withdrawn since: then the words are gone."""

    id: str
    words: str
    said_by: str
    area: int | None
    is_withdrawn: bool = False


@dataclass(frozen=True)
class StatusChange:
    """What changed with an initiative of a goal since last year; `before` or `now` is empty where it did not count."""

    initiative: str
    kind: str
    before: str
    now: str


@dataclass(frozen=True)
class StatusGoal:
    """A goal, with the initiatives that serve it by their keys, and the editor's judgement beside last year's."""

    code: str
    text: str
    easy_wording: str
    initiatives: tuple[str, ...]
    counts: tuple[StateCount, ...]
    last_counts: tuple[StateCount, ...]
    changes: tuple[StatusChange, ...]
    judgement: str
    last_judgement: str


@dataclass(frozen=True)
class StatusArea:
    """A focus area; `id` stays from edition to edition of the policy. Its counts count each initiative once, however
    many of its goals it serves."""

    id: str
    place: int
    number: int | None
    title: str
    intro: str
    goals: tuple[StatusGoal, ...]
    quotes: tuple[PolicyQuote, ...]
    counts: tuple[StateCount, ...]
    last_counts: tuple[StateCount, ...]
    late_milestones: int
    judgement: str
    last_judgement: str


@dataclass(frozen=True)
class StatusDecision:
    body: str
    on: date
    agenda_item: str


@dataclass(frozen=True)
class LateMilestone:
    title: str
    due_on: date
    planned_on: date


@dataclass(frozen=True)
class StatusInitiative:
    """An initiative as it stood when the year ended. `key` is the plan's address and the number in it.

    `proposal` is what followed from milestones and days; where a person judged otherwise, `reason` says why.
    `last_state` is that of a year before, and empty where it was not counted then.
    """

    key: str
    plan: str
    number: int
    title: str
    success_criterion: str
    unit: str
    accountable: str
    co_owner: str
    starts_on: date
    ends_on: date
    goals: tuple[str, ...]
    state: str
    last_state: str
    proposal: str
    confidence: str
    words: str
    written_on: date | None
    reason: str
    decision: StatusDecision | None
    is_late: bool
    is_vacant: bool
    milestones: int
    milestones_done: int
    late_milestones: tuple[LateMilestone, ...]


@dataclass(frozen=True)
class StatusStep:
    """A step of the communication plan."""

    audience: str
    message: str
    channel: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True)
class Remark:
    """What was said in the hearing, beside what the municipality replied and what it changed (empty: nothing).

    The words are empty where they tell of somebody's private life and are kept from the public.
    """

    said_by: str
    council: str
    where: str
    received_on: date
    words: str
    reply: str
    changed: str
    replied_on: date | None


@dataclass(frozen=True)
class StatusHearing:
    title: str
    slug: str
    opens_on: date
    closes_on: date
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Treatment:
    """That the status was sent to a committee, and what the committee did (empty: nothing yet)."""

    committee: str
    sent_on: date
    outcome: str
    treated_on: date | None
    agenda_item: str
    note: str


@dataclass(frozen=True)
class StatusContent:
    """A whole status: of a year, or of the whole period of a policy (`kind`), counted as it stood on `as_of`.

    `figures` says how it is with the indicators, once for all goals. `unready` are the sections that were not ready
    when it was published, by their keys, and `unready_reason` says why it was. `carries_over` are the initiatives that
    had not ended when the period did.
    """

    format: str
    kind: str
    first_year: int
    last_year: int
    edition: int
    corrects: Correction | None
    municipality: str
    policy: StatusPolicy
    as_of: date
    published_on: date | None
    unready: tuple[str, ...]
    unready_reason: str
    summary: str
    reading_guide: str
    method: str
    figures: str
    plans: tuple[StatusPlan, ...]
    counts: tuple[StateCount, ...]
    last_counts: tuple[StateCount, ...]
    compared_with: LastYear | None
    years: tuple[YearOfPeriod, ...]
    vision: str
    statements: tuple[str, ...]
    values: tuple[StatusValue, ...]
    areas: tuple[StatusArea, ...]
    initiatives: tuple[StatusInitiative, ...]
    voices_lead: str
    voices: tuple[StatusVoice, ...]
    communication: str
    steps: tuple[StatusStep, ...]
    hearing: StatusHearing | None
    committees: tuple[Treatment, ...]
    carried_over: str
    carries_over: tuple[str, ...]
    successors: tuple[StatusLink, ...]

    @property
    def initiative_count(self) -> int:
        return len(self.initiatives)

    @property
    def goals(self) -> tuple[StatusGoal, ...]:
        return tuple(goal for area in self.areas for goal in area.goals)

    @property
    def goals_without_initiative(self) -> int:
        return sum(not goal.initiatives for goal in self.goals)

    @property
    def late(self) -> tuple[StatusInitiative, ...]:
        return tuple(each for each in self.initiatives if each.is_late)

    @property
    def vacant(self) -> tuple[StatusInitiative, ...]:
        return tuple(each for each in self.initiatives if each.is_vacant)

    def by_key(self) -> dict[str, StatusInitiative]:
        return {each.key: each for each in self.initiatives}
