from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 20_000
LONGEST_JUDGEMENT = 4_000
LONGEST_REASON = 1_000
LONGEST_VOICE = 2_000
LONGEST_NAME = 200
LONGEST_COMMITTEE = 200
EARLIEST_YEAR = 2000
LONGEST_PERIOD = 20


class ReportKind(TextChoices):
    YEARLY = "yearly", _("Yearly status")
    CLOSING = "closing", _("Closing status")


class ReportState(TextChoices):
    """How far a status has come; it follows from what has happened to it."""

    COMPILING = "compiling", _("Being compiled")
    READY = "ready", _("Ready")
    IN_HEARING = "in_hearing", _("In hearing")
    WITH_COMMITTEES = "with_committees", _("With the committees")
    PUBLISHED = "published", _("Published")


class StatusPart(TextChoices):
    """What a section of a status is about."""

    SUMMARY = "summary", _("Summary")
    READING_GUIDE = "reading_guide", _("How to read this status")
    METHOD = "method", _("Method")
    VISION = "vision", _("Vision and values")
    AREA = "area", _("Focus area")
    VOICES = "voices", _("Citizens' voices")
    COMMUNICATION = "communication", _("Communication plan")
    CARRIED_OVER = "carried_over", _("What carries over")


# What is written anew each year; the rest begins as it was last year.
WRITTEN_ANEW = (StatusPart.SUMMARY, StatusPart.AREA, StatusPart.VOICES, StatusPart.CARRIED_OVER)
# What can be ready without a word of the editor's: the voices and the steps speak for themselves.
SPEAKS_FOR_ITSELF = (StatusPart.VOICES, StatusPart.COMMUNICATION)


class Outcome(TextChoices):
    """What a committee did with the status."""

    APPROVED = "approved", _("approved")
    NOTED = "noted", _("taken to its notice")
    SENT_BACK = "sent_back", _("sent back")


class ChangedSince(TextChoices):
    """What changed with an initiative since last year."""

    BEGUN = "begun", _("begun")
    STATE = "state", _("goes differently")
    GONE = "gone", _("counts no longer")


class FiguresState(TextChoices):
    """How it is with the indicators of a status."""

    NONE_YET = "none_yet", _("no figures yet")


class Intactness(TextChoices):
    """What was found of the kept text of a published status."""

    INTACT = "intact", _("as it was published")
    CHANGED = "changed", _("not as it was published")
    UNREADABLE = "unreadable", _("cannot be read")
    NOT_KEPT = "not_kept", _("published before texts were kept")
    CHAIN_BROKEN = "chain_broken", _("names another text than the one that is kept")


@dataclass(frozen=True)
class Consent:
    """That somebody agreed to have words told: when, how, and who explained what it means and to whom."""

    given_on: date
    how: str
    explained: str
