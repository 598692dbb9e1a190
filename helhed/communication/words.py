from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_SUBJECT = 150
LONGEST_PATH = 300
LONGEST_KEY = 200
# Messages are written in the one language that everybody here is owed.
LANGUAGE = "da"

# Longer than any sending lasts: within it, a message is in one pair of hands only.
LEASE = timedelta(minutes=10)
# The wait doubles from the first to the longest; after the last attempt, some three days have gone.
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
MOST_ATTEMPTS = 20
# A message that has been due for so long tells that nobody sends any.
WORRYING_WAIT = timedelta(minutes=15)
KEPT_FOR = timedelta(days=90)


class MessageChannel(TextChoices):
    EMAIL = "email", _("E-mail")


class MessageKind(TextChoices):
    """What messages are about. `config.work` says, for each, whether one that waits may still be sent."""

    TRIAL = "trial", _("Trial message")
    UPDATE = "update", _("Reminder of a progress update")
    SECTION = "section", _("Reminder of a section of a status")
    HEARING = "hearing", _("Question to answer a hearing")


class MessageState(TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    DEAD = "dead", _("Not delivered")
    STOPPED = "stopped", _("Stopped")


class EndReason(TextChoices):
    """Why a message will not be sent: the first three can be put right by somebody, the others end the matter."""

    NO_ADDRESS = "no_address", _("The account has no e-mail address.")
    REFUSED = "refused", _("The recipient's mail server refuses it.")
    TRIED_TOO_OFTEN = "tried_too_often", _("It was tried for three days without success.")
    ACCOUNT_CLOSED = "account_closed", _("The account is closed.")
    NOT_ALLOWED = "not_allowed", _("The recipient may not have it any more, or need not.")
    DISCARDED = "discarded", _("Somebody discarded it.")


FINAL = (EndReason.ACCOUNT_CLOSED, EndReason.NOT_ALLOWED, EndReason.DISCARDED)


class MessageOrder(TextChoices):
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
