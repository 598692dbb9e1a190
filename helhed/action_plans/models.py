from django.db import models
from django.utils.translation import gettext_lazy as _

from helhed.action_plans.words import LONGEST_TITLE, ProgressState
from helhed.base.ids import uuid7
from helhed.base.labels import Marks, Purpose, Sensitivity, label

FOLLOW_UP: Marks = {"purpose": Purpose.FOLLOW_UP}
RESPONSIBLE: Marks = {"purpose": Purpose.FOLLOW_UP, "sensitivity": Sensitivity.PERSONAL}


class ActionPlan(models.Model):
    """What the municipality does under a policy, for some years."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **FOLLOW_UP)
    slug = label(models.SlugField(_("address"), max_length=80, unique=True), **FOLLOW_UP)
    policy = label(
        models.ForeignKey("policy.SteeringDocument", models.PROTECT, related_name="+", verbose_name=_("policy")),
        **FOLLOW_UP,
    )
    title = label(models.CharField(_("title"), max_length=LONGEST_TITLE), **FOLLOW_UP)
    starts_on = label(models.DateField(_("begins")), **FOLLOW_UP)
    ends_on = label(models.DateField(_("ends")), **FOLLOW_UP)
    adopted_by = label(models.CharField(_("adopted by"), max_length=LONGEST_TITLE), **FOLLOW_UP)
    adopted_on = label(models.DateField(_("adopted on")), **FOLLOW_UP)
    agenda_item = label(models.CharField(_("agenda item"), max_length=LONGEST_TITLE, blank=True), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Action plan")
        ordering = ("-starts_on", "title")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="a_plan_ends_after_it_began"
            ),
        )


class Initiative(models.Model):
    """Something concrete that is done to reach goals. How it goes stands in its progress updates alone."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **FOLLOW_UP)
    plan = label(
        models.ForeignKey(ActionPlan, models.PROTECT, related_name="initiatives", verbose_name=_("action plan")),
        **FOLLOW_UP,
    )
    number = label(models.PositiveIntegerField(_("number")), **FOLLOW_UP)
    title = label(models.CharField(_("title"), max_length=LONGEST_TITLE), **FOLLOW_UP)
    description = label(models.TextField(_("description")), **FOLLOW_UP)
    success_criterion = label(models.TextField(_("success criterion")), **FOLLOW_UP)
    unit = label(
        models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+", verbose_name=_("unit")), **FOLLOW_UP
    )
    accountable = label(
        models.ForeignKey(
            "organisation.Staff", models.PROTECT, null=True, related_name="+", verbose_name=_("accountable employee")
        ),
        **RESPONSIBLE,
    )
    deputy = label(
        models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+", verbose_name=_("deputy")),
        **RESPONSIBLE,
    )
    starts_on = label(models.DateField(_("begins")), **FOLLOW_UP)
    ends_on = label(models.DateField(_("ends")), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Initiative")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["plan", "number"], name="a_number_names_one_initiative_of_a_plan"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="an_initiative_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=models.Q(deputy__isnull=True) | ~models.Q(deputy=models.F("accountable")),
                name="the_deputy_is_somebody_else",
            ),
        )


class GoalServed(models.Model):
    """That an initiative serves a goal of the policy."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **FOLLOW_UP)
    initiative = label(
        models.ForeignKey(Initiative, models.PROTECT, related_name="goals_served", verbose_name=_("initiative")),
        **FOLLOW_UP,
    )
    goal = label(
        models.ForeignKey("policy.PolicyGoal", models.PROTECT, related_name="+", verbose_name=_("goal")), **FOLLOW_UP
    )

    class Meta:
        verbose_name = _("Goal served")
        constraints = (models.UniqueConstraint(fields=["initiative", "goal"], name="an_initiative_serves_a_goal_once"),)


class ProgressUpdate(models.Model):
    """How an initiative went when somebody wrote it. Never changed: a mistake is mended by the next one."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **FOLLOW_UP)
    initiative = label(
        models.ForeignKey(Initiative, models.PROTECT, related_name="updates", verbose_name=_("initiative")),
        **FOLLOW_UP,
    )
    at = label(models.DateTimeField(_("time")), **FOLLOW_UP)
    by = label(
        models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+", verbose_name=_("written by")),
        **RESPONSIBLE,
    )
    state = label(models.CharField(_("how it goes"), max_length=20, choices=ProgressState), **FOLLOW_UP)
    words = label(models.TextField(_("in words")), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Progress update")
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=["initiative", "at"], name="progress_of_initiative"),)
