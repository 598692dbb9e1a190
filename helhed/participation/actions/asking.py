"""Those who sit in a council are asked by a message, in Danish, to answer a hearing."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from helhed.action_plans.rules.updates import check_is_system
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.viewer import Viewer
from helhed.communication.outbox import queue_message
from helhed.communication.words import LANGUAGE, MessageKind
from helhed.participation.queries.asking import Question
from helhed.participation.words import Asking


@action
def ask_to_answer(*, by: Viewer, question: Question, key: str, path: str) -> None:
    """Lay the question to answer a hearing in the outbox, once for each key; `path` is where one answers.

    The system alone asks. Which council it is stands in no message: that somebody sits in the council of a facility is
    nobody else's business.
    """
    check_is_system(by)
    with override(LANGUAGE):
        subject, body = _words(question)
    is_new = queue_message(
        kind=MessageKind.HEARING,
        recipient_id=question.account_id,
        subject=subject,
        body=body,
        dedup_key=key,
        path=path,
        about_id=question.hearing_id,
    )
    if is_new:
        record(by=by, verb=Verb.ASKED_TO_ANSWER, kind=ObjectKind.HEARING, object_id=question.hearing_id)


def _words(question: Question) -> tuple[str, str]:
    told = {"title": question.title, "day": date_format(question.closes_on, "j. F Y")}
    if question.asking is Asking.LAST_WEEK:
        return _("Answer by %(day)s: %(title)s") % told, _last_week() % told
    return _("What do you think? %(title)s") % told, _opened() % told


def _opened() -> str:
    return _(
        "Hello\n\nThe municipality would like to know what your council thinks: “%(title)s”. "
        "You can answer until %(day)s.\n\n"
        "You can answer for yourself, or for the whole of your council. Use your own words.\n\n"
        "You get this message because you sit in a council that is asked."
    )


def _last_week() -> str:
    return _(
        "Hello\n\nYou can still say what you think: “%(title)s”. The last day is %(day)s.\n\n"
        "A few lines are enough. The municipality replies to each answer.\n\n"
        "You get this message because you sit in a council that is asked and has not answered."
    )
