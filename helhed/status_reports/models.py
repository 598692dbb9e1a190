from django.db import models
from django.utils.translation import gettext_lazy as _

from helhed.base.ids import uuid7
from helhed.base.labels import Marks, Purpose, label
from helhed.status_reports.words import EARLIEST_YEAR, LONGEST_COMMITTEE, Outcome, ReportState

FOLLOW_UP: Marks = {"purpose": Purpose.FOLLOW_UP}


class StatusReport(models.Model):
    """The yearly status of how the action plans of a policy are carried out."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **FOLLOW_UP)
    policy = label(
        models.ForeignKey("policy.SteeringDocument", models.PROTECT, related_name="+", verbose_name=_("policy")),
        **FOLLOW_UP,
    )
    year = label(models.PositiveIntegerField(_("year")), **FOLLOW_UP)
    state = label(
        models.CharField(_("state"), max_length=20, choices=ReportState, default=ReportState.DRAFT), **FOLLOW_UP
    )
    summary = label(models.TextField(_("summary"), blank=True), **FOLLOW_UP)
    committee = label(models.CharField(_("committee"), max_length=LONGEST_COMMITTEE, blank=True), **FOLLOW_UP)
    outcome = label(models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True), **FOLLOW_UP)
    published_on = label(models.DateField(_("published on"), null=True), **FOLLOW_UP)
    version = label(models.PositiveIntegerField(_("version"), default=1), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Yearly status")
        ordering = ("-year",)
        constraints = (
            models.UniqueConstraint(fields=["policy", "year"], name="one_status_a_year"),
            models.CheckConstraint(condition=models.Q(year__gte=EARLIEST_YEAR), name="a_year_has_four_digits"),
            models.CheckConstraint(
                condition=models.Q(state=ReportState.DRAFT, published_on__isnull=True)
                | models.Q(state=ReportState.PUBLISHED, published_on__isnull=False),
                name="what_is_published_has_a_day",
            ),
        )
