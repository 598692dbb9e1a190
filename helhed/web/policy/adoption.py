"""What a body decides about a draft: to send it to hearing, and to adopt it."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.policy.actions.adoption import adopt_document, send_to_hearing, take_back_from_hearing
from helhed.policy.content.comparison import Counts
from helhed.policy.queries.documents import get_document
from helhed.policy.queries.drafts import ShownDraft, easy_wordings_left_behind, get_draft
from helhed.policy.queries.editions import compare_editions
from helhed.web.policy.draft_fields import day_field, line_field
from helhed.web.policy.draft_page import StepForm, crumbs, on_top_of, was_changed
from helhed.web.policy.draft_parts import area_anchor, area_name
from helhed.web.policy.found import Leads
from helhed.web.policy.review import answered, gone, seen_step
from helhed.web.policy.succession import successions
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb, Fact


class HearingForm(StepForm):
    body = line_field(
        gettext_lazy("Who sends it to hearing"), help_text=gettext_lazy("As in the committee for social affairs.")
    )
    on = day_field(gettext_lazy("Decided on"))
    until = day_field(gettext_lazy("Last day to answer"))
    agenda_item = line_field(gettext_lazy("Agenda item"), required=False)


class AdoptionForm(StepForm):
    body = line_field(gettext_lazy("Who adopted it"), help_text=gettext_lazy("As in Byrådet."))
    on = day_field(gettext_lazy("Adopted on"))
    agenda_item = line_field(gettext_lazy("Agenda item"), required=False)
    in_force_on = day_field(
        gettext_lazy("In force from"),
        required=False,
        help_text=gettext_lazy("Leave it empty if it is from the day it was adopted."),
    )
    valid_until = day_field(
        gettext_lazy("Valid until"),
        required=False,
        help_text=gettext_lazy("Leave it empty if it is to the end of the period."),
    )


class Hearing(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        draft = get_draft(viewer_of(request), slug)
        typed = {"seen_step": draft.step, "on": clock.today()}
        return decision_page(request, draft, HearingForm(initial=typed))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer, form = viewer_of(request), HearingForm(request.POST)
        draft = get_draft(viewer, slug)
        is_whole = form.is_valid()
        if is_whole and is_carried_out(
            form, lambda: send_to_hearing(by=viewer, document_id=draft.document.id, **form.cleaned_data)
        ):
            messages.success(request, _("The draft is in hearing. Everybody can read it now."))
            return redirect("document", slug)
        if is_whole:
            form.data = on_top_of(request, draft)
        return decision_page(request, draft, form, status=422)


class HearingEnd(View):
    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer, form = viewer_of(request), StepForm(request.POST)
        draft = get_draft(viewer, slug)
        return answered(
            request,
            draft,
            lambda: take_back_from_hearing(by=viewer, document_id=draft.document.id, seen_step=seen_step(form)),
        )


class Adoption(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        draft = get_draft(viewer_of(request), slug)
        typed = {"seen_step": draft.step, "on": clock.today(), "in_force_on": begins_on(draft)}
        return decision_page(request, draft, AdoptionForm(initial=typed))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The document is there also when its draft was adopted by the first of two sendings."""
        viewer, form = viewer_of(request), AdoptionForm(request.POST)
        document = get_document(viewer, slug).document
        is_whole = form.is_valid()
        if is_whole and is_carried_out(
            form, lambda: adopt_document(by=viewer, document_id=document.id, **form.cleaned_data)
        ):
            messages.success(request, _("The policy is adopted. Its goals can be served by action plans now."))
            return redirect("document", slug)
        try:
            draft = get_draft(viewer, slug)
        except Missing:
            if not is_whole:
                raise
            return gone(request, reverse("document", args=[slug]))
        if is_whole:
            form.data = on_top_of(request, draft)
        return decision_page(request, draft, form, status=422)


def begins_on(draft: ShownDraft) -> date | None:
    """The first day of a period that is still to come; an edition after the first does not begin with the period."""
    first = draft.content.period[:4]
    day = date(int(first), 1, 1) if draft.edition == 1 and first.isdecimal() and int(first) else None
    return day if day and day > clock.today() else None


