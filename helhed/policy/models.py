from datetime import date
from typing import Any, cast

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from helhed.access.words import LONGEST_NAME
from helhed.base.ids import uuid7
from helhed.base.labels import Marks, Purpose, Retention, Sensitivity, label
from helhed.policy.words import (
    LONGEST_CODE,
    LONGEST_EASY_WORDING,
    LONGEST_TITLE,
    AlignmentKind,
    DocumentKind,
    DocumentState,
    StepKind,
)

STEERING: Marks = {"purpose": Purpose.STEERING}
DRAFTED: Marks = {"purpose": Purpose.STEERING, "sensitivity": Sensitivity.INTERNAL, "retention": Retention.DRAFT}
DRAFTED_BY: Marks = {**DRAFTED, "sensitivity": Sensitivity.PERSONAL}
PUBLIC_STATES = (DocumentState.HEARING, DocumentState.ADOPTED)
# What a document takes from the content of its edition.
FACTS = ("title", "subtitle", "municipality", "period")
PLACES_IN_AN_AREA = 1000
DECIDED = [(state.value, state.label) for state in PUBLIC_STATES]


class SteeringDocument(models.Model):
    """What the council steers by: a vision, a municipal plan or a policy, through all its editions.

    The facts are those of the edition that stands now, and of the draft while none does. `edition` is its number, 0
    before the first adoption; what is written by hand has no editions, and `version` there counts the changes.
    `last_step` is the highest number that a step of any of its drafts ever had: no number comes twice, so that a step
    names one content through all drafts and editions.
    `came_with` is the policy whose reading brought it along.
    `state` is how far the document has come; what it is called on a day follows from the days of its editions.
    """

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STEERING)
    slug = label(models.SlugField(_("address"), max_length=80, unique=True), **STEERING)
    kind = label(models.CharField(_("kind"), max_length=20, choices=DocumentKind), **STEERING)
    state = label(models.CharField(_("state"), max_length=20, choices=DocumentState), **STEERING)
    edition = label(models.PositiveIntegerField(_("edition"), null=True), **STEERING)
    predecessor = label(
        models.ForeignKey(
            "self", models.PROTECT, null=True, related_name="successors", verbose_name=_("continues the policy")
        ),
        **STEERING,
    )
    came_with = label(
        models.ForeignKey(
            "self", models.SET_NULL, null=True, related_name="brought", verbose_name=_("came along with the policy")
        ),
        **DRAFTED,
    )
    version = label(models.PositiveIntegerField(_("version"), default=1), **STEERING)
    last_step = label(models.PositiveIntegerField(_("last step"), default=0), **DRAFTED)
    title = label(models.TextField(_("title")), **STEERING)
    subtitle = label(models.TextField(_("subtitle"), blank=True), **STEERING)
    municipality = label(models.TextField(_("municipality"), blank=True), **STEERING)
    period = label(models.TextField(_("period"), blank=True), **STEERING)
    text = label(models.TextField(_("text"), blank=True), **STEERING)
    adopted_by = label(models.CharField(_("adopted by"), max_length=LONGEST_TITLE, blank=True), **STEERING)
    adopted_on = label(models.DateField(_("adopted on"), null=True), **STEERING)
    agenda_item = label(models.CharField(_("agenda item"), max_length=LONGEST_TITLE, blank=True), **STEERING)

    class Meta:
        verbose_name = _("Steering document")
        ordering = ("title",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(adopted_on__isnull=True, adopted_by="")
                | (models.Q(adopted_on__isnull=False) & ~models.Q(adopted_by="")),
                name="an_adoption_has_both_a_body_and_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(predecessor__isnull=True) | ~models.Q(predecessor=models.F("id")),
                name="a_policy_does_not_continue_itself",
            ),
        )


