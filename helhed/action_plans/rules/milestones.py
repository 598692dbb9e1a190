"""Milestones: who may keep them, and when one can be as typed."""

from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from helhed.action_plans.models import Initiative, Milestone
from helhed.action_plans.rules.initiatives import changeable_initiatives, keepable_initiatives
from helhed.base import clock
from helhed.base.errors import Invalid
from helhed.base.viewer import Viewer


def keepable_milestones(viewer: Viewer) -> QuerySet[Milestone]:
    """A milestone may be changed, and marked as reached, if, and only if, those of its initiative may be kept."""
    return Milestone.objects.filter(initiative__in=keepable_initiatives(viewer).values("id"))


def removable_milestones(viewer: Viewer) -> QuerySet[Milestone]:
    """A milestone may be removed if, and only if, the viewer may change its initiative: who is measured by it may move
    it, which shows, but not let it disappear."""
    return Milestone.objects.filter(initiative__in=changeable_initiatives(viewer).values("id"))


def check_due(initiative: Initiative, due_on: date) -> None:
    """A milestone can be due on a day if, and only if, its initiative has begun by then and not ended before.

    Raises `Invalid` otherwise.
    """
    if not initiative.starts_on <= due_on <= initiative.ends_on:
        raise Invalid(
            "due_on",
            _("The initiative goes from %(first)s to %(last)s. Write a day between them.")
            % {"first": date_format(initiative.starts_on), "last": date_format(initiative.ends_on)},
        )


def check_reached(initiative: Initiative, done_on: date) -> None:
    """A milestone can have been reached on a day if, and only if, the day has come and the initiative had begun.

    Raises `Invalid` otherwise.
    """
    check_done(done_on)
    if done_on < initiative.starts_on:
        raise Invalid(
            "done_on",
            _("The initiative began on %(first)s. Nothing in it can be reached before.")
            % {"first": date_format(initiative.starts_on)},
        )


def check_done(done_on: date) -> None:
    """A thing can have been done on a day if, and only if, the day has come. Raises `Invalid` otherwise."""
    if done_on > clock.today():
        raise Invalid("done_on", _("The day has not come yet. Write the day it was done."))


def check_milestones_fit(initiative: Initiative, starts_on: date, ends_on: date) -> None:
    """An initiative can have these days if, and only if, its milestones lie between them, and none was reached before.

    Raises `Invalid` otherwise, and names the milestone.
    """
    for milestone in initiative.milestones.all():
        named = {"title": milestone.title, "day": date_format(milestone.due_on)}
        if milestone.due_on < starts_on or (milestone.done_on and milestone.done_on < starts_on):
            raise Invalid("starts_on", _("The milestone “%(title)s” (%(day)s) comes before this day.") % named)
        if milestone.due_on > ends_on:
            raise Invalid("ends_on", _("The milestone “%(title)s” (%(day)s) comes after this day.") % named)