def decision_page(request: HttpRequest, draft: ShownDraft, form: StepForm, status: int = 200) -> HttpResponse:
    is_adoption = isinstance(form, AdoptionForm)
    title = _("Adopt the policy") if is_adoption else _("Send the draft to hearing")
    shown = {
        "draft": draft,
        "form": form,
        "title": title,
        "is_adoption": is_adoption,
        "was_changed": form.is_bound and was_changed(form, draft),
        "summary": summary(viewer_of(request), draft),
        "lacks": lacks(draft),
        "left_behind": easy_wordings_left_behind(viewer_of(request), draft.document.slug) if is_adoption else [],
        "crumbs": [*crumbs(draft), Crumb(title)],
    }
    return render(request, "policy/decision.html", shown, status=status)


def summary(viewer: Viewer, draft: ShownDraft) -> list[Fact]:
    """What is decided about, in numbers of things."""
    content = draft.content
    facts = [
        Fact(_("Policy"), content.title, language="da"),
        Fact(_("Edition"), str(draft.edition)),
        Fact(_("Focus areas"), str(len(content.areas))),
        Fact(_("Goals"), str(len(draft.codes))),
    ]
    if draft.edition > 1:
        comparison = compare_editions(viewer, draft.document.slug, draft.edition - 1, draft.edition)
        facts.append(Fact(_("Against the edition that stands"), ", ".join(_said(comparison.differences.counts))))
    if draft.predecessor:
        facts.append(Fact(_("Replaces, from the day it is in force"), draft.predecessor.title, language="da"))
        continuing = sum(bool(goal.continues) for goal in content.goals())
        words = _("%(count)s of %(total)s") % {"count": continuing, "total": len(draft.codes)}
        facts.append(Fact(_("Goals that continue goals of the policy before"), words))
    return facts


def _said(counts: Counts) -> list[str]:
    told = (
        (counts.added, ngettext("%(count)s new goal", "%(count)s new goals", counts.added)),
        (counts.reworded, ngettext("%(count)s reworded", "%(count)s reworded", counts.reworded)),
        (counts.moved, ngettext("%(count)s moved", "%(count)s moved", counts.moved)),
        (counts.gone, ngettext("%(count)s gone", "%(count)s gone", counts.gone)),
        (counts.unchanged, ngettext("%(count)s as before", "%(count)s as before", counts.unchanged)),
    )
    return [words % {"count": count} for count, words in told if count]


def lacks(draft: ShownDraft) -> list[Leads]:
    """What one would want before deciding, each with the way to it. What must be there, the action asks for too."""
    content, review = draft.content, reverse("draft", args=[draft.document.slug])
    facts = reverse("draft-facts", args=[draft.document.slug])
    found = [
        Leads(f"{review}#tekst", _("There are no focus areas and no goals yet")) if not content.areas else None,
        Leads(facts, _("The period is not written")) if not content.period else None,
        Leads(facts, _("The vision is not written")) if not content.vision else None,
    ]
    for place, area in enumerate(content.areas, 1):
        named = {"area": area_name(area, place)}
        leads = f"{review}#{area_anchor(area.id)}"
        found.append(Leads(leads, _("A focus area has no title")) if not area.title else None)
        found.append(Leads(leads, _("No goals in “%(area)s”") % named) if not area.goals else None)
    return [*filter(None, found), *_unconfirmed(draft)]


def _unconfirmed(draft: ShownDraft) -> list[Leads]:
    address = reverse("draft-succession", args=[draft.document.slug])
    if not draft.can_propose:
        undecided = any(not (goal.continues or goal.is_new) for goal in draft.content.goals())
        return [Leads(address, _("Nobody has said of all goals whether they continue old ones"))] if undecided else []
    number = sum(each.proposed is not None for each in successions(draft)) if draft.old_goals else 0
    words = ngettext(
        "%(count)s goal looks like an old one, and nobody has said whether it continues it",
        "%(count)s goals look like old ones, and nobody has said whether they continue them",
        number,
    )
    return [Leads(address, words % {"count": number})] if number else []
