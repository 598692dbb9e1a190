"""What `helhed work` does, step by step. What is due is read from the tables each time; nothing else is remembered."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from helhed.action_plans.queries.people import is_still_reminded as is_still_reminded_of_update
from helhed.base.viewer import Viewer, system_viewer
from helhed.communication.channels import Email, Port, Unreachable
from helhed.communication.outbox import Judge, deliver, forget_old_messages
from helhed.communication.rules import may_have_trial
from helhed.communication.words import MessageChannel, MessageKind, MessageState
from helhed.config.language import _, gettext_noop
from helhed.config.reminding import keys_due, queue_reminders
from helhed.config.terminal import complain, say
from helhed.participation.queries.asking import is_still_asked
from helhed.status_reports.queries.sections import is_still_reminded as is_still_reminded_of_section

GoesOn = Callable[[], bool]
log = logging.getLogger(__name__)


class Undone(Exception):
    """A step could not do its work now; the message says why, and holds nothing of a person."""


@dataclass(frozen=True)
class Step:
    """`run` acts as a system viewer of the step's name, ends early where it no longer `goes_on`, and says what it did
    (nothing: there was nothing to do). It can be broken off anywhere and begun anew, also beside another process."""

    name: str
    run: Callable[[Viewer, GoesOn], str]


# Whether a message of each kind may still be sent, as the folder that makes it judges.
JUDGES: dict[MessageKind, Judge] = {
    MessageKind.TRIAL: may_have_trial,
    MessageKind.UPDATE: is_still_reminded_of_update,
    MessageKind.SECTION: is_still_reminded_of_section,
    MessageKind.HEARING: is_still_asked,
}
CHANNELS: dict[MessageChannel, Callable[[], Port]] = {MessageChannel.EMAIL: Email}


def remind(by: Viewer, goes_on: GoesOn) -> str:
    """What is due follows from the tables, so nothing is lost where there is no mail server yet."""
    if not settings.EMAIL_HOST:
        return ""
    count = queue_reminders(by=by, goes_on=goes_on)
    return _("%d reminders and questions written.") % count if count else ""


def send_messages(by: Viewer, goes_on: GoesOn) -> str:
    if not settings.EMAIL_HOST:
        return ""
    ports = {channel: make() for channel, make in CHANNELS.items()}
    try:
        done = deliver(by=by, ports=ports, judges=JUDGES, goes_on=goes_on)
    except Unreachable as problem:
        answer = f" ({problem.answer})" if problem.answer else ""
        raise Undone(_("The mail server cannot be used now, and all messages wait.") + answer) from problem
    told = {
        MessageState.SENT: _("%d messages sent."),
        MessageState.WAITING: _("%d messages are tried again later."),
        MessageState.STOPPED: _("%d messages stopped, because they may not be sent any more."),
        MessageState.DEAD: _("%d messages could not be delivered; the page Messages says why."),
    }
    return " ".join(text % done[state] for state, text in told.items() if done[state])


def forget_messages(by: Viewer, _goes_on: GoesOn) -> str:
    count = forget_old_messages(by=by, spared=keys_due(by))
    return _("%d old messages deleted.") % count if count else ""


STEPS = (
    Step(gettext_noop("Reminders"), remind),
    Step(gettext_noop("Messages"), send_messages),
    Step(gettext_noop("Old messages"), forget_messages),
)


def run_round(goes_on: GoesOn) -> bool:
    """Run every step once, whatever becomes of the others. Whether all of them did their work."""
    went_well = [_runs(step, goes_on) for step in STEPS if goes_on()]
    return all(went_well)


def _runs(step: Step, goes_on: GoesOn) -> bool:
    try:
        told = step.run(system_viewer(f"helhed work: {step.name}"), goes_on)
    except Undone as problem:
        complain(f"{_(step.name)}: {problem}")
        return False
    except Exception as problem:
        complain(_("%(step)s: failed with %(kind)s at %(place)s.") % _fault(step, problem))
        return False
    if told:
        say(f"{_(step.name)}: {told}")
    return True


def _fault(step: Step, problem: Exception) -> dict[str, str]:
    """Where it happened, and nothing of what it was about: an error often quotes the data it met."""
    trace = problem.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return {"step": _(step.name), "kind": type(problem).__name__, "place": place}
