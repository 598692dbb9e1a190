from django.db import models
from django.utils.translation import gettext_lazy as _

from helhed.audit.words import ObjectKind, Verb
from helhed.base.ids import uuid7
from helhed.base.labels import Fake, Marks, Purpose, Retention, Sensitivity, label
from helhed.base.roles import Role

LOGGED: Marks = {"purpose": Purpose.LOG, "retention": Retention.LOG}
PERSONAL: Marks = {**LOGGED, "sensitivity": Sensitivity.PERSONAL}
INTERNAL: Marks = {**LOGGED, "sensitivity": Sensitivity.INTERNAL}
WRITTEN: Marks = {**PERSONAL, "fake": Fake.TEXT}
NAME: Marks = {**PERSONAL, "fake": Fake.NAME}


class Event(models.Model):
    """One thing that one viewer did. No free text and no foreign keys, so that it outlives all it names."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **INTERNAL)
    at = label(models.DateTimeField(_("time"), db_index=True), **INTERNAL)
    actor_id = label(models.UUIDField(_("who"), null=True, db_index=True), **PERSONAL)
    role = label(models.CharField(_("role"), max_length=20, choices=Role, blank=True), **PERSONAL)
    unit_id = label(models.UUIDField(_("unit"), null=True), **INTERNAL)
    verb = label(models.CharField(_("what"), max_length=30, choices=Verb), **INTERNAL)
    object_kind = label(models.CharField(_("kind"), max_length=30, choices=ObjectKind, blank=True), **INTERNAL)
    object_id = label(models.UUIDField(_("which"), null=True), **INTERNAL)
    citizen_id = label(models.UUIDField(_("citizen"), null=True, db_index=True), **PERSONAL)
    purpose = label(models.CharField(_("purpose"), max_length=30, blank=True), **INTERNAL)
    request_id = label(models.UUIDField(_("request")), **INTERNAL)
    form_id = label(models.UUIDField(_("form"), null=True), **INTERNAL)
    form_digest = label(models.CharField(_("digest of the form"), max_length=64, blank=True), **INTERNAL)

    class Meta:
        verbose_name = _("Event")
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(fields=["actor_id", "form_id"], name="a_form_is_carried_out_once"),
            # Databases hold two empty actors for different, so visitors need a constraint of their own.
            models.UniqueConstraint(
                fields=["form_id"],
                condition=models.Q(actor_id__isnull=True),
                name="a_form_of_a_visitor_is_carried_out_once",
            ),
        )


class FieldChange(models.Model):
    """That one column of one row went from one value to another, by whom, when and why; triggers alone write it.

    A value is the text that the database makes of it, and none where it was empty. A row that was deleted leaves each
    of its values, its `id` among them, with nothing after. The event of the same request tells what was done.
    """

    id = label(models.BigAutoField(_("number"), primary_key=True), **INTERNAL)
    at = label(models.DateTimeField(_("time")), **INTERNAL)
    table = label(models.CharField(_("table"), max_length=63), **INTERNAL)
    row_id = label(models.UUIDField(_("row")), **INTERNAL)
    column = label(models.CharField(_("column"), max_length=63), **INTERNAL)
    before = label(models.TextField(_("before"), null=True), **WRITTEN)
    after = label(models.TextField(_("after"), null=True), **WRITTEN)
    actor_id = label(models.UUIDField(_("who"), null=True), **PERSONAL)
    actor = label(models.TextField(_("name, as it was then"), blank=True), **NAME)
    request_id = label(models.UUIDField(_("request")), **INTERNAL)
    reason = label(models.TextField(_("why"), blank=True), **WRITTEN)

    class Meta:
        verbose_name = _("Field change")
        ordering = ("id",)
        indexes = (models.Index(fields=["table", "row_id"], name="changes_of_a_row"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(actor_id__isnull=False) | ~models.Q(actor=""), name="a_change_has_an_actor"
            ),
        )
