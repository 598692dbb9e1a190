"""A page with one form about an initiative; sending it carries out one action."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helhed.action_plans.queries.shown import ShownInitiative
from helhed.web.action_plans.progress import initiative_address
from helhed.web.participation.form_page import form_page
from helhed.web.policy.editing import on_top_of
from helhed.web.request import is_carried_out
from helhed.web.shell.parts import Crumb, Fact, Text


def crumbs_to(initiative: ShownInitiative) -> list[Crumb]:
    return [
        Crumb(_("Action plans"), reverse("action-plan-list")),
        Crumb(initiative.plan_title, reverse("action-plan", args=[initiative.plan]), "da"),
        Crumb(initiative.title, initiative_address(initiative), "da"),
    ]


def initiative_form_page(
    request: HttpRequest,
    initiative: ShownInitiative,
    form: forms.Form,
    title: Text,
    *,
    standing: Sequence[Fact] = (),
    version: int = 0,
    **shown: Any,
) -> HttpResponse:
    """The form; where somebody was quicker, it stands beside `standing`, and is saved over `version`."""
    was_changed = form.is_bound and bool(form.non_field_errors()) and "seen_version" in form.fields
    if was_changed:
        form.data = on_top_of(request, version)
    filled = {
        "template": "action_plans/form.html",
        "status": 422 if form.is_bound else 200,
        "back": initiative_address(initiative),
        "about": initiative.title,
        "initiative": initiative,
        "standing": list(standing) if was_changed else [],
    }
    return form_page(request, form, [*crumbs_to(initiative), Crumb(title)], **{**filled, **shown})


def done(request: HttpRequest, said: str, address: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(address)


def carried_out_or_told(request: HttpRequest, form: forms.Form, act: Callable[[], Any], said: str) -> None:
    """For a button without a page of its own: what it did, or why it did nothing, is said on the next page."""
    if is_carried_out(form, act):
        messages.success(request, said)
    else:
        messages.error(request, " ".join(str(each) for errors in form.errors.values() for each in errors))
