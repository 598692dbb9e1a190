from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_TITLE = 200
LONGEST_NAME = 120
LONGEST_BODY = 200
LONGEST_PATH = 300
LONGEST_QUESTIONS = 6000
LONGEST_ANSWER = 20_000
LONGEST_REPLY = 6000
LONGEST_REASON = 500
LONGEST_WHERE = 200
LONGEST_SLUG_OF_TITLE = 72


class CouncilKind(TextChoices):
    """What a council speaks for. None of them is the municipal council, which citizens elect."""

    DISABILITY = "disability", _("Disability council")
    VULNERABLE = "vulnerable", _("Council for vulnerable people")
    SENIORS = "seniors", _("Senior citizens' council")
    USERS_AND_RELATIVES = "users_and_relatives", _("Users' and relatives' council")
    OTHER = "other", _("Another council")


class SeatRole(TextChoices):
    """What a member is in a council. A deputy steps in for a member, and answers no hearing meanwhile."""

    CHAIR = "chair", _("Chair")
    MEMBER = "member", _("Member of the council")
    DEPUTY = "deputy", _("Deputy in the council")


class HearingKind(TextChoices):
    """What a hearing is about."""

    POLICY = "policy", _("About a policy")
    ACTION_PLAN = "action_plan", _("About an action plan")
    STATUS = "status", _("About a yearly status")


class HearingState(TextChoices):
    """How far a hearing has come on a day."""

    PLANNED = "planned", _("Not open yet")
    OPEN = "open", _("Open for answers")
    OVER = "over", _("Hearing over")


class HearingOrder(TextChoices):
    OPEN_FIRST = "open_first", _("Open ones first")
    NEWEST = "newest", _("Newest hearing first")
    TITLE = "title", _("By the title of the hearing")


class Asking(TextChoices):
    """When a member of a council is asked to answer a hearing."""

    OPENED = "opened", _("when the hearing opens")
    LAST_WEEK = "last_week", _("in the last week of the hearing")


class AnswerSource(TextChoices):
    """Where the words of an answer come from: its *kilde*."""

    OWN = "own", _("written by the one who answers")
    TYPED_IN = "typed_in", _("typed in by an employee")
