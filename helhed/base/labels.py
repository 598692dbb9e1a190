from dataclasses import dataclass
from typing import Any, Required, TypedDict, TypeVar, Unpack

from django.db.models import Field, Model, TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    STEERING = "steering", _("To write down and show the municipality's policy and what it leads to")
    FOLLOW_UP = "follow_up", _("To follow how the action plans are carried out")
    PARTICIPATION = "participation", _("To hear councils and others before something is decided, and to reply")
    ORGANISATION = "organisation", _("To know who works where and who is responsible for what")
    SIGN_IN = "sign_in", _("To let the right people in and nobody else")
    LOG = "log", _("To be able to show afterwards who did what and when")
    MESSAGE = "message", _("To tell people what they must know or do")
    OPERATION = "operation", _("To keep the system running")


class Sensitivity(TextChoices):
    PUBLIC = "public", _("Public")
    INTERNAL = "internal", _("Internal, no person")
    PERSONAL = "personal", _("Ordinary personal data")
    SECRET = "secret", _("Secret: proof of identity")


class Retention(TextChoices):
    POLICY = "policy", _("Kept with the policy, and handed to the archive with it")
    DRAFT = "draft", _("Until the draft is adopted or discarded")
    EMPLOYMENT = "employment", _("As long as the person works or serves here, then five years")
    LOG = "log", _("Two years")
    UNTIL_SENT = "until_sent", _("Until the message is sent or stopped; one that cannot be delivered, ninety days")
    MESSAGE = (
        "message",
        _("Ninety days after the message was sent or stopped; longer only where it would otherwise be sent once more"),
    )
    SESSION = "session", _("Until sign-out, at the most one working day")
    SYSTEM = "system", _("As long as the system runs")


class Fake(TextChoices):
    """What a synthetic value looks like where data are made up."""

    KEEP = "keep", _("kept as it is: says nothing of a person")
    TEXT = "text", _("made-up sentences")
    NAME = "name", _("made-up name")
    USERNAME = "username", _("made-up user name")
    RANDOM = "random", _("random value")


@dataclass(frozen=True)
class Label:
    purpose: Purpose
    sensitivity: Sensitivity
    retention: Retention
    fake: Fake


F = TypeVar("F", bound="Field[Any, Any]")


class Marks(TypedDict, total=False):
    purpose: Required[Purpose]
    sensitivity: Sensitivity
    retention: Retention
    fake: Fake


def label(field: F, **marks: Unpack[Marks]) -> F:
    """The field, marked with why it is kept, how sensitive it is, for how long, and what a made-up value is.

    Where nothing else is said, it is public, kept with the policy, and says nothing of a person.
    """
    field.helhed_label = Label(  # type: ignore[attr-defined]
        marks["purpose"],
        marks.get("sensitivity", Sensitivity.PUBLIC),
        marks.get("retention", Retention.POLICY),
        marks.get("fake", Fake.KEEP),
    )
    return field


def label_of(field: "Field[Any, Any]") -> Label | None:
    return getattr(field, "helhed_label", None)


def labelled_fields(model: type[Model]) -> "list[tuple[Field[Any, Any], Label]]":
    """The fields of the model's own table that carry a label, in the order they stand there."""
    return [(field, found) for field in model._meta.local_concrete_fields if (found := label_of(field))]


THIRD_PARTY_TABLES: dict[str, Label] = {
    "account_emailaddress": Label(Purpose.SIGN_IN, Sensitivity.PERSONAL, Retention.EMPLOYMENT, Fake.RANDOM),
    "account_emailconfirmation": Label(Purpose.SIGN_IN, Sensitivity.SECRET, Retention.SESSION, Fake.RANDOM),
    "auth_group": Label(Purpose.OPERATION, Sensitivity.INTERNAL, Retention.SYSTEM, Fake.KEEP),
    "auth_group_permissions": Label(Purpose.OPERATION, Sensitivity.INTERNAL, Retention.SYSTEM, Fake.KEEP),
    "auth_permission": Label(Purpose.OPERATION, Sensitivity.INTERNAL, Retention.SYSTEM, Fake.KEEP),
    "django_content_type": Label(Purpose.OPERATION, Sensitivity.INTERNAL, Retention.SYSTEM, Fake.KEEP),
    "django_session": Label(Purpose.SIGN_IN, Sensitivity.SECRET, Retention.SESSION, Fake.RANDOM),
}
