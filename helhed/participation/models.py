from django.db import models
from django.utils.translation import gettext_lazy as _

from helhed.base.ids import uuid7
from helhed.base.labels import Fake, Marks, Purpose, Retention, Sensitivity, label
from helhed.participation.words import (
    LONGEST_BODY,
    LONGEST_NAME,
    LONGEST_PATH,
    LONGEST_REASON,
    LONGEST_TITLE,
    LONGEST_WHERE,
    AnswerSource,
    CouncilKind,
    HearingKind,
    SeatRole,
)

HEARD: Marks = {"purpose": Purpose.PARTICIPATION}
RESPONSIBLE: Marks = {"purpose": Purpose.PARTICIPATION, "sensitivity": Sensitivity.PERSONAL}
SAID: Marks = {**RESPONSIBLE, "fake": Fake.TEXT}
SAID_BY: Marks = {**RESPONSIBLE, "fake": Fake.NAME}
SEAT: Marks = {**RESPONSIBLE, "retention": Retention.EMPLOYMENT}
NAME: Marks = {**SEAT, "fake": Fake.NAME}
Q = models.Q


class Council(models.Model):
    """A council that speaks for people in what concerns them: of the whole municipality, or of one facility."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **HEARD)
    slug = label(models.SlugField(_("address"), max_length=80, unique=True), **HEARD)
    name = label(models.CharField(_("name"), max_length=LONGEST_NAME), **HEARD)
    kind = label(models.CharField(_("kind"), max_length=20, choices=CouncilKind), **HEARD)
    unit = label(
        models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("facility")),
        **HEARD,
    )

    class Meta:
        verbose_name = _("Council")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=CouncilKind.USERS_AND_RELATIVES, unit__isnull=False)
                | (~Q(kind=CouncilKind.USERS_AND_RELATIVES) & Q(unit__isnull=True)),
                name="a_users_council_belongs_to_a_facility",
            ),
        )


class CouncilMember(models.Model):
    """A person's seat in a council, for one term. Who sits there again gets another seat, and the old one stays."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **SEAT)
    council = label(
        models.ForeignKey(Council, models.PROTECT, related_name="members", verbose_name=_("council")), **SEAT
    )
    account = label(
        models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("account")),
        **SEAT,
    )
    name = label(models.CharField(_("name"), max_length=LONGEST_NAME), **NAME)
    role = label(models.CharField(_("role in the council"), max_length=10, choices=SeatRole), **SEAT)
    appointed_by = label(models.CharField(_("appointed by"), max_length=LONGEST_BODY), **SEAT)
    from_on = label(models.DateField(_("from")), **SEAT)
    until_on = label(models.DateField(_("until"), null=True), **SEAT)

    class Meta:
        verbose_name = _("Council member")
        ordering = ("from_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="a_term_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["council", "account", "from_on"], name="an_account_begins_one_term_a_day_in_a_council"
            ),
        )


class Hearing(models.Model):
    """That the municipality asks what councils and others think, before something is decided, for a time.

    It is about an edition of a policy, an action plan, or a thing of a folder above, which gives its title and path.
    """

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **HEARD)
    slug = label(models.SlugField(_("address"), max_length=80, unique=True), **HEARD)
    title = label(models.CharField(_("title"), max_length=LONGEST_TITLE), **HEARD)
    kind = label(models.CharField(_("kind"), max_length=20, choices=HearingKind), **HEARD)
    edition = label(
        models.ForeignKey("policy.Edition", models.PROTECT, null=True, related_name="+", verbose_name=_("edition")),
        **HEARD,
    )
    plan = label(
        models.ForeignKey(
            "action_plans.ActionPlan", models.PROTECT, null=True, related_name="+", verbose_name=_("action plan")
        ),
        **HEARD,
    )
    subject_title = label(models.CharField(_("what it is about"), max_length=LONGEST_TITLE, blank=True), **HEARD)
    subject_path = label(models.CharField(_("where that stands"), max_length=LONGEST_PATH, blank=True), **HEARD)
    questions = label(models.TextField(_("what is asked")), **HEARD)
    opens_on = label(models.DateField(_("opens")), **HEARD)
    closes_on = label(models.DateField(_("last day to answer")), **HEARD)
    replies_on = label(models.DateField(_("the municipality replies by")), **HEARD)
    closed_on = label(models.DateField(_("closed early on"), null=True), **HEARD)
    closing_reason = label(
        models.CharField(_("why it was closed early"), max_length=LONGEST_REASON, blank=True), **HEARD
    )
    is_open_to_all = label(models.BooleanField(_("everybody may answer")), **HEARD)
    owner = label(
        models.ForeignKey(
            "organisation.Staff", models.PROTECT, related_name="+", verbose_name=_("who reads the answers")
        ),
        **RESPONSIBLE,
    )
    version = label(models.PositiveIntegerField(_("version"), default=1), **HEARD)

    class Meta:
        verbose_name = _("Hearing")
        ordering = ("-opens_on", "title")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=HearingKind.POLICY, edition__isnull=False, plan__isnull=True, subject_path="")
                | Q(kind=HearingKind.ACTION_PLAN, edition__isnull=True, plan__isnull=False, subject_path="")
                | (
                    Q(kind=HearingKind.STATUS, edition__isnull=True, plan__isnull=True, subject_path__startswith="/")
                    & ~Q(subject_title="")
                ),
                name="a_hearing_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")), name="a_hearing_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(replies_on__gte=models.F("closes_on")), name="replies_come_after_the_deadline"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closing_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closing_reason="")),
                name="what_is_closed_early_says_why",
            ),
        )


