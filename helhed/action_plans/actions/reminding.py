"""Whoever is to write how an initiative goes is reminded of it, in Danish."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from helhed.action_plans.queries.people import Reminder
from helhed.action_plans.rules.updates import check_is_system
from helhed.action_plans.words import Reminding
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.communication.outbox import queue_message
from helhed.communication.words import LANGUAGE, MessageKind


@action
def remind_of_update(*, by: Viewer, reminder: Reminder, key: str, path: str) -> None:
    """Lay a reminder of an update in the outbox, once for each key; `path` is where the update is written.

    The system alone reminds people. Raises `Missing` where the one to be reminded has no account.
    """
    check_is_system(by)
    if reminder.staff.account_id is None:
        raise Missing
    with override(LANGUAGE):
        subject, body = _words(reminder)
    is_new = queue_message(
        kind=MessageKind.UPDATE,
        recipient_id=reminder.staff.account_id,
        subject=subject,
        body=body,
        dedup_key=key,
        path=path,
        about_id=reminder.initiative_id,
    )
    if is_new:
        record(by=by, verb=Verb.REMINDED_OF_UPDATE, kind=ObjectKind.INITIATIVE, object_id=reminder.initiative_id)


def _words(reminder: Reminder) -> tuple[str, str]:
    """The subject, and a few sentences that name nobody."""
    told = {"title": reminder.title, "day": date_format(reminder.due_on, "j. F Y")}
    if reminder.is_vacant:
        return _("Nobody is accountable: %(title)s") % told, _vacant() % told
    if reminder.kind is Reminding.ESCALATED:
        return _("An update is missing in your unit: %(title)s") % told, _escalated() % told
    if reminder.kind is Reminding.AFTER:
        return _("We have not heard how it goes: %(title)s") % told, _after() % told
    return _("How does it go? %(title)s") % told, _due() % told


def _due() -> str:
    return _(
        "Hello\n\nWrite how it goes with the initiative “%(title)s”. The last day is %(day)s.\n\n"
        "It takes a minute, and you can begin with what was written last time.\n\n"
        "You get this message because you are the one who looks after the initiative."
    )


def _after() -> str:
    return _(
        "Hello\n\nWe have not heard how it goes with the initiative “%(title)s”. The day was %(day)s.\n\n"
        "Is something in the way? Then write that. It is an answer too.\n\n"
        "You get this message because you are the one who looks after the initiative."
    )


def _escalated() -> str:
    return _(
        "Hello\n\nNobody has written how it goes with the initiative “%(title)s”. The day was %(day)s.\n\n"
        "The one who looks after it has been reminded. Have a talk about what is in the way. "
        "You can also write how it goes yourself.\n\n"
        "You get this message once, because the initiative belongs to your unit."
    )


def _vacant() -> str:
    return _(
        "Hello\n\nNobody looks after the initiative “%(title)s” now. How it goes is to be written by %(day)s.\n\n"
        "Choose who is accountable for it from now on.\n\n"
        "You get this message because the initiative belongs to your unit."
    )
