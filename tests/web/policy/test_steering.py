"""The steering triangle: each document says how far it has come, where it is not simply in force."""

import re
from datetime import date

import pytest
from django.utils import translation

from helhed.base.viewer import Viewer, system_viewer
from helhed.policy.actions.adoption import send_to_hearing
from helhed.policy.actions.documents import add_document
from helhed.policy.queries.documents import get_document, get_steering, list_policies, states_today
from helhed.policy.queries.drafts import get_draft
from helhed.policy.words import DocumentKind
from helhed.policy.words import DocumentState as S
from tests.web.policy.pages import read, words
from tests.world import World, at, build_world

SYSTEM = system_viewer("tests")
WRITTEN = [
    ("", 2024, S.IN_FORCE),
    ("2020-2024", 2019, S.ADOPTED),
    ("2020-2024", 2020, S.IN_FORCE),
    ("2020-2024", 2024, S.IN_FORCE),
    ("2020-2024", 2025, S.EXPIRED),
]


@pytest.fixture
def world(db: None) -> World:
    with at(2024, 2, 1):
        return build_world()


def triangle(username: str = "") -> dict[str, str]:
    """What stands at each document, by its title."""
    picture = re.search(r'<ol class="triangle.*?</ol>', read("/styringstrekanten", username))
    assert picture
    items = re.findall(r"<li>(.*?)</li>", picture[0])
    return {words(re.split("</a>", item)[0]): words(item.split("</a>")[1]) for item in items}


def hear(world: World, by: Viewer) -> None:
    slug = next(each.slug for each in list_policies(by) if each.id == world.draft_id)
    seen = {"seen_step": get_draft(by, slug).step, "on": date(2024, 2, 1), "until": date(2024, 3, 1)}
    send_to_hearing(by=by, document_id=world.draft_id, body="Udvalget", agenda_item="", **seen)


def test_what_is_simply_in_force_says_nothing_and_all_else_does(world: World) -> None:
    with at(2024, 2, 1):
        hear(world, SYSTEM)
        add_document(by=SYSTEM, kind=DocumentKind.POLICY, title="Sundhedspolitik", period="2018-2022")
        add_document(by=SYSTEM, kind=DocumentKind.MUNICIPAL_PLAN, title="Kommuneplan", period="2021-2033")
        shown = triangle()
    assert shown["Et liv med plads til alle"] == "2021–2024"
    assert shown["Et udkast til et bedre liv"].endswith("In hearing")
    assert shown["Sundhedspolitik"] == "2018–2022 Expired, still valid"
    assert shown["Kommuneplan"] == "2021–2033"


def test_a_policy_past_its_period_has_expired(world: World) -> None:
    with at(2025, 1, 1):
        assert triangle()["Et liv med plads til alle"].endswith("Expired, still valid")


def test_whoever_writes_policies_sees_which_are_drafts(world: World) -> None:
    with at(2024, 2, 1):
        assert "Et udkast til et bedre liv" not in triangle()
        assert triangle("consultant")["Et udkast til et bedre liv"].endswith("Draft")


@pytest.mark.parametrize(("period", "year", "state"), WRITTEN)
def test_what_is_written_by_hand_follows_its_period_everywhere(db: None, period: str, year: int, state: S) -> None:
    with at(year, 6, 1):
        document_id = add_document(by=SYSTEM, kind=DocumentKind.POLICY, title="Sundhedspolitik", period=period)
        [listed] = list_policies(SYSTEM)
        ways = [
            listed.state,
            get_document(SYSTEM, "sundhedspolitik").state,
            states_today(SYSTEM, get_steering(SYSTEM).documents)[document_id],
        ]
        assert ways == [state] * 3
        with translation.override("en"):
            said = f" · {state.label} "
        assert said in words(read("/politik/sundhedspolitik"))
