"""Citizens' voices in a status: told with consent, by no name unless they wish it, and gone when they withdraw it."""

from uuid import UUID

from django.utils.translation import gettext as _

from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.status_reports.models import CitizenVoice
from helhed.status_reports.rules import (
    check_consent,
    check_stands_open,
    keepable_voices,
    locked_report,
    withdrawable_voices,
)
from helhed.status_reports.words import Consent, StatusPart


@action
def add_voice(
    *, by: Viewer, report_id: UUID, words: str, consent: Consent, said_by: str = "", area: UUID | None = None
) -> UUID:
    """Add what a citizen said, with how and to what the citizen consented; without `said_by` no name is told.

    Raises `Invalid` where nothing is said, the consent is not whole, or the status has no such focus area.
    """
    report = locked_report(by, report_id)
    check_stands_open(report)
    if not words.strip():
        raise Invalid("words", _("Write what was said."))
    check_consent(consent)
    if area and not report.sections.filter(kind=StatusPart.AREA, area=area).exists():
        raise Invalid("area", _("Choose one of the focus areas in the list."))
    voice = CitizenVoice.objects.create(
        report=report,
        area=area,
        words=words,
        said_by=said_by.strip(),
        consent_on=consent.given_on,
        consent_how=consent.how,
        consent_explained=consent.explained,
    )
    record(by=by, verb=Verb.ADDED_VOICE, kind=ObjectKind.STATUS_REPORT, object_id=report_id)
    return voice.id


@action
def remove_voice(*, by: Viewer, voice_id: UUID) -> None:
    """Remove a voice from a status that is not published."""
    voice = keepable_voices(by).filter(id=voice_id).first()
    if voice is None:
        raise Missing
    locked_report(by, voice.report_id)
    voice.delete()
    record(by=by, verb=Verb.REMOVED_VOICE, kind=ObjectKind.STATUS_REPORT, object_id=voice.report_id)


@action
def withdraw_voice(*, by: Viewer, voice_id: UUID) -> None:
    """Write that a citizen withdrew the consent: from now on the words are shown in no edition, published or not."""
    voice = withdrawable_voices(by).filter(id=voice_id).first()
    if voice is None:
        raise Missing
    everywhere = CitizenVoice.objects.filter(lineage=voice.lineage, withdrawn_on__isnull=True)
    everywhere.update(withdrawn_on=clock.today())
    record(by=by, verb=Verb.WITHDREW_VOICE, kind=ObjectKind.STATUS_REPORT, object_id=voice.report_id)
