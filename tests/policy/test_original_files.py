"""The file that an edition was read from: kept from its adoption on, and given out as it came or not at all."""

import logging
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from helhed.base.errors import Missing
from helhed.policy.actions.drafts import discard_draft, import_policy, start_edition
from helhed.policy.models import Edition, OriginalFile
from helhed.policy.queries.documents import get_file
from helhed.policy.queries.editions import export_policy
from tests.policy.drafted import adopt
from tests.world import DRAFT_SLUG, POLICY, SLUG, SYSTEM, VISITOR, World, at, build_world

BYTES = "X'41'" if connection.vendor == "sqlite" else "'A'"
FORGED = {"name": "'a.txt'", "digest": "'0'", "data": BYTES, "blocks": "'[]'"}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def execute(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def forge(column: str, slug: str) -> None:
    [file] = OriginalFile.objects.filter(editions__document__slug=slug).values_list("id", flat=True).distinct()
    written = file.hex if connection.vendor == "sqlite" else str(file)
    execute(f"UPDATE policy_originalfile SET {column} = {FORGED[column]} WHERE id = '{written}'")


@pytest.mark.parametrize("column", FORGED)
def test_the_file_of_an_adopted_edition_is_not_rewritten(world, column):
    with pytest.raises(DatabaseError, match="append-only"):
        forge(column, SLUG)
    start_edition(by=SYSTEM, document_id=world.policy_id)
    with pytest.raises(DatabaseError, match="append-only"):
        forge(column, SLUG)
    assert get_file(VISITOR, SLUG) == ("politik.txt", POLICY.encode())


def test_the_file_of_an_adopted_edition_is_not_removed(world):
    with pytest.raises(DatabaseError, match="append-only"):
        execute("DELETE FROM policy_originalfile")


def test_the_file_of_a_draft_is_kept_from_the_adoption_on(world):
    draft = Edition.objects.select_related("file").get(document=world.draft_id)
    assert not draft.file.is_adopted
    adopt(world.draft_id)
    draft.file.refresh_from_db()
    assert draft.file.is_adopted


def test_a_draft_beside_an_adopted_edition_leaves_its_file(world):
    start_edition(by=SYSTEM, document_id=world.policy_id)
    discard_draft(by=SYSTEM, document_id=world.policy_id, seen_step=2)
    assert get_file(VISITOR, SLUG) == ("politik.txt", POLICY.encode())


def test_a_policy_without_a_file_is_adopted(world):
    imported = import_policy(by=SYSTEM, data=export_policy(VISITOR, SLUG).encode())
    adopt(imported)
    with pytest.raises(Missing):
        get_file(VISITOR, f"{SLUG}-2")


@pytest.mark.parametrize("column", ["data", "digest"])
def test_a_file_that_is_not_as_it_came_is_not_given_out_and_the_log_says_so(world, column, caplog):
    assert get_file(SYSTEM, DRAFT_SLUG)
    forge(column, DRAFT_SLUG)
    with caplog.at_level(logging.ERROR), pytest.raises(Missing):
        get_file(SYSTEM, DRAFT_SLUG)
    assert "is not as it was read in" in caplog.text
