from django import forms
from django.utils.translation import gettext_lazy as _

from helhed.status_reports.words import LONGEST_REASON, LONGEST_TEXT


class SummaryForm(forms.Form):
    text = forms.CharField(
        label=_("Summary"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14, "lang": "da"}),
        help_text=_("What the reader should know first. An empty line begins a new paragraph."),
    )
    is_ready = forms.BooleanField(label=_("The section is ready"), required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PublishForm(forms.Form):
    unready_reason = forms.CharField(
        label=_("Why it is published although a section is not ready"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "da"}),
        help_text=_("Leave it empty where every section is ready. It is published with the status."),
    )
    seen_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
