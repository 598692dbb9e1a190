from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from helhed.base.errors import Missing
from helhed.status_reports.actions.reports import start_report
from helhed.status_reports.actions.sections import name_editor
from helhed.status_reports.queries.reports import get_report
from helhed.status_reports.queries.sections import list_own_sections
from helhed.status_reports.rules import Standing, lacks, readable_reports, writable_reports, writable_sections
from helhed.status_reports.words import Outcome, ReportState, StatusPart
from tests.status_reports.reported import make_ready, published, section_of, treat
from tests.world import ROLES, SLUG, SYSTEM, VISITOR, World, at, build_world

PUBLISHED = {"published"}
AND_DRAFTS = {"published", "draft"}
AND_UNDER_DRAFT_POLICY = {"published", "draft", "published under a draft policy"}
READS = {
    "visitor": PUBLISHED,
    "citizen": PUBLISHED,
    "support_worker": PUBLISHED,
    "accountable": PUBLISHED,
    "deputy": PUBLISHED,
    "deputy_who_left": PUBLISHED,
    "accountable_elsewhere": PUBLISHED,
    "accountable_without_role": PUBLISHED,
    "leader": AND_DRAFTS,
    "leader_above": AND_DRAFTS,
    "leader_below": AND_DRAFTS,
    "leader_elsewhere": AND_DRAFTS,
    "leader_until_yesterday": PUBLISHED,
    "leader_elsewhere_who_helps_here": AND_DRAFTS,
    "consultant": AND_UNDER_DRAFT_POLICY,
    "consultant_without_staff": AND_UNDER_DRAFT_POLICY,
    "politician": PUBLISHED,
    "council_member": PUBLISHED,
    "dpo": PUBLISHED,
    "administrator": PUBLISHED,
    "system": AND_UNDER_DRAFT_POLICY,
}
NOTHING: set[str] = set()
WRITES = {
    "visitor": NOTHING,
    "citizen": NOTHING,
    "support_worker": NOTHING,
    "accountable": NOTHING,
    "deputy": NOTHING,
    "deputy_who_left": NOTHING,
    "accountable_elsewhere": NOTHING,
    "accountable_without_role": NOTHING,
    "leader": NOTHING,
    "leader_above": NOTHING,
    "leader_below": NOTHING,
    "leader_elsewhere": NOTHING,
    "leader_until_yesterday": NOTHING,
    "leader_elsewhere_who_helps_here": NOTHING,
    "consultant": {"draft"},
    "consultant_without_staff": {"draft"},
    "politician": NOTHING,
    "council_member": NOTHING,
    "dpo": NOTHING,
    "administrator": NOTHING,
    "system": {"draft"},
}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def names(world: World) -> dict:
    shown = published(world.policy_id, 2022)
    draft = start_report(by=SYSTEM, policy_id=world.policy_id, year=2023)
    hidden = published(world.draft_id, 2022)
    return {shown: "published", draft: "draft", hidden: "published under a draft policy"}


def test_every_person_stands_in_the_tables():
    assert READS.keys() == WRITES.keys() == {*ROLES, "visitor", "system"}


def test_who_reads_which_statuses(world, names):
    found = {
        person: {names[report] for report in readable_reports(viewer).values_list("id", flat=True)}
        for person, viewer in world.viewers.items()
    }
    assert found == READS


def test_who_writes_which_statuses(world, names):
    found = {
        person: {names[report] for report in writable_reports(viewer).values_list("id", flat=True)}
        for person, viewer in world.viewers.items()
    }
    assert found == WRITES


# Editors


def test_an_editor_reads_the_draft_and_writes_her_own_section_alone(world):
    report = start_report(by=SYSTEM, policy_id=world.policy_id, year=2023)
    own = section_of(report, StatusPart.AREA, 1)
    assert readable_reports(world.accountable).filter(id=report).count() == 0
    name_editor(by=SYSTEM, section_id=own.id, seen_version=1, editor_id=world.staff["accountable"])
    assert readable_reports(world.accountable).filter(id=report).count() == 1
    assert [each.id for each in writable_sections(world.accountable)] == [own.id]
    assert [each.id for each in list_own_sections(world.accountable)] == [own.id]
    for other in ("deputy", "leader", "visitor", "consultant_without_staff"):
        viewer = world.viewers[other]
        assert list_own_sections(viewer) == []
        assert own.id not in {each.id for each in writable_sections(viewer)} or other == "consultant_without_staff"
    name_editor(by=SYSTEM, section_id=own.id, seen_version=2, editor_id=world.staff["deputy"])
    assert readable_reports(world.accountable).filter(id=report).count() == 0
    with pytest.raises(Missing):
        get_report(world.accountable, SLUG, 2023)


def test_nobody_writes_a_section_of_what_is_published(world):
    report = published(world.policy_id, 2022)
    assert not writable_sections(world.consultant).filter(report=report).exists()


# How far it has come


def state(viewer=SYSTEM):
    return get_report(viewer, SLUG, 2022).state


def test_the_state_follows_from_what_happened(world):
    report = start_report(by=SYSTEM, policy_id=world.policy_id, year=2022)
    assert state() == ReportState.COMPILING
    make_ready(report)
    assert state() == ReportState.READY
    treat(report, outcome=Outcome.SENT_BACK)
    assert state() == ReportState.READY, "it was sent back"
    treat(report, "Byrådet", Outcome.APPROVED)
    assert state() == ReportState.READY, "one of two has sent it back last"
    treat(report, outcome=Outcome.APPROVED)
    assert state() == ReportState.WITH_COMMITTEES


WHOLE = Standing(
    ends_on=date(2022, 12, 31),
    sections=3,
    ready=3,
    was_heard=True,
    is_heard=False,
    unanswered=0,
    outcomes=(("Socialudvalget", Outcome.NOTED.value),),
)
LACKS = {
    "nothing": ({}, []),
    "the year runs": ({"ends_on": date(2024, 2, 1)}, [("year", True)]),
    "it ended yesterday": ({"ends_on": date(2024, 1, 31)}, []),
    "a section is not ready": ({"ready": 2}, [("unready_reason", True)]),
    "the hearing is open": ({"is_heard": True}, [("hearing", True)]),
    "nobody was heard": ({"was_heard": False}, [("hearing", False)]),
    "an answer has no reply": ({"unanswered": 1}, [("hearing", False)]),
    "no committee": ({"outcomes": ()}, [("committee", True)]),
    "a committee has it still": ({"outcomes": (*WHOLE.outcomes, ("Byrådet", ""))}, [("committee", True)]),
    "a committee sent it back": ({"outcomes": (("Byrådet", "sent_back"), *WHOLE.outcomes)}, [("outcome", True)]),
}


@pytest.mark.parametrize("name", LACKS)
def test_what_a_status_lacks(name):
    changed, expected = LACKS[name]
    with at(2024, 2, 1):
        found = lacks(replace(WHOLE, **changed))
    assert [(lack.field, lack.blocks) for lack in found] == expected
    assert all(lack.message for lack in found)


def test_a_reason_lets_a_section_be_missing_and_nothing_else():
    with at(2024, 2, 1):
        standing = replace(WHOLE, ready=0, outcomes=())
        found = lacks(standing, "Lederen er syg.")
        assert [(lack.field, lack.blocks) for lack in found] == [("unready_reason", False), ("committee", True)]
        assert all(lack.blocks for lack in lacks(standing, "  "))


def test_a_visitor_reads_no_draft(world):
    start_report(by=SYSTEM, policy_id=world.policy_id, year=2022)
    assert list(readable_reports(VISITOR)) == []
