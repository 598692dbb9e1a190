from django.db import models
from django.utils.translation import gettext_lazy as _

from helhed.base.ids import uuid7
from helhed.base.labels import Fake, Marks, Purpose, Sensitivity, label
from helhed.status_reports.words import (
    EARLIEST_YEAR,
    LONGEST_COMMITTEE,
    LONGEST_NAME,
    LONGEST_REASON,
    Outcome,
    ReportKind,
    StatusPart,
)

FOLLOW_UP: Marks = {"purpose": Purpose.FOLLOW_UP}
RESPONSIBLE: Marks = {"purpose": Purpose.FOLLOW_UP, "sensitivity": Sensitivity.PERSONAL}
SAID: Marks = {**RESPONSIBLE, "fake": Fake.TEXT}
SAID_BY: Marks = {**RESPONSIBLE, "fake": Fake.NAME}
Q, F = models.Q, models.F


class Row(models.Model):
    """What every row of a status has."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **FOLLOW_UP)

    class Meta:
        abstract = True


class StatusReport(Row):
    """How the action plans of a policy are carried out: in a year, or, as it closes, in the whole of its period.

    How far it has come follows from what has happened to it. Once published it is never changed, and what it says
    stands in its `FrozenStatus`; one that was published before there were such has none. What was wrong is said in a
    new edition that names the one it corrects. `due_on` is when its sections are to be ready.
    """

    policy = label(
        models.ForeignKey("policy.SteeringDocument", models.PROTECT, related_name="+", verbose_name=_("policy")),
        **FOLLOW_UP,
    )
    kind = label(models.CharField(_("kind"), max_length=10, choices=ReportKind, default=ReportKind.YEARLY), **FOLLOW_UP)
    first_year = label(models.PositiveIntegerField(_("first year")), **FOLLOW_UP)
    year = label(models.PositiveIntegerField(_("year")), **FOLLOW_UP)
    edition = label(models.PositiveIntegerField(_("edition"), default=1), **FOLLOW_UP)
    corrects = label(
        models.OneToOneField(
            "self", models.PROTECT, null=True, related_name="corrected_by", verbose_name=_("corrects the edition")
        ),
        **FOLLOW_UP,
    )
    correction_reason = label(
        models.CharField(_("why it is corrected"), max_length=LONGEST_REASON, blank=True), **FOLLOW_UP
    )
    due_on = label(models.DateField(_("sections ready by"), null=True), **FOLLOW_UP)
    hearing = label(
        models.ForeignKey(
            "participation.Hearing", models.PROTECT, null=True, related_name="+", verbose_name=_("hearing")
        ),
        **FOLLOW_UP,
    )
    published_on = label(models.DateField(_("published on"), null=True), **FOLLOW_UP)
    version = label(models.PositiveIntegerField(_("version"), default=1), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Yearly status")
        ordering = ("-year", "kind", "-edition")
        constraints = (
            models.UniqueConstraint(fields=["policy", "kind", "year", "edition"], name="one_status_of_each_edition"),
            models.UniqueConstraint(
                fields=["policy", "kind", "year"],
                condition=Q(published_on__isnull=True),
                name="one_draft_of_a_status_at_a_time",
            ),
            models.CheckConstraint(condition=Q(year__gte=EARLIEST_YEAR), name="a_year_has_four_digits"),
            models.CheckConstraint(
                condition=Q(kind=ReportKind.YEARLY, first_year=F("year"))
                | Q(kind=ReportKind.CLOSING, first_year__lte=F("year")),
                name="a_yearly_status_is_of_one_year",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, correction_reason="", edition=1)
                | (Q(corrects__isnull=False, edition__gt=1) & ~Q(correction_reason="")),
                name="a_later_edition_says_what_it_corrects_and_why",
            ),
        )


class StatusSection(Row):
    """A part of a status that somebody writes; `area` is the id of a focus area, which stays through the editions of
    the policy. Without an editor those who write the status write it."""

    report = label(
        models.ForeignKey(StatusReport, models.PROTECT, related_name="sections", verbose_name=_("yearly status")),
        **FOLLOW_UP,
    )
    kind = label(models.CharField(_("about"), max_length=20, choices=StatusPart), **FOLLOW_UP)
    area = label(models.UUIDField(_("focus area"), null=True), **FOLLOW_UP)
    editor = label(
        models.ForeignKey(
            "organisation.Staff", models.PROTECT, null=True, related_name="+", verbose_name=_("written by")
        ),
        **RESPONSIBLE,
    )
    text = label(models.TextField(_("text"), blank=True), **FOLLOW_UP)
    is_ready = label(models.BooleanField(_("ready"), default=False), **FOLLOW_UP)
    version = label(models.PositiveIntegerField(_("version"), default=1), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Section of a status")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["report", "area"], name="one_section_of_each_area"),
            models.UniqueConstraint(
                fields=["report", "kind"], condition=Q(area__isnull=True), name="one_section_of_each_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind=StatusPart.AREA, area__isnull=False)
                | (~Q(kind=StatusPart.AREA) & Q(area__isnull=True)),
                name="a_section_about_an_area_names_it",
            ),
        )


class GoalJudgement(Row):
    """How a goal goes, in the words of the editor of the section about its area."""

    section = label(
        models.ForeignKey(StatusSection, models.PROTECT, related_name="judgements", verbose_name=_("section")),
        **FOLLOW_UP,
    )
    goal = label(
        models.ForeignKey("policy.PolicyGoal", models.PROTECT, related_name="+", verbose_name=_("goal")), **FOLLOW_UP
    )
    words = label(models.TextField(_("in words")), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Judgement of a goal")
        constraints = (models.UniqueConstraint(fields=["section", "goal"], name="one_judgement_of_each_goal"),)


class CitizenVoice(Row):
    """What a citizen said, told with the citizen's consent: by no name unless she or he wished it.

    `lineage` is what it is known by in every edition. Where the consent is withdrawn the words are shown nowhere any
    more, also not in what was published.
    """

    lineage = label(models.UUIDField(_("what it is known by"), default=uuid7, db_index=True), **FOLLOW_UP)

    report = label(
        models.ForeignKey(StatusReport, models.PROTECT, related_name="voices", verbose_name=_("yearly status")), **SAID
    )
    area = label(models.UUIDField(_("focus area"), null=True), **FOLLOW_UP)
    words = label(models.TextField(_("in words")), **SAID)
    said_by = label(models.CharField(_("said by"), max_length=LONGEST_NAME, blank=True), **SAID_BY)
    consent_on = label(models.DateField(_("consent given on")), **RESPONSIBLE)
    consent_how = label(models.CharField(_("how the consent was given"), max_length=LONGEST_NAME), **SAID)
    consent_explained = label(models.CharField(_("what was explained, and to whom"), max_length=LONGEST_REASON), **SAID)
    withdrawn_on = label(models.DateField(_("consent withdrawn on"), null=True), **RESPONSIBLE)
    version = label(models.PositiveIntegerField(_("version"), default=1), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Citizen's voice")
        ordering = ("lineage",)
        constraints = (
            models.UniqueConstraint(fields=["report", "lineage"], name="a_voice_is_heard_once_in_a_status"),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(consent_how="") & ~Q(consent_explained=""),
                name="a_voice_comes_with_its_consent",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("consent_on")),
                name="a_consent_is_withdrawn_after_it_was_given",
            ),
        )


class CommitteeTreatment(Row):
    """That a status was sent to a committee, and what the committee did with it, once it has."""

    report = label(
        models.ForeignKey(StatusReport, models.PROTECT, related_name="treatments", verbose_name=_("yearly status")),
        **FOLLOW_UP,
    )
    committee = label(models.CharField(_("committee"), max_length=LONGEST_COMMITTEE), **FOLLOW_UP)
    sent_on = label(models.DateField(_("sent on")), **FOLLOW_UP)
    outcome = label(models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True), **FOLLOW_UP)
    treated_on = label(models.DateField(_("dealt with on"), null=True), **FOLLOW_UP)
    agenda_item = label(models.CharField(_("agenda item"), max_length=LONGEST_COMMITTEE, blank=True), **FOLLOW_UP)
    note = label(models.TextField(_("what the committee said"), blank=True), **FOLLOW_UP)
    version = label(models.PositiveIntegerField(_("version"), default=1), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Treatment in a committee")
        ordering = ("sent_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="", treated_on__isnull=True, agenda_item="", note="")
                | (~Q(outcome="") & Q(treated_on__isnull=False, treated_on__gte=F("sent_on"))),
                name="an_outcome_has_a_day",
            ),
            models.CheckConstraint(condition=~Q(committee=""), name="a_treatment_names_a_committee"),
            models.UniqueConstraint(
                fields=["report", "committee"], condition=Q(outcome=""), name="a_committee_has_a_status_once_at_a_time"
            ),
        )


class FrozenStatus(Row):
    """All that a status said when it was published, as canonical text, and its digest. Never changed."""

    report = label(
        models.OneToOneField(StatusReport, models.PROTECT, related_name="frozen", verbose_name=_("yearly status")),
        **FOLLOW_UP,
    )
    content = label(models.TextField(_("content")), **SAID)
    digest = label(models.CharField(_("digest"), max_length=64), **FOLLOW_UP)
    frozen_at = label(models.DateTimeField(_("time")), **FOLLOW_UP)

    class Meta:
        verbose_name = _("Frozen status")
