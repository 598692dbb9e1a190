from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_SUMMARY = 10_000
LONGEST_COMMITTEE = 200
EARLIEST_YEAR = 2000


class ReportState(TextChoices):
    DRAFT = "draft", _("Being compiled")
    PUBLISHED = "published", _("Published")


class Outcome(TextChoices):
    """What the committee did with the status."""

    APPROVED = "approved", _("approved")
    NOTED = "noted", _("taken to its notice")
    SENT_BACK = "sent_back", _("sent back")
