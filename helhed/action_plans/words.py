from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_TITLE = 200
LONGEST_WORDS = 4000
LONGEST_REASON = 1000
UPDATE_EVERY = 91
SHORTEST_INTERVAL, LONGEST_INTERVAL = 7, 366
MOST_ROWS = 500


class PlanState(TextChoices):
    """How far an action plan has come on a day; what has expired is still valid."""

    DRAFT = "draft", _("Draft")
    HEARING = "hearing", _("In hearing")
    ADOPTED = "adopted", _("Adopted")
    RUNNING = "running", _("Running")
    EXPIRED = "expired", _("Expired, still valid")
    SUPERSEDED = "superseded", _("Superseded")
    CLOSED = "closed", _("Concluded")


class ProgressState(TextChoices):
    """How an initiative goes, said honestly."""

    NOT_BEGUN = "not_begun", _("Not begun")
    ON_TRACK = "on_track", _("On track")
    DELAYED = "delayed", _("Delayed")
    AT_RISK = "at_risk", _("At risk")
    DONE = "done", _("Done")
    CHANGED = "changed_by_decision", _("Changed by decision")
    DROPPED = "dropped_by_decision", _("Dropped by decision")
    UNMEASURABLE = "cannot_be_measured", _("Cannot be measured")


ENDED = (ProgressState.DONE, ProgressState.DROPPED)
# What a body alone can bring about, so that an update names the body.
DECIDED = (ProgressState.CHANGED, ProgressState.DROPPED)


class Confidence(TextChoices):
    """How sure one is."""

    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class CoOwnerKind(TextChoices):
    """What kind of body outside the administration owns an initiative with the municipality."""

    ASSOCIATION = "association", _("Association")
    COUNCIL = "council", _("Council")
    COMPANY = "company", _("Company")
    AUTHORITY = "authority", _("Other authority")


class SuccessionKind(TextChoices):
    """What the next action plan did with an initiative."""

    CARRIED_OVER = "carried_over", _("carried over")
    MERGED = "merged", _("merged with others")
    LET_GO = "let_go", _("let go")


class ComparedAs(TextChoices):
    """What became of an initiative from one action plan to a later one."""

    UNCHANGED = "unchanged", _("carried over unchanged")
    REWORDED = "reworded", _("carried over and changed")
    MERGED = "merged", _("merged")
    NEW = "new", _("new")
    ENDED = "ended", _("ended before")
    LET_GO = "let_go", _("let go")
    UNDECIDED = "undecided", _("not decided yet")


class TrialDecision(TextChoices):
    """What was decided when a trial was over."""

    SPREAD = "spread", _("spread it")
    ADJUST = "adjust", _("adjust it")
    STOP = "stop", _("stop it")


class Reminding(TextChoices):
    """When somebody is reminded that an update is due, and who."""

    BEFORE = "before", _("a week before the day")
    ON = "on", _("on the day")
    AFTER = "after", _("a week after the day")
    ESCALATED = "escalated", _("to the leader, three weeks after the day")


class DueWhen(TextChoices):
    """What of an initiative is due."""

    LATE = "late", _("Past the deadline")
    UPDATE = "update", _("Update is due")
    MILESTONE = "milestone", _("Milestone is late")
    SOON = "soon", _("Ends within 90 days")


class InitiativeOrder(TextChoices):
    NUMBER = "number", _("No.")
    ENDS = "ends", _("Deadline")
    TITLE = "title", _("Title")
    STATE = "state", _("How it goes")
    UPDATED = "updated", _("Longest since the last update")


@dataclass(frozen=True)
class Decision:
    """What a body decided: by whom, on which day, and under which item of its agenda."""

    body: str
    on: date
    agenda_item: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """The decision as the rows that were decided upon keep it."""
        return {"decided_by": self.body, "decided_on": self.on, "agenda_item": self.agenda_item}


@dataclass(frozen=True)
class InitiativeFacts:
    """All that is written of an initiative."""

    title: str
    description: str
    success_criterion: str
    goal_ids: tuple[UUID, ...]
    unit_id: UUID
    starts_on: date
    ends_on: date
    accountable_id: UUID | None = None
    deputy_id: UUID | None = None
    resources: str = ""
    partners: str = ""
    participation: str = ""
    co_owner_name: str = ""
    co_owner_kind: str = ""


# What of an initiative a body adopts; the rest the administration may change itself.
ADOPTED_FACTS = ("title", "description", "success_criterion", "goal_ids", "starts_on", "ends_on")


@dataclass(frozen=True)
class ProgressRow:
    """How one of several initiatives goes, as somebody wrote it on one page."""

    initiative_id: UUID
    seen_update: UUID | None
    state: ProgressState
    words: str
    confidence: Confidence
    reason: str = ""
    decision: Decision | None = None


@dataclass(frozen=True)
class InitiativeRow:
    """An initiative as a line of a spreadsheet has it, in words: goals by their codes, unit and people by their names.

    `row` is the number of the line. No `number`: a new initiative. `version` is the one that was exported; none: no
    matter.
    """

    row: int
    number: int | None
    title: str
    description: str
    success_criterion: str
    goals: tuple[str, ...]
    unit: str
    accountable: str
    deputy: str
    starts_on: date | None
    ends_on: date | None
    resources: str = ""
    partners: str = ""
    participation: str = ""
    co_owner_name: str = ""
    co_owner_kind: str = ""
    version: int | None = None
