import unicodedata

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_USERNAME = 60
LONGEST_NAME = 120
LONGEST_EMAIL = 254
USERNAME_PATTERN = r"^[\w.@+-]+\Z"


def username_as_kept(typed: str) -> str:
    """A user name is the same in whatever case, and by whatever keyboard, it is typed."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def email_as_kept(typed: str) -> str:
    """An e-mail address as it is written, without the blanks that copying brings along."""
    return unicodedata.normalize("NFKC", typed).strip()


class AccountOrder(TextChoices):
    NAME = "name", _("Name")
    USERNAME = "username", _("User name")
    NEWEST = "newest", _("Newest first")


class AccountState(TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Permission(TextChoices):
    """What a role may do, as a sentence that ends "may …"."""

    WRITE_STEERING = "write_steering", _("write steering documents and what serves what")
    WRITE_EASY_WORDING = "write_easy_wording", _("write the easy wording of a goal")
    WRITE_ALL_PROGRESS = "write_all_progress", _("write progress updates on every initiative")
    WRITE_UNIT_PROGRESS = "write_unit_progress", _("write progress updates on the initiatives of own units")
    WRITE_OWN_PROGRESS = "write_own_progress", _("write progress updates on own initiatives")
    ASSIGN_UNIT_ACCOUNTABLE = "assign_unit_accountable", _("assign who is accountable for initiatives of own units")
    READ_DRAFT_STATUS = "read_draft_status", _("read a yearly status before it is published")
    WRITE_STATUS = "write_status", _("write and publish the yearly status")
    KEEP_HEARINGS = "keep_hearings", _("keep councils and hearings, and reply to the answers")
    ANSWER_HEARINGS = "answer_hearings", _("answer the hearings that own council is invited to")
    MANAGE_ACCOUNTS = "manage_accounts", _("create and disable accounts and assign roles")
    KEEP_MESSAGES = "keep_messages", _("see how messages go, and send again what was not delivered")
    READ_ROLES = "read_roles", _("see which roles there are and what each may do")
    READ_RECORD = "read_record", _("see the record of what data are kept and why")
    READ_LOG = "read_log", _("read the log of who did what and when")
