import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helhed.policy.queries.shown import PolicyContent, ShownEnd, WritableGoal
from helhed.policy.words import LONGEST_EASY_WORDING, LONGEST_TEXT, LONGEST_TITLE, AlignmentKind, DocumentKind

MOST_NAMES = 50


class Names(forms.CharField):
    """One name on each line; comes out as a list without empty lines."""

    widget = forms.Textarea(attrs={"rows": 7, "lang": "da"})

    def clean(self, value: Any) -> list[str]:
        names = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(_("Write at most %(most)s names.") % {"most": MOST_NAMES})
        if any(len(name) > LONGEST_TITLE for name in names):
            raise forms.ValidationError(_("Each name may have at most %(most)s characters.") % {"most": LONGEST_TITLE})
        return [name for name in names if name]


class DocumentForm(forms.Form):
    """A steering document that is written by hand."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE, widget=forms.TextInput(attrs={"lang": "da"}))
    period = forms.RegexField(
        r"^[0-9]{4}-[0-9]{4}$",
        label=_("Period"),
        required=False,
        help_text=_("As in 2021-2033. Leave it empty if there is none."),
        error_messages={"invalid": _("Write the period as two years with a hyphen, as in 2021-2033.")},
    )
    text = forms.CharField(
        label=_("What it is"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "lang": "da"}),
    )
    areas = Names(label=_("Focus areas"), required=False, help_text=_("One on each line, in their order."))
    lighthouses = Names(label=_("Lighthouse projects"), required=False, help_text=_("One on each line."))


class NewDocumentForm(DocumentForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind.choices)
    field_order = ("kind", "title", "period", "text", "areas", "lighthouses")


class SeenForm(forms.Form):
    """Carries the version that was seen, so that nobody's words are overwritten unseen."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ChangeDocumentForm(DocumentForm, SeenForm):
    pass


class EasyWordingForm(SeenForm):
    text = forms.CharField(
        label=_("The goal in easy words"),
        required=False,
        max_length=LONGEST_EASY_WORDING,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "da"}),
        help_text=_("Short sentences and everyday words. Say “you” and “we”. The official wording stays as it is."),
    )

    def clean_text(self) -> str:
        """What nobody can see is no wording."""
        text: str = self.cleaned_data["text"]
        return text if any(_is_seen(letter) for letter in text) else ""


def _is_seen(letter: str) -> bool:
    """Letters, numbers, punctuation and signs are seen; fillers are called letters, but leave the place empty."""
    is_filler = "FILLER" in unicodedata.name(letter, "") or letter == "\N{BRAILLE PATTERN BLANK}"
    return unicodedata.category(letter)[0] in "LNPS" and not is_filler


class LinkForm(forms.Form):
    """That one thing serves, or stands beside, another. An end is written `document` or `document/area`."""

    lower = forms.ChoiceField(label=_("This"))
    kind = forms.ChoiceField(label=_("does what"), choices=AlignmentKind.choices)
    upper = forms.ChoiceField(label=_("for this"))

    def __init__(self, *args: Any, ends: list[ShownEnd], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose …")), *((key(end), _named(end)) for end in ends)]
        for name in ("lower", "upper"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


def key(end: ShownEnd) -> str:
    return f"{end.document.id}/{end.area_id}" if end.area_id else str(end.document.id)


def _named(end: ShownEnd) -> str:
    return f"— {end.area}" if end.area else end.document.title


def as_typed(content: PolicyContent) -> dict[str, Any]:
    """The document as the form shows it."""
    return {
        "title": content.document.title,
        "period": content.document.period,
        "text": content.document.text,
        "areas": "\n".join(area.title for area in content.areas),
        "lighthouses": "\n".join(content.lighthouses),
        "seen_version": content.document.version,
    }


def easy_wording_as_typed(goal: WritableGoal) -> dict[str, Any]:
    return {"text": goal.easy_wording or goal.outdated_easy_wording, "seen_version": goal.version}
