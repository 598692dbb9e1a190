from django.db import models
from django.utils.translation import gettext_lazy as _

from helhed.base.ids import uuid7
from helhed.base.labels import Fake, Marks, Purpose, Retention, Sensitivity, label
from helhed.base.roles import Role
from helhed.organisation.words import LONGEST_TITLE, LONGEST_UNIT_NAME, Sector

UNIT: Marks = {"purpose": Purpose.ORGANISATION, "retention": Retention.SYSTEM}
STAFF: Marks = {
    "purpose": Purpose.ORGANISATION,
    "sensitivity": Sensitivity.PERSONAL,
    "retention": Retention.EMPLOYMENT,
}
NAME: Marks = {**STAFF, "fake": Fake.NAME}


class Unit(models.Model):
    """A part of the municipality: the whole, an administration, a facility, a team."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **UNIT)
    name = label(models.CharField(_("name"), max_length=LONGEST_UNIT_NAME), **UNIT)
    parent = label(
        models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name=_("part of")),
        **UNIT,
    )
    sector = label(models.CharField(_("sector"), max_length=20, choices=Sector), **UNIT)

    class Meta:
        verbose_name = _("Unit")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["parent", "name"], name="a_unit_has_its_own_name_where_it_belongs"),
        )


class Staff(models.Model):
    """A person who works for the municipality, with or without an account."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STAFF)
    name = label(models.CharField(_("name"), max_length=120), **NAME)
    title = label(models.CharField(_("title"), max_length=LONGEST_TITLE), **STAFF)
    unit = label(models.ForeignKey(Unit, models.PROTECT, related_name="staff", verbose_name=_("unit")), **STAFF)
    account = label(
        models.OneToOneField("access.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("account")),
        **STAFF,
    )
    left_on = label(models.DateField(_("left on"), null=True), **STAFF)

    class Meta:
        verbose_name = _("Employee")
        ordering = ("name",)


class RoleAssignment(models.Model):
    """A role that an account holds, in a unit, from one day and until another."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STAFF)
    account = label(
        models.ForeignKey("access.Account", models.PROTECT, related_name="+", verbose_name=_("account")), **STAFF
    )
    role = label(models.CharField(_("role"), max_length=20, choices=Role), **STAFF)
    unit = label(models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit")), **STAFF)
    from_on = label(models.DateField(_("from")), **STAFF)
    until_on = label(models.DateField(_("until"), null=True), **STAFF)

    class Meta:
        verbose_name = _("Role assignment")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="a_role_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "unit"],
                condition=models.Q(until_on__isnull=True),
                name="a_role_is_held_once_in_a_unit",
            ),
            models.UniqueConstraint(
                fields=["account", "role"],
                condition=models.Q(until_on__isnull=True, unit__isnull=True),
                name="a_role_is_held_once_in_the_whole_municipality",
            ),
        )
