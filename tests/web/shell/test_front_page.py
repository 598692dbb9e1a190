"""Which policy the front page follows."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest

from helhed.policy.actions.adoption import adopt_document
from helhed.web.shell.front_page import FrontPageContent, front_page
from tests.world import POLICY, SYSTEM, VISITOR, World, at, build_world, read_in

OTHER = POLICY.replace("Et liv med plads til alle", "Alle kan være med")


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def adopted(period: str, in_force_on: date | None = None) -> UUID:
    document_id = read_in(OTHER.replace("2021-2024", period))
    day = date(2024, 1, 31)
    adopt_document(
        by=SYSTEM, document_id=document_id, body="Byrådet", on=day, agenda_item="Punkt 1", in_force_on=in_force_on
    )
    return document_id


def titles(content: FrontPageContent) -> list[str]:
    assert content.policy is not None
    return [content.policy.title, *(other.title for other in content.others)]


def test_a_newer_policy_in_force_stands_beside_the_one_that_has_an_action_plan(world: World) -> None:
    before = front_page(VISITOR)
    adopted("2024-2030")
    assert titles(front_page(VISITOR)) == ["Et liv med plads til alle", "Alle kan være med"]
    assert front_page(VISITOR).thread == before.thread


def test_a_policy_that_is_not_in_force_yet_waits(world: World) -> None:
    adopted("2035-2040", date(2035, 1, 1))
    assert titles(front_page(VISITOR)) == ["Et liv med plads til alle"]
