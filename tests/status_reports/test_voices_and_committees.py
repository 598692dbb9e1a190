"""What people said in a status, and what committees made of it."""

import pytest

from helhed.base.errors import Invalid, Missing
from helhed.status_reports.queries.reports import list_treatments
from helhed.status_reports.queries.sections import list_voices
from helhed.status_reports.words import Outcome
from tests.status_reports import test_actions
from tests.status_reports.test_actions import back, outcome, voice
from tests.world import SYSTEM

world = test_actions.world


def test_a_voice_has_no_name_unless_one_is_given(world):
    voice(SYSTEM, world, said_by="Ida, beboer")
    assert [each.said_by for each in list_voices(SYSTEM, world.draft_id_2023)] == ["", "Ida, beboer"]
    for name in ("leader", "visitor", "dpo", "accountable"):
        assert list_voices(world.viewers[name], world.draft_id_2023) == []


def test_an_outcome_is_put_right_until_the_status_is_published(world):
    outcome(SYSTEM, world, agenda_item="Punkt 3", note="Fint.")
    outcome(SYSTEM, world, seen_version=2, outcome=Outcome.APPROVED)
    [shown] = list_treatments(SYSTEM, world.draft_id_2023)
    assert (shown.outcome, shown.agenda_item, shown.note, shown.version) == (Outcome.APPROVED, "", "", 3)
    with pytest.raises(Invalid):
        back(SYSTEM, world)
    [of_published] = list_treatments(SYSTEM, world.published_id)
    with pytest.raises(Missing):
        outcome(SYSTEM, world, treatment_id=of_published.id, seen_version=of_published.version)
