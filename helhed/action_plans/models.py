from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from helhed.action_plans.words import (
    DECIDED,
    LONGEST_TITLE,
    UPDATE_EVERY,
    Confidence,
    CoOwnerKind,
    ProgressState,
    SuccessionKind,
    TrialDecision,
)
from helhed.base.ids import uuid7
from helhed.base.labels import Marks, Purpose, Sensitivity, label

FOLLOW_UP: Marks = {"purpose": Purpose.FOLLOW_UP}
INTERNAL: Marks = {"purpose": Purpose.FOLLOW_UP, "sensitivity": Sensitivity.INTERNAL}
RESPONSIBLE: Marks = {"purpose": Purpose.FOLLOW_UP, "sensitivity": Sensitivity.PERSONAL}
STAFF = "organisation.Staff"
NOT_DECIDED = models.Q(decided_by="", decided_on__isnull=True, agenda_item="")
IS_DECIDED = ~models.Q(decided_by="") & models.Q(decided_on__isnull=False)


class Row(models.Model):
    """What every row of an action plan has."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **FOLLOW_UP)

    class Meta:
        abstract = True


class Decided(Row):
    """That a body decided it, where one did."""

    decided_by = label(models.CharField(_("decided by"), max_length=LONGEST_TITLE, blank=True), **FOLLOW_UP)
    decided_on = label(models.DateField(_("decided on"), null=True), **FOLLOW_UP)
    agenda_item = label(models.CharField(_("agenda item"), max_length=LONGEST_TITLE, blank=True), **FOLLOW_UP)

    class Meta:
        abstract = True


class ActionPlan(Row):
    """What the municipality does under a policy, for some years. How far it has come follows from its days.

    `update_every` is how many days may pass between two updates of an initiative.
    """

    slug = label(models.SlugField(_("address"), max_length=80, unique=True), **FOLLOW_UP)
    policy = label(
        models.ForeignKey("policy.SteeringDocument", models.PROTECT, related_name="+", verbose_name=_("policy")),
        **FOLLOW_UP,
    )
    predecessor = label(
        models.ForeignKey(
            "self", models.PROTECT, null=True, related_name="successors", verbose_name=_("continues the action plan")
        ),
        **FOLLOW_UP,
    )
    title = label(models.CharField(_("title"), max_length=LONGEST_TITLE), **FOLLOW_UP)
    starts_on = label(models.DateField(_("begins")), **FOLLOW_UP)
    ends_on = label(models.DateField(_("ends")), **FOLLOW_UP)
    update_every = label(models.PositiveSmallIntegerField(_("days between updates"), default=UPDATE_EVERY), **FOLLOW_UP)
    hearing_from_on = label(models.DateField(_("in hearing from"), null=True), **FOLLOW_UP)
    hearing_until_on = label(models.DateField(_("last day of the hearing"), null=True), **FOLLOW_UP)
    adopted_by = label(models.CharField(_("adopted by"), max_length=LONGEST_TITLE, blank=True), **FOLLOW_UP)
    adopted_on = label(models.DateField(_("adopted on"), null=True), **FOLLOW_UP)
    agenda_item = label(models.CharField(_("agenda item"), max_length=LONGEST_TITLE, blank=True), **FOLLOW_UP)
    closed_on = label(models.DateField(_("closed on"), null=True), **FOLLOW_UP)
    version = label(models.PositiveIntegerField(_("version"), default=1), **FOLLOW_UP)

    # What the state of the plan follows from, asked for with it by `rules.plans.readable_plans`.
    replaced_on: date | None

    class Meta:
        verbose_name = _("Action plan")
        ordering = ("-starts_on", "title")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="a_plan_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=models.Q(adopted_by="", adopted_on__isnull=True, agenda_item="")
                | (~models.Q(adopted_by="") & models.Q(adopted_on__isnull=False)),
                name="an_adopted_plan_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(hearing_from_on__isnull=True, hearing_until_on__isnull=True)
                | models.Q(
                    hearing_from_on__isnull=False,
                    hearing_until_on__isnull=False,
                    hearing_until_on__gte=models.F("hearing_from_on"),
                ),
                name="the_hearing_of_a_plan_has_two_days",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True)
                | models.Q(adopted_on__isnull=False, closed_on__gte=models.F("adopted_on")),
                name="a_plan_is_closed_after_it_was_adopted",
            ),
            models.CheckConstraint(
                condition=models.Q(predecessor__isnull=True) | ~models.Q(predecessor=models.F("id")),
                name="a_plan_does_not_continue_itself",
            ),
        )


class Initiative(Decided):
    """Something concrete that is done to reach goals. How it goes stands in its progress updates alone.

    A decision stands with it where it was added after its plan was adopted.
    """

    plan = label(
        models.ForeignKey(ActionPlan, models.PROTECT, related_name="initiatives", verbose_name=_("action plan")),
        **FOLLOW_UP,
    )
    number = label(models.PositiveIntegerField(_("number")), **FOLLOW_UP)
    title = label(models.CharField(_("title"), max_length=LONGEST_TITLE), **FOLLOW_UP)
    description = label(models.TextField(_("description")), **FOLLOW_UP)
    success_criterion = label(models.TextField(_("success criterion")), **FOLLOW_UP)
    resources = label(models.TextField(_("resource need"), blank=True), **FOLLOW_UP)
    partners = label(models.TextField(_("partners"), blank=True), **FOLLOW_UP)
    participation = label(models.TextField(_("how people take part"), blank=True), **FOLLOW_UP)
    co_owner_name = label(models.CharField(_("co-owner"), max_length=LONGEST_TITLE, blank=True), **FOLLOW_UP)
    co_owner_kind = label(
        models.CharField(_("kind of co-owner"), max_length=20, choices=CoOwnerKind, blank=True), **FOLLOW_UP
    )
    unit = label(
        models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+", verbose_name=_("unit")), **FOLLOW_UP
    )
    accountable = label(
        models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+", verbose_name=_("accountable employee")),
        **RESPONSIBLE,
    )
    deputy = label(
        models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+", verbose_name=_("deputy")), **RESPONSIBLE
    )
    starts_on = label(models.DateField(_("begins")), **FOLLOW_UP)
    ends_on = label(models.DateField(_("ends")), **FOLLOW_UP)
    version = label(models.PositiveIntegerField(_("version"), default=1), **FOLLOW_UP)

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
            models.CheckConstraint(
                condition=models.Q(co_owner_name="", co_owner_kind="")
                | (~models.Q(co_owner_name="") & ~models.Q(co_owner_kind="")),
                name="a_co_owner_has_a_name_and_a_kind",
            ),
            models.CheckConstraint(
                condition=NOT_DECIDED | IS_DECIDED, name="a_later_initiative_says_who_decided_it_and_when"
            ),
        )


class GoalServed(Row):
    """That an initiative serves a goal of the policy."""

    initiative = label(
        models.ForeignKey(Initiative, models.CASCADE, related_name="goals_served", verbose_name=_("initiative")),
        **FOLLOW_UP,
    )
    goal = label(
        models.ForeignKey("policy.PolicyGoal", models.PROTECT, related_name="+", verbose_name=_("goal")), **FOLLOW_UP
    )

    class Meta:
        verbose_name = _("Goal served")
        constraints = (models.UniqueConstraint(fields=["initiative", "goal"], name="an_initiative_serves_a_goal_once"),)


class InitiativeSuccession(Row):
    """What a next action plan did with an initiative of the one before: carried it over, merged it, or let it go."""

    plan = label(
        models.ForeignKey(ActionPlan, models.PROTECT, related_name="successions", verbose_name=_("action plan")),
        **FOLLOW_UP,
    )
    old = label(
        models.ForeignKey(Initiative, models.PROTECT, related_name="continued", verbose_name=_("old initiative")),
        **FOLLOW_UP,
    )
    new = label(
        models.ForeignKey(
            Initiative, models.CASCADE, null=True, related_name="continuing", verbose_name=_("new initiative")
        ),
        **FOLLOW_UP,
    )
    kind = label(models.CharField(_("kind"), max_length=20, choices=SuccessionKind), **FOLLOW_UP)
    reason = label(models.TextField(_("reason"), blank=True), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Initiative succession")
        constraints = (
            models.UniqueConstraint(fields=["plan", "old"], name="a_next_plan_does_one_thing_with_an_initiative"),
            models.CheckConstraint(
                condition=models.Q(kind=SuccessionKind.LET_GO, new__isnull=True) & ~models.Q(reason="")
                | ~models.Q(kind=SuccessionKind.LET_GO) & models.Q(new__isnull=False),
                name="what_is_let_go_has_a_reason_and_nothing_after_it",
            ),
        )


class Milestone(Row):
    """A day by which a part of an initiative is to be reached. `planned_on` is the day it was planned for at first."""

    initiative = label(
        models.ForeignKey(Initiative, models.CASCADE, related_name="milestones", verbose_name=_("initiative")),
        **FOLLOW_UP,
    )
    title = label(models.CharField(_("title"), max_length=LONGEST_TITLE), **FOLLOW_UP)
    due_on = label(models.DateField(_("due on")), **FOLLOW_UP)
    planned_on = label(models.DateField(_("first planned for")), **FOLLOW_UP)
    done_on = label(models.DateField(_("reached on"), null=True), **FOLLOW_UP)
    version = label(models.PositiveIntegerField(_("version"), default=1), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Milestone")
        ordering = ("due_on", "id")


class ProgressUpdate(Decided):
    """How an initiative went when somebody wrote it. Never changed: a mistake is mended by the next one.

    `proposal` is what followed from milestones and days alone, `state` what a person judged. An update from before
    people were asked says no confidence.
    """

    initiative = label(
        models.ForeignKey(Initiative, models.PROTECT, related_name="updates", verbose_name=_("initiative")),
        **FOLLOW_UP,
    )
    at = label(models.DateTimeField(_("time")), **FOLLOW_UP)
    by = label(models.ForeignKey(STAFF, models.PROTECT, related_name="+", verbose_name=_("written by")), **RESPONSIBLE)
    proposal = label(models.CharField(_("proposal"), max_length=20, choices=ProgressState), **FOLLOW_UP)
    state = label(models.CharField(_("how it goes"), max_length=20, choices=ProgressState), **FOLLOW_UP)
    confidence = label(models.CharField(_("confidence"), max_length=10, choices=Confidence, blank=True), **FOLLOW_UP)
    reason = label(models.TextField(_("why it differs from the proposal"), blank=True), **FOLLOW_UP)
    words = label(models.TextField(_("in words")), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Progress update")
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=["initiative", "at"], name="progress_of_initiative"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state=models.F("proposal")) | ~models.Q(reason=""),
                name="a_judgement_that_differs_has_a_reason",
            ),
            models.CheckConstraint(
                condition=(models.Q(state__in=DECIDED) & IS_DECIDED) | (~models.Q(state__in=DECIDED) & NOT_DECIDED),
                name="what_was_decided_names_the_decision",
            ),
        )


class Trial(Row):
    """Something that is tried out for a while (prøvehandling), and then decided upon."""

    plan = label(
        models.ForeignKey(ActionPlan, models.PROTECT, related_name="trials", verbose_name=_("action plan")), **FOLLOW_UP
    )
    initiative = label(
        models.ForeignKey(Initiative, models.PROTECT, null=True, related_name="trials", verbose_name=_("initiative")),
        **FOLLOW_UP,
    )
    title = label(models.CharField(_("title"), max_length=LONGEST_TITLE), **FOLLOW_UP)
    question = label(models.TextField(_("what we want to learn")), **FOLLOW_UP)
    started_on = label(models.DateField(_("begins")), **FOLLOW_UP)
    ends_on = label(models.DateField(_("ends")), **FOLLOW_UP)
    decision = label(models.CharField(_("decision"), max_length=10, choices=TrialDecision, blank=True), **FOLLOW_UP)
    decided_on = label(models.DateField(_("decided on"), null=True), **FOLLOW_UP)
    learned = label(models.TextField(_("what we learned"), blank=True), **FOLLOW_UP)
    version = label(models.PositiveIntegerField(_("version"), default=1), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Trial")
        ordering = ("started_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("started_on")), name="a_trial_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=models.Q(decision="", decided_on__isnull=True, learned="")
                | (
                    ~models.Q(decision="")
                    & ~models.Q(learned="")
                    & models.Q(decided_on__isnull=False, decided_on__gte=models.F("started_on"))
                ),
                name="a_trial_is_decided_upon_with_what_was_learned",
            ),
        )


class TrialArea(Row):
    """A focus area that a trial goes across; it keeps its name where a later edition has the area no more."""

    trial = label(models.ForeignKey(Trial, models.CASCADE, related_name="areas", verbose_name=_("trial")), **FOLLOW_UP)
    area = label(
        models.ForeignKey("policy.FocusArea", models.SET_NULL, null=True, related_name="+", verbose_name=_("area")),
        **FOLLOW_UP,
    )
    title = label(models.TextField(_("title")), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Area of a trial")
        constraints = (models.UniqueConstraint(fields=["trial", "area"], name="a_trial_names_an_area_once"),)


class CommunicationStep(Row):
    """One line of the communication plan of a policy: who hears what, when, through what, from whom."""

    policy = label(
        models.ForeignKey("policy.SteeringDocument", models.PROTECT, related_name="+", verbose_name=_("policy")),
        **INTERNAL,
    )
    audience = label(models.CharField(_("to whom"), max_length=LONGEST_TITLE), **INTERNAL)
    message = label(models.TextField(_("message")), **INTERNAL)
    channel = label(models.CharField(_("channel"), max_length=LONGEST_TITLE), **INTERNAL)
    due_on = label(models.DateField(_("due on")), **INTERNAL)
    responsible = label(
        models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+", verbose_name=_("responsible employee")),
        **RESPONSIBLE,
    )
    done_on = label(models.DateField(_("done on"), null=True), **INTERNAL)
    version = label(models.PositiveIntegerField(_("version"), default=1), **INTERNAL)

    class Meta:
        verbose_name = _("Step of a communication plan")
        ordering = ("due_on", "id")
