from django import forms
from django.utils.translation import gettext_lazy as _

from helhed.communication.words import MessageKind, MessageOrder, MessageState


class MessageFilterForm(forms.Form):
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *MessageState.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *MessageKind.choices])
    order = forms.ChoiceField(label=_("Order"), required=False, choices=MessageOrder.choices)
