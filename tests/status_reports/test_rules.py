from collections.abc import Iterator

import pytest

from helhed.status_reports.actions import publish_report, start_report
from helhed.status_reports.rules import readable_reports, writable_reports
from helhed.status_reports.words import Outcome
from tests.world import ROLES, SYSTEM, World, at, build_world

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
    published = start_report(by=SYSTEM, policy_id=world.policy_id, year=2022)
    draft = start_report(by=SYSTEM, policy_id=world.policy_id, year=2023)
    hidden = start_report(by=SYSTEM, policy_id=world.draft_id, year=2022)
    for report in (published, hidden):
        publish_report(by=SYSTEM, report_id=report, committee="Socialudvalget", outcome=Outcome.NOTED)
    return {published: "published", draft: "draft", hidden: "published under a draft policy"}


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
