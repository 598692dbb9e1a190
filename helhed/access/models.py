from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from helhed.access.words import LONGEST_EMAIL, LONGEST_NAME, LONGEST_USERNAME, USERNAME_PATTERN
from helhed.base.ids import uuid7
from helhed.base.labels import Fake, Marks, Purpose, Retention, Sensitivity, label

SIGN_IN: Marks = {"purpose": Purpose.SIGN_IN, "retention": Retention.EMPLOYMENT}
PERSONAL: Marks = {**SIGN_IN, "sensitivity": Sensitivity.PERSONAL}
USERNAME: Marks = {**PERSONAL, "fake": Fake.USERNAME}
EMAIL: Marks = {**PERSONAL, "purpose": Purpose.MESSAGE, "fake": Fake.USERNAME}
NAME: Marks = {**PERSONAL, "fake": Fake.NAME}
SECRET: Marks = {**SIGN_IN, "sensitivity": Sensitivity.SECRET, "fake": Fake.RANDOM}
OPERATION: Marks = {
    "purpose": Purpose.OPERATION,
    "sensitivity": Sensitivity.INTERNAL,
    "retention": Retention.SYSTEM,
}


class AccountManager(BaseUserManager["Account"]):
    """What the sign-in library asks for; there is no other way to make an account than `create_account`."""


class Account(AbstractBaseUser):
    """The way in for one person. What the person may do follows from roles, not from the account."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **PERSONAL)
    username = label(
        models.CharField(
            _("user name"),
            max_length=LONGEST_USERNAME,
            unique=True,
            validators=[RegexValidator(USERNAME_PATTERN, _("Use letters, digits and . @ + - _ only."))],
        ),
        **USERNAME,
    )
    name = label(models.CharField(_("name"), max_length=LONGEST_NAME), **NAME)
    email = label(models.EmailField(_("e-mail"), max_length=LONGEST_EMAIL, blank=True), **EMAIL)
    password = label(models.CharField(_("password"), max_length=128), **SECRET)
    last_login = None
    is_active = label(models.BooleanField(_("open"), default=True), **PERSONAL)
    session_round = label(models.PositiveIntegerField(_("round of sessions"), default=0), **SECRET)

    USERNAME_FIELD = "username"
    objects = AccountManager()

    class Meta:
        verbose_name = _("Account")
        ordering = ("name", "username")

    def get_session_auth_hash(self) -> str:
        """Sessions of an earlier round are worth nothing."""
        return f"{self.session_round}-{super().get_session_auth_hash()}"


class DemoMarker(models.Model):
    """Stands in a database of made-up data only; without it there is no demo sign-in and no shifted clock."""

    id = label(models.BooleanField(_("id"), primary_key=True, default=True), **OPERATION)
    clock_shift = label(models.DurationField(_("shift of the clock")), **OPERATION)

    class Meta:
        verbose_name = _("Demo marker")
        constraints = (models.CheckConstraint(condition=models.Q(id=True), name="there_is_one_demo_marker"),)


class CacheEntry(models.Model):
    """The shared cache: how often somebody tried to sign in."""

    cache_key = label(models.CharField(_("key"), max_length=255, primary_key=True), **OPERATION)
    value = label(models.TextField(_("value")), **OPERATION)
    expires = label(models.DateTimeField(_("expires"), db_index=True), **OPERATION)

    class Meta:
        db_table = "helhed_cache"
        verbose_name = _("Cache entry")
