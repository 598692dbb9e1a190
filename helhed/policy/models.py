from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from helhed.base.ids import uuid7
from helhed.base.labels import Marks, Purpose, label
from helhed.policy.words import (
    LONGEST_EASY_WORDING,
    LONGEST_TITLE,
    AlignmentKind,
    DocumentKind,
    DocumentState,
    SectionKind,
)

STEERING: Marks = {"purpose": Purpose.STEERING}
PUBLIC_STATES = (DocumentState.ADOPTED,)


class SteeringDocument(models.Model):
    """What the council steers by: a vision, a municipal plan or a policy, with the file it was read from."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STEERING)
    slug = label(models.SlugField(_("address"), max_length=80, unique=True), **STEERING)
    kind = label(models.CharField(_("kind"), max_length=20, choices=DocumentKind), **STEERING)
    state = label(models.CharField(_("state"), max_length=20, choices=DocumentState), **STEERING)
    version = label(models.PositiveIntegerField(_("version"), default=1), **STEERING)
    title = label(models.TextField(_("title")), **STEERING)
    subtitle = label(models.TextField(_("subtitle"), blank=True), **STEERING)
    municipality = label(models.TextField(_("municipality"), blank=True), **STEERING)
    period = label(models.CharField(_("period"), max_length=9, blank=True), **STEERING)
    text = label(models.TextField(_("text"), blank=True), **STEERING)
    vision = label(models.TextField(_("vision"), blank=True), **STEERING)
    vision_lead = label(models.TextField(_("words before the vision statements"), blank=True), **STEERING)
    target_group = label(models.TextField(_("target group"), blank=True), **STEERING)
    predecessor_title = label(models.TextField(_("predecessor"), blank=True), **STEERING)
    predecessor_period = label(models.CharField(_("predecessor's period"), max_length=9, blank=True), **STEERING)
    adopted_by = label(models.CharField(_("adopted by"), max_length=LONGEST_TITLE, blank=True), **STEERING)
    adopted_on = label(models.DateField(_("adopted on"), null=True), **STEERING)
    agenda_item = label(models.CharField(_("agenda item"), max_length=LONGEST_TITLE, blank=True), **STEERING)
    file_name = label(models.CharField(_("file name"), max_length=LONGEST_TITLE, blank=True), **STEERING)
    file_digest = label(models.CharField(_("digest of the file"), max_length=64, blank=True), **STEERING)
    read_at = label(models.DateTimeField(_("read at"), null=True), **STEERING)

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
                condition=models.Q(read_at__isnull=True, file_digest="")
                | (models.Q(read_at__isnull=False) & ~models.Q(file_digest="")),
                name="a_file_that_was_read_has_a_digest",
            ),
        )


class OriginalFile(models.Model):
    """The file a document was read from, byte for byte; apart, so that no page fetches it unasked."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STEERING)
    document = label(
        models.OneToOneField(
            SteeringDocument, models.PROTECT, related_name="original", verbose_name=_("steering document")
        ),
        **STEERING,
    )
    data = label(models.BinaryField(_("file")), **STEERING)

    class Meta:
        verbose_name = _("Original file")


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


class Section(Part):
    """Running text of the document, word for word."""

    kind = label(models.CharField(_("kind"), max_length=20, choices=SectionKind), **STEERING)
    title = label(models.TextField(_("title"), blank=True), **STEERING)
    text = label(models.TextField(_("text")), **STEERING)
    page = label(models.PositiveIntegerField(_("page"), null=True), **STEERING)

    class Meta(Part.Meta):
        verbose_name = _("Section")


class VisionStatement(Part):
    """One of the sentences that say what the vision means."""

    text = label(models.TextField(_("text")), **STEERING)

    class Meta(Part.Meta):
        verbose_name = _("Vision statement")


class Value(Part):
    """A value, and what it looks like when it is lived."""

    name = label(models.TextField(_("name")), **STEERING)
    text = label(models.TextField(_("text"), blank=True), **STEERING)

    class Meta(Part.Meta):
        verbose_name = _("Value")


class Lighthouse(Part):
    """A project by which the council shows the way."""

    name = label(models.TextField(_("name")), **STEERING)

    class Meta(Part.Meta):
        verbose_name = _("Lighthouse")


class FocusArea(Part):
    """What the council has chosen to give its attention, with the goals that follow."""

    number = label(models.PositiveIntegerField(_("number"), null=True), **STEERING)
    title = label(models.TextField(_("title")), **STEERING)
    intro = label(models.TextField(_("introduction"), blank=True), **STEERING)
    goals_lead = label(models.TextField(_("words before the goals"), blank=True), **STEERING)

    class Meta(Part.Meta):
        verbose_name = _("Focus area")


class Quote(Part):
    """What somebody said, as the document gives it."""

    focus_area = label(
        models.ForeignKey(FocusArea, models.PROTECT, null=True, related_name="quotes", verbose_name=_("focus area")),
        **STEERING,
    )
    text = label(models.TextField(_("text")), **STEERING)
    source = label(models.TextField(_("source"), blank=True), **STEERING)

    class Meta(Part.Meta):
        verbose_name = _("Quote")


class PolicyGoal(models.Model):
    """A goal through all versions of its policy: the code and with it the address never change."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STEERING)
    document = label(
        models.ForeignKey(SteeringDocument, models.PROTECT, related_name="goals", verbose_name=_("policy")),
        **STEERING,
    )
    code = label(models.CharField(_("code"), max_length=20), **STEERING)
    position = label(models.PositiveIntegerField(_("place")), **STEERING)
    easy_wording = label(models.CharField(_("easy wording"), max_length=LONGEST_EASY_WORDING, blank=True), **STEERING)
    version = label(models.PositiveIntegerField(_("version"), default=1), **STEERING)
    stems = label(models.TextField(_("stems of the words"), blank=True), **STEERING)

    class Meta:
        verbose_name = _("Policy goal")
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["document", "code"], name="a_code_names_one_goal_of_a_policy"),)


class OfficialWording(models.Model):
    """The goal as one version of the policy words it, and where in the file that was read."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **STEERING)
    goal = label(
        models.ForeignKey(PolicyGoal, models.PROTECT, related_name="wordings", verbose_name=_("goal")), **STEERING
    )
    focus_area = label(
        models.ForeignKey(FocusArea, models.PROTECT, related_name="wordings", verbose_name=_("focus area")),
        **STEERING,
    )
    version = label(models.PositiveIntegerField(_("version")), **STEERING)
    text = label(models.TextField(_("text")), **STEERING)
    page = label(models.PositiveIntegerField(_("page"), null=True), **STEERING)
    line = label(models.PositiveIntegerField(_("line"), null=True), **STEERING)

    class Meta:
        verbose_name = _("Official wording")
        constraints = (models.UniqueConstraint(fields=["goal", "version"], name="one_wording_in_each_version"),)


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
