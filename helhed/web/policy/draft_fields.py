"""Fields that the forms about a draft share; what is written in them is in Danish."""

from typing import Any

from django import forms

from helhed.policy.words import LONGEST_TEXT, LONGEST_TITLE


def line_field(label: Any, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"lang": "da"})
    return forms.CharField(**{"label": label, "max_length": LONGEST_TITLE, "widget": widget, **more})


def text_field(label: Any, rows: int, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "lang": "da"})
    return forms.CharField(**{"label": label, "max_length": LONGEST_TEXT, "widget": widget, **more})


def day_field(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(**{"label": label, "widget": widget, **more})
