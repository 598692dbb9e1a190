"""Judging how initiatives go: what one is shown of each, and the form that is filled in about it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.shown import ShownInitiative
from helhed.base import clock
from helhed.base.viewer import Viewer
from helhed.web.action_plans.forms import OneOfManyForm, ProgressForm
from helhed.web.action_plans.progress import LOOK
from helhed.web.templatetags.components import date_written

# More than these is no minute's work, and those that wait longest come first.
MOST_AT_ONCE = 40


@dataclass(frozen=True)
class Judged:
    """An initiative with its form; it is overtaken where somebody wrote about it since the page was opened."""

    initiative: ShownInitiative
    form: ProgressForm
    asked_as: str = ""
    is_overtaken: bool = False

    @property
    def look(self) -> str:
        return LOOK[self.initiative.state]

    @property
    def proposed_look(self) -> str:
        return LOOK[self.initiative.proposal.state]

    @property
    def due_line(self) -> str:
        due_on = self.initiative.update_due_on
        if due_on is None or due_on > clock.today():
            return ""
        if due_on == clock.today():
            return _("An update is due today")
        return _("An update has been due since %(day)s") % {"day": date_written(due_on)}


def opened(viewer: Viewer, initiative: ShownInitiative) -> Judged:
    return Judged(initiative, OneOfManyForm(initiative=initiative), asked_as(viewer, initiative))


def sent(viewer: Viewer, data: QueryDict) -> list[Judged]:
    """What was on the page that was sent, as it stood there, also what is due no longer: so no word is lost."""
    places = {name: place for place, name in enumerate(data)}
    forms = [OneOfManyForm(data, initiative=each) for each in list_initiatives(viewer)]
    on_page = [form for form in forms if form.add_prefix("seen_update") in places]
    return [
        Judged(form.initiative, form, asked_as(viewer, form.initiative), was_overtaken(form))
        for form in sorted(on_page, key=lambda form: places[form.add_prefix("seen_update")])
    ]


def was_overtaken(form: ProgressForm) -> bool:
    return str(form.data.get(form.add_prefix("seen_update"))) != str(form.initial["seen_update"] or "")


def asked_as(viewer: Viewer, initiative: ShownInitiative) -> str:
    """Why it is this viewer who is asked."""
    if viewer.staff_id and viewer.staff_id == initiative.accountable_id:
        return _("You are accountable")
    if viewer.staff_id and viewer.staff_id == initiative.deputy_id:
        return _("You are the deputy")
    return _("Nobody is accountable") if initiative.is_vacant else ""


def with_new_seen(form: ProgressForm) -> None:
    """The refused form, to be saved over what was written meanwhile, once that was shown beside it."""
    name = form.add_prefix("seen_update")
    form.data = {**{key: form.data[key] for key in form.data}, name: form.initial["seen_update"] or ""}


def begun_from_last(form: ProgressForm, initiative: ShownInitiative, is_begun: bool) -> None:
    """Show what was typed without judging it yet, and where it is begun, the words of last time to write on from.

    Words that were typed are never replaced.
    """
    typed = {name: form.data.get(form.add_prefix(name), "") for name in form.fields if name != "seen_update"}
    if is_begun and initiative.latest and not typed["words"].strip():
        typed["words"] = initiative.latest.words
    if is_begun:
        form.fields["words"].widget.attrs["autofocus"] = True
    form.is_bound = False
    form.initial = {**form.initial, **typed}


def with_due(viewer: Viewer, due: Iterable[ShownInitiative], on_page: list[Judged]) -> list[Judged]:
    """What was on the page, and after it what has fallen due since."""
    known = {each.initiative.id for each in on_page}
    return [*on_page, *(opened(viewer, each) for each in due if each.id not in known)]
