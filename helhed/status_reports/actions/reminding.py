"""Whoever writes a section of a status is reminded of it, in Danish."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from helhed.action_plans.rules.updates import check_is_system
from helhed.action_plans.words import Reminding
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.communication.outbox import queue_message
from helhed.communication.words import LANGUAGE, MessageKind
from helhed.status_reports.queries.sections import SectionReminder
from helhed.status_reports.queries.shown import ShownReport
from helhed.status_reports.words import ReportKind


@action
def remind_of_section(*, by: Viewer, reminder: SectionReminder, key: str, path: str) -> None:
    """Lay a reminder of a section in the outbox, once for each key; `path` is where it is written or, for a leader,
    where the status is read.

    The system alone reminds people. Raises `Missing` where the one to be reminded has no account.
    """
    check_is_system(by)
    if reminder.staff.account_id is None:
        raise Missing
    with override(LANGUAGE):
        subject, body = _words(reminder)
    is_new = queue_message(
        kind=MessageKind.SECTION,
        recipient_id=reminder.staff.account_id,
        subject=subject,
        body=body,
        dedup_key=key,
        path=path,
        about_id=reminder.section.id,
    )
    if is_new:
        record(by=by, verb=Verb.REMINDED_OF_SECTION, kind=ObjectKind.STATUS_REPORT, object_id=reminder.report.id)


def _words(reminder: SectionReminder) -> tuple[str, str]:
    """The subject, and a few sentences that name nobody."""
    told = {
        "title": reminder.section.title or reminder.section.kind.label,
        "status": _named(reminder.report),
        "day": date_format(reminder.due_on, "j. F Y"),
    }
    if reminder.is_vacant:
        return _("Nobody writes this section: %(title)s") % told, _vacant() % told
    if reminder.reminding is Reminding.ESCALATED:
        return _("A section is missing: %(title)s") % told, _escalated() % told
    if reminder.reminding is Reminding.AFTER:
        return _("Your section is still missing: %(title)s") % told, _after() % told
    return _("Your section of %(status)s: %(title)s") % told, _due() % told


def _named(report: ShownReport) -> str:
    """As: årsstatus 2023."""
    if report.kind is ReportKind.CLOSING:
        return _("the closing status %(first)s–%(last)s") % {"first": report.first_year, "last": report.year}
    return _("the yearly status %(year)s") % {"year": report.year}


def _due() -> str:
    return _(
        "Hello\n\nYou write the section “%(title)s” in %(status)s. It is to be ready by %(day)s.\n\n"
        "You can save as you go, and mark the section as ready when it is.\n\n"
        "You get this message because you are the editor of the section."
    )


def _after() -> str:
    return _(
        "Hello\n\nYour section “%(title)s” in %(status)s is not marked as ready. The day was %(day)s.\n\n"
        "Is something in the way? Then tell the one who puts the status together.\n\n"
        "You get this message because you are the editor of the section."
    )


def _escalated() -> str:
    return _(
        "Hello\n\nThe section “%(title)s” in %(status)s is not ready. The day was %(day)s.\n\n"
        "Its editor, who works in your unit, has been reminded. Have a talk about what is in the way.\n\n"
        "You get this message once, because you lead the unit."
    )


def _vacant() -> str:
    return _(
        "Hello\n\nThe one who was to write the section “%(title)s” in %(status)s does not work here any more. "
        "It is to be ready by %(day)s.\n\n"
        "Agree with the one who puts the status together on who writes it.\n\n"
        "You get this message because you lead the unit that was to write it."
    )
