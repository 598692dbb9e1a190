"""What is kept when a policy document is read in."""

import ast
import hashlib
from collections.abc import Iterator

import pytest

from helhed.base.errors import NotAllowed
from helhed.policy.actions.documents import add_document
from helhed.policy.queries.documents import get_document, get_steering
from helhed.policy.queries.drafts import read_file
from helhed.policy.reading.document import Unreadable
from helhed.policy.words import DocumentKind
from tests.architecture.sources import HOUSE, imports, named
from tests.world import (
    DRAFT_SLUG,
    POLICY,
    SLUG,
    SYSTEM,
    VISITOR,
    World,
    at,
    build_world,
    everything,
    read_in,
    read_in_bytes,
)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def test_the_file_is_kept_with_its_digest(world):
    data = POLICY.replace("\n", "\r\n").encode("cp1252")
    document = read_in_bytes(data, by=world.consultant, file_name="Politik.txt")
    shown = next(each for each in get_steering(SYSTEM).documents if each.id == document)
    source = get_document(SYSTEM, shown.slug).source
    assert (source.file_name, source.digest) == ("Politik.txt", hashlib.sha256(data).hexdigest())


def test_what_cannot_be_read_leaves_nothing(world):
    before = everything()
    with pytest.raises(Unreadable):
        read_file(world.consultant, b"\x89PNG\0\0")
    assert everything() == before


def test_only_those_who_read_policies_in_have_a_file_read(world):
    for name, viewer in world.viewers.items():
        if name in {"consultant", "consultant_without_staff", "system"}:
            continue
        with pytest.raises(NotAllowed):
            read_file(viewer, POLICY.encode())


def test_no_action_reads_a_file(world):
    """It takes seconds, and inside the transaction of an action it would hold up everybody else who writes."""
    readers = {"helhed.policy.reading.read", "helhed.policy.reading.sandbox.parent"}
    for path in named(HOUSE, "actions"):
        assert not [whole for _line, whole, _name in imports(ast.parse(path.read_text())) if _module(whole) in readers]


def _module(whole: str) -> str:
    return whole.rpartition(".")[0]


def test_a_text_without_structure_is_kept_under_its_file_name(world):
    data = "en lille seddel, hvor der ikke står noget om mål, og som bare er nogle linjer tekst.".encode()
    read_in_bytes(data, by=world.consultant, file_name="seddel.txt")
    content = get_document(SYSTEM, "seddel-txt")
    assert (content.document.title, content.goal_count) == ("seddel.txt", 0)


def test_a_long_file_name_keeps_its_ending(world):
    read_in(POLICY, file_name="x" * 400 + ".txt")
    file_name = get_document(SYSTEM, f"{SLUG}-2").source.file_name
    assert (len(file_name), file_name[-4:]) == (200, ".txt")


def test_the_same_title_gets_an_address_of_its_own(world):
    for _time in range(2):
        read_in(POLICY)
    slugs = {document.slug for document in get_steering(SYSTEM).documents}
    assert slugs == {SLUG, f"{SLUG}-2", f"{SLUG}-3", DRAFT_SLUG}


def test_an_address_of_a_long_title_fits_with_its_number(world):
    for _time in range(12):
        add_document(by=SYSTEM, kind=DocumentKind.MUNICIPAL_PLAN, title="Å" * 200)
    plans = get_steering(SYSTEM).of_kind(DocumentKind.MUNICIPAL_PLAN)
    assert len({plan.slug for plan in plans}) == 12
    assert all(len(plan.slug) <= 80 for plan in plans)


def test_a_title_without_letters_gets_an_address(world):
    add_document(by=SYSTEM, kind=DocumentKind.MUNICIPAL_PLAN, title="!!!")
    assert get_document(VISITOR, "dokument").document.title == "!!!"


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("Fokusområde 1: ", "Fokusområde 2: ", ["1.1", "1.2", "2.1", "2.2"]),
        ("Fokusområde 3: ", "Fokusområde 5: ", ["3.1", "3.2", "5.1", "5.2"]),
        ("Fokusområde 2: ", "Fokusområde 2: ", ["1.1", "1.2", "2.1", "2.2"]),
        ("Fokusområde 2: ", "Fokusområde: ", ["1.1", "1.2", "2.1", "2.2"]),
        ("Fokusområde: ", "Fokusområde: ", ["1.1", "1.2", "2.1", "2.2"]),
    ],
)
def test_no_two_goals_get_one_code(world, first, second, codes):
    text = POLICY.replace("Fokusområde 1: ", first).replace("Fokusområde 2: ", second).replace("plads", "luft")
    read_in(text)
    content = get_document(SYSTEM, "et-liv-med-luft-til-alle")
    assert [goal.code for area in content.areas for goal in area.goals] == codes
