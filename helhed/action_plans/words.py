from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_TITLE = 200
LONGEST_WORDS = 4000


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