class OriginalFile(models.Model):
    """The file an edition was read from, byte for byte, and its text as blocks; apart, so that no page fetches it
    unasked. Once an edition read from it is adopted, it is never changed."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STEERING)
    name = label(models.CharField(_("file name"), max_length=LONGEST_TITLE), **STEERING)
    digest = label(models.CharField(_("digest of the file"), max_length=64), **STEERING)
    read_at = label(models.DateTimeField(_("read at")), **STEERING)
    data = label(models.BinaryField(_("file")), **STEERING)
    blocks = label(models.JSONField(_("the text of the file, block by block"), default=list), **STEERING)
    is_adopted = label(models.BooleanField(_("an edition read from it is adopted"), default=False), **STEERING)

    class Meta:
        verbose_name = _("Original file")


class Edition(models.Model):
    """One edition of a policy: a draft made of steps until it is adopted, and from then on never changed.

    `content` is written at adoption; until then it stands in the step of number `step`. `easy_wordings` are those
    that came with an exchanged file, by goal, and wait for the adoption.
    """

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STEERING)
    document = label(
        models.ForeignKey(
            SteeringDocument, models.PROTECT, related_name="editions", verbose_name=_("steering document")
        ),
        **STEERING,
    )
    number = label(models.PositiveIntegerField(_("number")), **STEERING)
    file = label(
        models.ForeignKey(
            OriginalFile, models.PROTECT, null=True, related_name="editions", verbose_name=_("original file")
        ),
        **STEERING,
    )
    step = label(models.PositiveIntegerField(_("step"), null=True), **DRAFTED)
    easy_wordings = label(models.JSONField(_("easy wordings"), default=dict), **DRAFTED)
    content = label(models.JSONField(_("content"), null=True), **STEERING)
    in_force_on = label(models.DateField(_("in force from"), null=True), **STEERING)
    valid_until = label(models.DateField(_("valid until"), null=True), **STEERING)

    # What the state of the edition follows from, asked for with it by `rules.readable_editions`.
    replaced_on: date | None
    is_in_hearing: bool

    class Meta:
        verbose_name = _("Edition")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["document", "number"], name="a_number_names_one_edition"),
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(in_force_on__isnull=True), name="one_draft_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_on__isnull=True, content__isnull=True, step__isnull=False)
                | models.Q(in_force_on__isnull=False, content__isnull=False, step__isnull=True),
                name="an_edition_is_a_draft_or_adopted",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("in_force_on")),
                name="an_edition_ends_after_it_began",
            ),
        )

    def stored_content(self) -> dict[str, Any]:
        """The content as it was adopted, or as the draft stands now."""
        return cast("dict[str, Any]", self.content if self.step is None else self.standing_step().content)

    def standing_step(self) -> "DraftStep":
        """The step that the draft stands at."""
        return self.steps.get(number=cast("int", self.step))


class DraftStep(models.Model):
    """The whole content of a draft after one change, and the policy that it continues. To undo is to go back to
    `before`; at adoption they all go."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **DRAFTED)
    edition = label(
        models.ForeignKey(Edition, models.CASCADE, related_name="steps", verbose_name=_("edition")), **DRAFTED
    )
    number = label(models.PositiveIntegerField(_("number")), **DRAFTED)
    before = label(models.PositiveIntegerField(_("the step before"), null=True), **DRAFTED)
    kind = label(models.CharField(_("what was done"), max_length=30, choices=StepKind), **DRAFTED)
    at = label(models.DateTimeField(_("time")), **DRAFTED)
    by = label(models.CharField(_("by"), max_length=LONGEST_NAME, blank=True), **DRAFTED_BY)
    predecessor = label(
        models.ForeignKey(
            SteeringDocument, models.PROTECT, null=True, related_name="+", verbose_name=_("continues the policy")
        ),
        **DRAFTED,
    )
    content = label(models.JSONField(_("content")), **DRAFTED)

    class Meta:
        verbose_name = _("Draft step")
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["edition", "number"], name="a_number_names_one_step"),)


class StateDecision(models.Model):
    """That a body sent an edition to hearing, or adopted it: on which day and under which agenda item.

    A hearing has a last day, and `ended_on` where the draft was taken back from it.
    """

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STEERING)
    edition = label(
        models.ForeignKey(Edition, models.PROTECT, related_name="decisions", verbose_name=_("edition")), **STEERING
    )
    state = label(models.CharField(_("state"), max_length=20, choices=DECIDED), **STEERING)
    body = label(models.CharField(_("body"), max_length=LONGEST_TITLE), **STEERING)
    on = label(models.DateField(_("day")), **STEERING)
    agenda_item = label(models.CharField(_("agenda item"), max_length=LONGEST_TITLE, blank=True), **STEERING)
    until = label(models.DateField(_("last day of the hearing"), null=True), **STEERING)
    ended_on = label(models.DateField(_("taken back on"), null=True), **STEERING)

    class Meta:
        verbose_name = _("Decision")
        ordering = ("on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["edition"], condition=models.Q(until__isnull=True), name="an_edition_is_adopted_once"
            ),
            models.UniqueConstraint(
                fields=["edition"],
                condition=models.Q(until__isnull=False, ended_on__isnull=True),
                name="an_edition_is_in_one_hearing",
            ),
            models.CheckConstraint(
                condition=models.Q(state=DocumentState.HEARING, until__gte=models.F("on"))
                | models.Q(state=DocumentState.ADOPTED, until__isnull=True, ended_on__isnull=True),
                name="a_hearing_has_a_last_day",
            ),
        )


