from typing import Any

from allauth.account.forms import ChangePasswordForm as LibraryChangePasswordForm
from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

from helhed.access.words import (
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_USERNAME,
    AccountOrder,
    AccountState,
    username_as_kept,
)

NOT_ALIKE = _("The two passwords are not alike. Type the same one in both fields.")


def _password_help() -> str:
    return " ".join(password_validators_help_texts())


class NewPasswordField(forms.CharField):
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)


class EmailField(forms.EmailField):
    def __init__(self) -> None:
        super().__init__(
            label=_("E-mail"),
            required=False,
            max_length=LONGEST_EMAIL,
            error_messages={"invalid": _("Write an e-mail address, such as ida@lindevig.example.")},
        )


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, login=_("User name"), password=_("Password"))
        self.fields["login"].max_length = LONGEST_USERNAME
        self.fields["login"].widget.attrs.update({"autocapitalize": "none", "spellcheck": "false"})

    def clean_login(self) -> str:
        return username_as_kept(super().clean_login())


class ChangePasswordForm(LibraryChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(
            self,
            oldpassword=_("Present password"),
            password1=_("New password"),
            password2=_("New password once more"),
        )
        self.fields["password1"].help_text = _password_help()


def _relabel(form: forms.Form, **labels: Any) -> None:
    """Our own words, and no word inside a field that goes away when one begins to type."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].help_text = ""
        form.fields[name].widget.attrs.pop("placeholder", None)


class ChoosePasswordForm(forms.Form):
    password = NewPasswordField(label=_("New password"))
    repeated = NewPasswordField(label=_("New password once more"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = _password_help()

    def clean(self) -> None:
        typed = self.cleaned_data
        if "password" in typed and "repeated" in typed and typed["password"] != typed["repeated"]:
            self.add_error("repeated", NOT_ALIKE)


class AccountFilterForm(forms.Form):
    words = forms.CharField(label=_("Name or user name"), required=False, max_length=LONGEST_NAME)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *AccountState.choices])
    order = forms.ChoiceField(label=_("Order"), required=False, choices=AccountOrder.choices)


class AccountForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    username = forms.CharField(
        label=_("User name"),
        max_length=LONGEST_USERNAME,
        help_text=_("What the person types to sign in. Letters, digits and . @ + - _"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    email = EmailField()


class EmailForm(forms.Form):
    email = EmailField()
    seen_email = forms.CharField(required=False, max_length=LONGEST_EMAIL, widget=forms.HiddenInput)


class AssignRoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))
    unit = forms.UUIDField(label=_("Unit"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, roles: list[tuple[str, str]], units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["unit"].widget.choices = [("", _("The whole municipality")), *units]
