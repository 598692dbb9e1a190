from django import forms
from django.utils.translation import gettext_lazy as _

from helhed.status_reports.words import LONGEST_COMMITTEE, LONGEST_SUMMARY, Outcome


class SummaryForm(forms.Form):
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea(attrs={"rows": 14, "lang": "da"}),
        help_text=_("What the reader should know first. An empty line begins a new paragraph."),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PublishForm(forms.Form):
    committee = forms.CharField(label=_("Committee"), max_length=LONGEST_COMMITTEE)
    outcome = forms.ChoiceField(label=_("What the committee did"), choices=Outcome.choices, widget=forms.RadioSelect)
