"""Who is reminded of what today, and where each of them finds the form: folders know no addresses."""

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import quote

from django.urls import reverse

from helhed.action_plans.actions.reminding import remind_of_update
from helhed.action_plans.queries.people import Reminder
from helhed.action_plans.queries.people import due_reminders as due_updates
from helhed.base import clock
from helhed.base.viewer import Viewer
from helhed.communication.outbox import queued_keys
from helhed.participation.actions.asking import ask_to_answer
from helhed.participation.queries.asking import due_questions
from helhed.status_reports.actions.reminding import remind_of_section
from helhed.status_reports.queries.sections import SectionReminder
from helhed.status_reports.queries.sections import due_reminders as due_sections

# Nobody's telephone wakes them because an update is due.
FIRST_HOUR = 7


def queue_reminders(*, by: Viewer, goes_on: Callable[[], bool]) -> int:
    """Lay in the outbox what is due today and was not laid there before, each as an action of its own. How many."""
    if clock.now().astimezone(clock.COPENHAGEN).hour < FIRST_HOUR:
        return 0
    due = dict(_due(by))
    count = 0
    for key in due.keys() - queued_keys(due.keys()):
        if not goes_on():
            break
        due[key](key=key)
        count += 1
    return count


def keys_due(by: Viewer) -> set[str]:
    """What is due today, whether it was said before or not."""
    return {key for key, _queue in _due(by)}


def _due(by: Viewer) -> Iterator[tuple[str, Callable[..., None]]]:
    """What is due today, by its key; whoever has no account cannot be written to, and the leader is in time."""
    today = clock.today()
    for update in due_updates(by, today):
        if update.staff.account_id:
            yield f"update:{update.key}", partial(remind_of_update, by=by, reminder=update, path=_update(update))
    for section in due_sections(by, today):
        if section.staff.account_id:
            yield f"section:{section.key}", partial(remind_of_section, by=by, reminder=section, path=_section(section))
    for asked in due_questions(by, today):
        path = reverse("hearing-answer", args=[asked.slug])
        yield f"hearing:{asked.key}", partial(ask_to_answer, by=by, question=asked, path=path)


def _update(reminder: Reminder) -> str:
    """Where one writes the update, or says who is accountable."""
    name = "accountable-assign" if reminder.is_vacant else "progress-write"
    return reverse(name, args=[reminder.plan, reminder.number])


def _section(reminder: SectionReminder) -> str:
    """Where one writes the section; a leader, who does not, reads the draft of the status. That page is public once the
    status is, so nobody is asked to sign in there: the link does."""
    if not reminder.is_for_leader:
        return reverse("status-section", args=[reminder.report.id, reminder.section.id])
    page = reverse("status", args=[reminder.report.policy, reminder.report.year])
    return f"{reverse('sign-in')}?next={quote(page)}"