class Part(models.Model):
    """A part of a steering document, at its place in it."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STEERING)
    document = label(
        models.ForeignKey(
            SteeringDocument, models.PROTECT, related_name="%(class)ss", verbose_name=_("steering document")
        ),
        **STEERING,
    )
    position = label(models.PositiveIntegerField(_("place")), **STEERING)

    class Meta:
        abstract = True
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["document", "position"], name="one_%(class)s_at_each_place"),)


class Lighthouse(Part):
    """A project by which the council shows the way."""

    name = label(models.TextField(_("name")), **STEERING)

    class Meta(Part.Meta):
        verbose_name = _("Lighthouse")


class FocusArea(Part):
    """What the council has chosen to give its attention, in the edition that stands; its id is that of the content."""

    number = label(models.PositiveIntegerField(_("number"), null=True), **STEERING)
    title = label(models.TextField(_("title")), **STEERING)

    class Meta(Part.Meta):
        verbose_name = _("Focus area")


class PolicyGoal(models.Model):
    """A goal through all editions of its policy: the code and with it the address never change.

    `edition` is the number of the last edition it stands in: where that is not the one that stands now, the goal is
    gone, and lies in no focus area any more. `easy_wording_edition` is that of the words that the easy wording was
    written to, or was looked over beside; none where no edition has them.
    """

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STEERING)
    document = label(
        models.ForeignKey(SteeringDocument, models.PROTECT, related_name="goals", verbose_name=_("policy")),
        **STEERING,
    )
    code = label(models.CharField(_("code"), max_length=LONGEST_CODE), **STEERING)
    edition = label(models.PositiveIntegerField(_("edition")), **STEERING)
    focus_area = label(
        models.ForeignKey(FocusArea, models.PROTECT, null=True, related_name="goals", verbose_name=_("focus area")),
        **STEERING,
    )
    position = label(models.PositiveIntegerField(_("place")), **STEERING)
    easy_wording = label(models.CharField(_("easy wording"), max_length=LONGEST_EASY_WORDING, blank=True), **STEERING)
    easy_wording_edition = label(
        models.PositiveIntegerField(_("the edition that the easy wording was written to"), null=True), **STEERING
    )
    version = label(models.PositiveIntegerField(_("version"), default=1), **STEERING)
    stems = label(models.TextField(_("stems of the words"), blank=True), **STEERING)

    # The words that the easy wording was written to, asked for with the goal by `rules.easy_wording_goals`.
    written_to: str | None

    class Meta:
        verbose_name = _("Policy goal")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["document", "code"], name="a_code_names_one_goal_of_a_policy"),
            models.CheckConstraint(
                condition=models.Q(easy_wording_edition__isnull=True) | ~models.Q(easy_wording=""),
                name="only_an_easy_wording_was_written_to_an_edition",
            ),
        )


class OfficialWording(models.Model):
    """The goal as one edition of the policy words it, under which focus area, and where in the file that was read."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STEERING)
    goal = label(
        models.ForeignKey(PolicyGoal, models.PROTECT, related_name="wordings", verbose_name=_("goal")), **STEERING
    )
    edition = label(models.PositiveIntegerField(_("edition")), **STEERING)
    area = label(models.TextField(_("focus area"), blank=True), **STEERING)
    text = label(models.TextField(_("text")), **STEERING)
    page = label(models.PositiveIntegerField(_("page"), null=True), **STEERING)
    line = label(models.PositiveIntegerField(_("line"), null=True), **STEERING)

    # The words that the easy wording of its goal was written to, asked for with it by `rules.readable_wordings`.
    written_to: str | None

    class Meta:
        verbose_name = _("Official wording")
        constraints = (models.UniqueConstraint(fields=["goal", "edition"], name="one_wording_in_each_edition"),)


class GoalSuccession(models.Model):
    """That a goal, as one edition has it, carries on a goal of the policy before it, as a person confirmed and a body
    adopted. What holds now is what the last edition says that has the goal."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STEERING)
    new_goal = label(
        models.ForeignKey(PolicyGoal, models.PROTECT, related_name="continuing", verbose_name=_("new goal")),
        **STEERING,
    )
    old_goal = label(
        models.ForeignKey(PolicyGoal, models.PROTECT, related_name="continued", verbose_name=_("old goal")),
        **STEERING,
    )
    edition = label(models.PositiveIntegerField(_("edition")), **STEERING)

    class Meta:
        verbose_name = _("Goal succession")
        constraints = (
            models.UniqueConstraint(
                fields=["new_goal", "old_goal", "edition"], name="a_goal_continues_another_once_in_each_edition"
            ),
            models.CheckConstraint(
                condition=~models.Q(new_goal=models.F("old_goal")), name="a_goal_does_not_continue_itself"
            ),
        )


class Alignment(models.Model):
    """That a document, or a focus area in it, serves or stands beside another."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STEERING)
    kind = label(models.CharField(_("kind"), max_length=10, choices=AlignmentKind), **STEERING)
    lower_document = label(
        models.ForeignKey(SteeringDocument, models.PROTECT, related_name="upward", verbose_name=_("document")),
        **STEERING,
    )
    lower_area = label(
        models.ForeignKey(FocusArea, models.PROTECT, null=True, related_name="upward", verbose_name=_("focus area")),
        **STEERING,
    )
    upper_document = label(
        models.ForeignKey(
            SteeringDocument, models.PROTECT, related_name="downward", verbose_name=_("serves the document")
        ),
        **STEERING,
    )
    upper_area = label(
        models.ForeignKey(
            FocusArea, models.PROTECT, null=True, related_name="downward", verbose_name=_("serves the focus area")
        ),
        **STEERING,
    )

    class Meta:
        verbose_name = _("Link")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(lower_document=models.F("upper_document")),
                name="a_document_does_not_serve_itself",
            ),
            models.UniqueConstraint(
                "kind",
                Coalesce("lower_area_id", "lower_document_id"),
                Coalesce("upper_area_id", "upper_document_id"),
                name="a_link_is_written_once",
            ),
        )
