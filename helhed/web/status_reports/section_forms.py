"""The forms of those who work on a status."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from helhed.organisation.queries import ShownStaff
from helhed.policy.queries.shown import ShownDocument
from helhed.status_reports.queries.shown import ShownSection
from helhed.status_reports.words import (
    EARLIEST_YEAR,
    LONGEST_JUDGEMENT,
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_VOICE,
    Consent,
)
from helhed.web.action_plans.forms import chosen, line, offer, text
from helhed.web.policy.draft_fields import day_field
from helhed.web.policy.forms import SeenForm

LATEST_YEAR = 9999


class StartForm(forms.Form):
    """The status over all the years of a policy."""

    policy = chosen(_("For which policy"))
    due_on = day_field(
        _("By which day the sections are to be ready"),
        required=False,
        help_text=_("The editors are reminded before, on and after that day. You can change it later."),
    )

    def __init__(self, *args: Any, policies: Sequence[ShownDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(each.id), f"{each.title} {each.period}".strip()) for each in policies]
        offer(self, "policy", [("", _("Choose …")), *named])
        self.fields["policy"].widget.attrs["lang"] = "da"

    def status(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        typed = dict(self.cleaned_data)
        return {"policy_id": typed.pop("policy"), **typed}


class StartYearForm(StartForm):
    """The status of a year."""

    year = forms.IntegerField(label=_("Which year"), min_value=EARLIEST_YEAR, max_value=LATEST_YEAR)
    field_order = ("policy", "year", "due_on")


class DueDayForm(SeenForm):
    due_on = day_field(
        _("By which day the sections are to be ready"),
        required=False,
        help_text=_("Leave it empty where nobody is to be reminded."),
    )


class EditorForm(SeenForm):
    editor = chosen(_("Who writes the section"), required=False)

    def __init__(self, *args: Any, staff: Sequence[ShownStaff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(each.id), f"{each.name}, {each.title}") for each in staff]
        offer(self, "editor", [("", _("Nobody but those who write the status")), *named])


class SectionForm(SeenForm):
    """The text of a section, and for a focus area what is said of each of its goals."""

    text = text(_("Text"), LONGEST_TEXT, 14, required=False)
    is_ready = forms.BooleanField(label=_("The section is ready"), required=False)

    def __init__(self, data: Any = None, *, section: ShownSection) -> None:
        super().__init__(data, initial=as_typed(section))
        self.section = section
        if section.area:
            self.fields["text"].label = _("How it goes with the focus area as a whole")
            self.fields["text"].widget.attrs["rows"] = 8
        for each in section.judgements:
            self.fields[_name(each.goal_id)] = text(
                _("How it goes with goal %(code)s") % {"code": each.code}, LONGEST_JUDGEMENT, 5, required=False
            )

    def of_goal(self, goal_id: UUID) -> BoundField:
        return self[_name(goal_id)]

    def written(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        judgements = {each.goal_id: typed[_name(each.goal_id)] for each in self.section.judgements}
        return {**{name: typed[name] for name in ("text", "is_ready", "seen_version")}, "judgements": judgements}


def as_typed(section: ShownSection) -> dict[str, Any]:
    """The section as the form shows it."""
    judged = {_name(each.goal_id): each.words for each in section.judgements}
    return {"text": section.text, "is_ready": section.is_ready, "seen_version": section.version, **judged}


def _name(goal_id: UUID) -> str:
    return f"goal-{goal_id}"


class VoiceForm(forms.Form):
    """What a citizen said, and how she or he agreed to have it told."""

    words = text(
        _("What was said"),
        LONGEST_VOICE,
        5,
        help_text=_("In the citizen's own words. Leave out what shows who it is, also about others."),
    )
    area = chosen(_("Which focus area it is about"), required=False)
    said_by = line(
        _("Who said it"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_(
            "Leave it empty, and nobody is named. Write a name only if the citizen wishes it. "
            "You can also write something like: resident at a housing facility."
        ),
    )
    given_on = day_field(_("Which day the citizen agreed"))
    how = line(
        _("How the citizen agreed"),
        max_length=LONGEST_NAME,
        help_text=_("As in: in writing, or at a meeting with a relative present."),
    )
    explained = text(
        _("What was explained to the citizen"),
        LONGEST_REASON,
        3,
        help_text=_("As in: that everybody can read it, and that one can change one's mind at any time."),
    )

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "area", [("", _("All of the policy")), *areas])
        self.fields["area"].widget.attrs["lang"] = "da"

    def voice(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        typed = dict(self.cleaned_data)
        consent = Consent(typed.pop("given_on"), typed.pop("how"), typed.pop("explained"))
        return {**typed, "consent": consent}