class DeadlineMove(models.Model):
    """That the last day to answer was moved, and why. Never changed: who is asked can trust what was said."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **HEARD)
    hearing = label(
        models.ForeignKey(Hearing, models.PROTECT, related_name="moves", verbose_name=_("hearing")), **HEARD
    )
    moved_on = label(models.DateField(_("moved on")), **HEARD)
    from_on = label(models.DateField(_("from")), **HEARD)
    to_on = label(models.DateField(_("to")), **HEARD)
    reason = label(models.CharField(_("why"), max_length=LONGEST_REASON), **HEARD)

    class Meta:
        verbose_name = _("Moved deadline")
        ordering = ("moved_on", "id")


class HearingInvitation(models.Model):
    """That a council, or an organisation outside by its name, was asked."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **HEARD)
    hearing = label(
        models.ForeignKey(Hearing, models.PROTECT, related_name="invitations", verbose_name=_("hearing")), **HEARD
    )
    council = label(
        models.ForeignKey(Council, models.PROTECT, null=True, related_name="invitations", verbose_name=_("council")),
        **HEARD,
    )
    name = label(models.CharField(_("somebody outside"), max_length=LONGEST_TITLE, blank=True), **HEARD)

    class Meta:
        verbose_name = _("Invitation to a hearing")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(council__isnull=False, name="") | (Q(council__isnull=True) & ~Q(name="")),
                name="an_invitation_names_a_council_or_somebody_outside",
            ),
            models.UniqueConstraint(fields=["hearing", "council"], name="a_council_is_invited_once"),
            models.UniqueConstraint(
                fields=["hearing", "name"], condition=~Q(name=""), name="somebody_outside_is_invited_once"
            ),
        )


class HearingAnswer(models.Model):
    """What somebody answered; the words stand in its wordings. `is_joint` if all who were invited say it together.

    `account` wrote it, or else `typed_in_by` did, from a letter or a meeting that `where` names.
    """

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **RESPONSIBLE)
    hearing = label(
        models.ForeignKey(Hearing, models.PROTECT, related_name="answers", verbose_name=_("hearing")), **RESPONSIBLE
    )
    invitation = label(
        models.ForeignKey(
            HearingInvitation, models.PROTECT, null=True, related_name="answers", verbose_name=_("invitation")
        ),
        **RESPONSIBLE,
    )
    is_joint = label(models.BooleanField(_("said by all of them together")), **RESPONSIBLE)
    said_by = label(models.CharField(_("said by"), max_length=LONGEST_TITLE), **SAID_BY)
    source = label(models.CharField(_("source"), max_length=10, choices=AnswerSource), **RESPONSIBLE)
    where = label(models.CharField(_("from where it was typed in"), max_length=LONGEST_WHERE, blank=True), **SAID)
    account = label(
        models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("written by")),
        **RESPONSIBLE,
    )
    typed_in_by = label(
        models.ForeignKey(
            "organisation.Staff", models.PROTECT, null=True, related_name="+", verbose_name=_("typed in by")
        ),
        **RESPONSIBLE,
    )
    received_on = label(models.DateField(_("received on")), **RESPONSIBLE)
    version = label(models.PositiveIntegerField(_("version"), default=1), **RESPONSIBLE)

    class Meta:
        verbose_name = _("Answer to a hearing")
        ordering = ("received_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    source=AnswerSource.OWN,
                    account__isnull=False,
                    invitation__isnull=False,
                    typed_in_by__isnull=True,
                    where="",
                )
                | (Q(source=AnswerSource.TYPED_IN, account__isnull=True, typed_in_by__isnull=False) & ~Q(where="")),
                name="an_answer_says_where_it_comes_from",
            ),
            models.CheckConstraint(
                condition=Q(is_joint=False) | Q(invitation__isnull=False), name="who_answers_jointly_was_invited"
            ),
            models.UniqueConstraint(
                fields=["invitation"], condition=Q(is_joint=True), name="one_joint_answer_from_each_invited"
            ),
            models.UniqueConstraint(
                fields=["invitation", "account"],
                condition=Q(is_joint=False),
                name="one_answer_of_their_own_from_each_member",
            ),
        )


class AnswerWording(models.Model):
    """An answer as it read from one moment until it was corrected. Never changed."""

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **RESPONSIBLE)
    answer = label(
        models.ForeignKey(HearingAnswer, models.PROTECT, related_name="wordings", verbose_name=_("answer")),
        **RESPONSIBLE,
    )
    version = label(models.PositiveIntegerField(_("version")), **RESPONSIBLE)
    at = label(models.DateTimeField(_("time")), **RESPONSIBLE)
    words = label(models.TextField(_("in words")), **SAID)

    class Meta:
        verbose_name = _("Wording of an answer")
        ordering = ("version",)
        constraints = (models.UniqueConstraint(fields=["answer", "version"], name="one_wording_of_each_version"),)


class HearingReply(models.Model):
    """What the municipality says to an answer, and what the answer changed (empty: nothing).

    `is_withheld` where the words of the answer tell of somebody's private life and are kept from the public.
    """

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **HEARD)
    answer = label(
        models.OneToOneField(HearingAnswer, models.PROTECT, related_name="reply", verbose_name=_("answer")), **HEARD
    )
    words = label(models.TextField(_("in words")), **HEARD)
    changed = label(models.TextField(_("what it changed"), blank=True), **HEARD)
    is_withheld = label(models.BooleanField(_("the answer is kept from the public")), **HEARD)
    by = label(
        models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+", verbose_name=_("written by")),
        **RESPONSIBLE,
    )
    on = label(models.DateField(_("day")), **HEARD)
    version = label(models.PositiveIntegerField(_("version"), default=1), **HEARD)

    class Meta:
        verbose_name = _("Reply to an answer")
