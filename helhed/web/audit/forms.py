from django import forms
from django.utils.translation import gettext_lazy as _

from helhed.audit.words import Verb


class LogFilterForm(forms.Form):
    verb = forms.ChoiceField(label=_("What happened"), required=False, choices=[("", _("All")), *Verb.choices])
