from django.db import models
from django.utils.translation import gettext_lazy as _

from helhed.base.ids import uuid7
from helhed.base.labels import Fake, Marks, Purpose, Retention, Sensitivity, label
from helhed.communication.words import (
    FINAL,
    LONGEST_KEY,
    LONGEST_PATH,
    LONGEST_SUBJECT,
    EndReason,
    MessageChannel,
    MessageKind,
    MessageState,
)

SENDING: Marks = {
    "purpose": Purpose.MESSAGE,
    "sensitivity": Sensitivity.INTERNAL,
    "retention": Retention.MESSAGE,
}
RECIPIENT: Marks = {**SENDING, "sensitivity": Sensitivity.PERSONAL}
CONTENT: Marks = {**RECIPIENT, "retention": Retention.UNTIL_SENT, "fake": Fake.TEXT}
IN_STATE = {
    MessageState.WAITING: models.Q(sent_at__isnull=True, ended_at__isnull=True),
    MessageState.SENT: models.Q(sent_at__isnull=False),
    MessageState.DEAD: models.Q(ended_at__isnull=False) & ~models.Q(reason__in=FINAL),
    MessageState.STOPPED: models.Q(ended_at__isnull=False, reason__in=FINAL),
}


class OutboxMessage(models.Model):
    """One message to one recipient over one channel: it waits, until it is sent or ends for a reason.

    Where it goes is asked when it leaves. While it is claimed, one process has it in hand; whoever dies with it loses
    it when the claim runs out. Its words are deleted once they have left or never will.
    """

    id = label(models.UUIDField(_("id"), primary_key=True, default=uuid7, editable=False), **SENDING)
    channel = label(models.CharField(_("channel"), max_length=20, choices=MessageChannel), **SENDING)
    kind = label(models.CharField(_("kind"), max_length=30, choices=MessageKind), **SENDING)
    recipient = label(
        models.ForeignKey("access.Account", models.PROTECT, related_name="+", verbose_name=_("recipient")), **RECIPIENT
    )
    about_id = label(models.UUIDField(_("what it is about"), null=True), **RECIPIENT)
    path = label(models.CharField(_("link"), max_length=LONGEST_PATH, blank=True), **CONTENT)
    subject = label(models.CharField(_("subject"), max_length=LONGEST_SUBJECT, blank=True), **CONTENT)
    body = label(models.TextField(_("text"), blank=True), **CONTENT)
    message_id = label(models.CharField(_("id on the way"), max_length=200, unique=True), **SENDING)
    dedup_key = label(models.CharField(_("what it says, as a key"), max_length=LONGEST_KEY, unique=True), **SENDING)
    queued_at = label(models.DateTimeField(_("queued")), **SENDING)
    not_before = label(models.DateTimeField(_("not before")), **SENDING)
    claimed_until = label(models.DateTimeField(_("in hand until"), null=True), **SENDING)
    attempts = label(models.PositiveSmallIntegerField(_("attempts"), default=0), **SENDING)
    answer = label(models.CharField(_("code the mail server answered"), max_length=20, blank=True), **SENDING)
    sent_at = label(models.DateTimeField(_("sent"), null=True), **SENDING)
    ended_at = label(models.DateTimeField(_("ended"), null=True), **SENDING)
    reason = label(models.CharField(_("reason"), max_length=20, choices=EndReason, blank=True), **SENDING)

    class Meta:
        verbose_name = _("Message in the outbox")
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["not_before"], condition=IN_STATE[MessageState.WAITING], name="messages_that_wait"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(ended_at__isnull=True),
                name="a_message_that_was_sent_has_not_ended",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, reason="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(reason="")),
                name="a_message_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(subject="", body="", path=""),
                name="a_message_that_was_sent_keeps_no_words",
            ),
        )

    @property
    def state(self) -> MessageState:
        if self.sent_at is not None:
            return MessageState.SENT
        if self.ended_at is None:
            return MessageState.WAITING
        return MessageState.STOPPED if self.reason in FINAL else MessageState.DEAD
