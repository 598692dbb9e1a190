from collections.abc import Iterator

import pytest

from helhed.access.rules import ROLES as ALL_ROLES
from helhed.audit.acting import acting
from helhed.base.errors import Invalid, Missing, NotAllowed
from helhed.base.roles import Role
from helhed.policy.actions.documents import add_document, add_link
from helhed.policy.models import SteeringDocument
from helhed.policy.queries.documents import get_document
from helhed.policy.rules import (
    area_in,
    check_link,
    last_wordings,
    readable_alignments,
    readable_documents,
    readable_wordings,
    standing_wordings,
    writable_documents,
    writable_goals,
)
from helhed.policy.words import AlignmentKind, DocumentKind, DocumentState
from tests.world import DRAFT_SLUG, ROLES, SLUG, SYSTEM, World, adopt, at, build_world

ALL_READ_THE_ADOPTED = {SLUG}
WRITERS_READ_DRAFTS = {SLUG, DRAFT_SLUG}
READS = {
    "visitor": ALL_READ_THE_ADOPTED,
    "citizen": ALL_READ_THE_ADOPTED,
    "support_worker": ALL_READ_THE_ADOPTED,
    "accountable": ALL_READ_THE_ADOPTED,
    "deputy": ALL_READ_THE_ADOPTED,
    "deputy_who_left": ALL_READ_THE_ADOPTED,
    "accountable_elsewhere": ALL_READ_THE_ADOPTED,
    "accountable_without_role": ALL_READ_THE_ADOPTED,
    "leader": ALL_READ_THE_ADOPTED,
    "leader_above": ALL_READ_THE_ADOPTED,
    "leader_below": ALL_READ_THE_ADOPTED,
    "leader_elsewhere": ALL_READ_THE_ADOPTED,
    "leader_until_yesterday": ALL_READ_THE_ADOPTED,
    "leader_elsewhere_who_helps_here": ALL_READ_THE_ADOPTED,
    "consultant": WRITERS_READ_DRAFTS,
    "consultant_without_staff": WRITERS_READ_DRAFTS,
    "politician": ALL_READ_THE_ADOPTED,
    "council_member": ALL_READ_THE_ADOPTED,
    "dpo": ALL_READ_THE_ADOPTED,
    "administrator": ALL_READ_THE_ADOPTED,
    "system": WRITERS_READ_DRAFTS,
}
WRITES = {
    "visitor": False,
    "citizen": False,
    "support_worker": False,
    "accountable": False,
    "deputy": False,
    "deputy_who_left": False,
    "accountable_elsewhere": False,
    "accountable_without_role": False,
    "leader": False,
    "leader_above": False,
    "leader_below": False,
    "leader_elsewhere": False,
    "leader_until_yesterday": False,
    "leader_elsewhere_who_helps_here": False,
    "consultant": True,
    "consultant_without_staff": True,
    "politician": False,
    "council_member": False,
    "dpo": False,
    "administrator": False,
    "system": True,
}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def test_every_role_there_is_has_a_person_in_the_tables():
    held = {role for roles in ROLES.values() for role, _unit in roles} | {Role.SYSTEM}
    assert held == set(ALL_ROLES)
    assert READS.keys() == WRITES.keys() == {*ROLES, "visitor", "system"}


def test_who_reads_which_documents(world):
    found = {
        name: set(readable_documents(viewer).values_list("slug", flat=True)) for name, viewer in world.viewers.items()
    }
    assert found == READS


def test_wordings_follow_their_document(world):
    """No wording stands before the adoption; this one is of a document that was hidden again, past the actions."""
    adopt(world.draft_id)
    with acting(by=SYSTEM):
        SteeringDocument.objects.filter(id=world.draft_id).update(state=DocumentState.DRAFT)
    for rule in (readable_wordings, last_wordings, standing_wordings):
        found = {
            name: set(rule(viewer).values_list("goal__document__slug", flat=True))
            for name, viewer in world.viewers.items()
        }
        assert found == READS


def test_a_link_is_seen_only_by_those_who_may_see_both_ends(world):
    upper = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    public = add_link(by=SYSTEM, kind=AlignmentKind.SERVES, lower_id=world.policy_id, upper_id=upper)
    from_draft = add_link(by=SYSTEM, kind=AlignmentKind.SERVES, lower_id=world.draft_id, upper_id=upper)
    to_draft = add_link(by=SYSTEM, kind=AlignmentKind.BESIDE, lower_id=world.policy_id, upper_id=world.draft_id)
    found = {
        name: set(readable_alignments(viewer).values_list("id", flat=True)) for name, viewer in world.viewers.items()
    }
    everybody, writers = {public}, {public, from_draft, to_draft}
    assert found == {name: writers if reads == WRITERS_READ_DRAFTS else everybody for name, reads in READS.items()}


def test_who_writes_documents_and_easy_wordings(world):
    for rule in (writable_documents, writable_goals):
        assert {name: _may(rule, viewer) for name, viewer in world.viewers.items()} == WRITES, rule.__name__


def _may(rule, viewer):
    try:
        rule(viewer)
    except NotAllowed:
        return False
    return True


def test_what_was_read_in_is_not_written_by_hand(world):
    by_hand = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    assert set(writable_documents(world.consultant).values_list("id", flat=True)) == {by_hand}


def test_easy_wordings_are_written_where_goals_stand(world):
    assert set(writable_goals(world.consultant).values_list("document", flat=True)) == {world.policy_id}


VISION, PLAN, POLICY = DocumentKind.VISION, DocumentKind.MUNICIPAL_PLAN, DocumentKind.POLICY
SERVES, BESIDE = AlignmentKind.SERVES, AlignmentKind.BESIDE


@pytest.mark.parametrize(
    ("lower", "kind", "upper", "is_allowed"),
    [
        (POLICY, SERVES, VISION, True),
        (POLICY, SERVES, PLAN, True),
        (POLICY, SERVES, POLICY, True),
        (PLAN, SERVES, VISION, True),
        (PLAN, SERVES, PLAN, True),
        (PLAN, SERVES, POLICY, False),
        (VISION, SERVES, VISION, True),
        (VISION, SERVES, PLAN, False),
        (VISION, SERVES, POLICY, False),
        (POLICY, BESIDE, POLICY, True),
        (POLICY, BESIDE, PLAN, False),
        (POLICY, BESIDE, VISION, False),
        (PLAN, BESIDE, POLICY, False),
        (PLAN, BESIDE, PLAN, True),
        (PLAN, BESIDE, VISION, False),
        (VISION, BESIDE, POLICY, False),
        (VISION, BESIDE, PLAN, False),
        (VISION, BESIDE, VISION, True),
    ],
)
def test_which_links_make_sense(lower, kind, upper, is_allowed):
    ends = SteeringDocument(kind=lower), SteeringDocument(kind=upper)
    if is_allowed:
        check_link(kind, *ends)
    else:
        with pytest.raises(Invalid) as refused:
            check_link(kind, *ends)
        assert refused.value.field == "upper"


@pytest.mark.parametrize("kind", AlignmentKind)
def test_nothing_is_linked_to_itself(kind):
    document = SteeringDocument(kind=POLICY)
    with pytest.raises(Invalid):
        check_link(kind, document, document)


def test_an_area_is_found_in_its_own_document_only(world):
    documents = {document.id: document for document in readable_documents(SYSTEM)}
    area = get_document(SYSTEM, SLUG).areas[0]
    assert area_in(documents[world.policy_id], None) is None
    assert area_in(documents[world.policy_id], area.id).title == "Bolig"
    with pytest.raises(Missing):
        area_in(documents[world.draft_id], area.id)
