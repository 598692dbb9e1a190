"""Councils and their members, and hearings as they are opened, moved and closed."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from helhed.base.errors import Changed, Invalid, Missing
from helhed.organisation.queries import list_units
from helhed.participation.actions.councils import add_council, add_member, end_term, link_member
from helhed.participation.actions.hearings import close_hearing, invite, move_deadline
from helhed.participation.models import CouncilMember, DeadlineMove, Hearing, HearingInvitation
from helhed.participation.queries.councils import get_council
from helhed.participation.words import CouncilKind, HearingState, SeatRole
from helhed.policy.actions.adoption import take_back_from_hearing
from tests.participation.heard import (
    OPEN,
    SEATS,
    TODAY,
    TOMORROW,
    YESTERDAY,
    Heard,
    answer,
    ask,
    build_heard,
    edition_in_hearing,
    seat,
    slug_named,
)
from tests.world import SYSTEM, VISITOR, at, everything


@pytest.fixture
def heard(db: None) -> Iterator[Heard]:
    with at(2024, 2, 1):
        yield build_heard()


def member_of(heard: Heard, name: str = "member") -> CouncilMember:
    return CouncilMember.objects.get(name=name.title())


def account_of(heard: Heard, name: str) -> Any:
    return heard.viewers[name].account_id


def refused(act: Callable[[], Any]) -> str:
    """The field at which an action says no; nothing is changed by that."""
    before = everything()
    with pytest.raises(Invalid) as problem:
        act()
    assert everything() == before
    return problem.value.field


# Councils


def test_a_council_of_a_facility_has_one_and_no_other_council_has(heard):
    home, add = heard.world.units["home"], {"by": heard.consultant, "name": "Nyt råd"}
    assert refused(lambda: add_council(**add, kind=CouncilKind.USERS_AND_RELATIVES)) == "unit"
    assert refused(lambda: add_council(**add, kind=CouncilKind.SENIORS, unit_id=home)) == "unit"
    assert refused(lambda: add_council(**add, kind=CouncilKind.USERS_AND_RELATIVES, unit_id=uuid4())) == "unit"
    assert refused(lambda: add_council(by=SYSTEM, name="HANDICAPRÅDET!", kind=CouncilKind.OTHER)) == "name"
    add_council(**add, kind=CouncilKind.USERS_AND_RELATIVES, unit_id=home)
    assert get_council(VISITOR, "nyt-raad").unit in {unit.name for unit in list_units(VISITOR)}
    add_council(by=SYSTEM, name="!!!", kind=CouncilKind.OTHER)
    assert get_council(VISITOR, "raad").name == "!!!"


def test_an_account_sits_once_in_a_council_at_a_time(heard):
    disability, vulnerable = heard.councils["disability"], heard.councils["vulnerable"]
    member, former = account_of(heard, "member"), account_of(heard, "member_until_yesterday")
    assert refused(lambda: seat(disability, "Igen", account_id=member)) == "account"
    assert refused(lambda: seat(disability, "Igen", account_id=member, from_on=date(2025, 12, 31))) == "account"
    assert refused(lambda: seat(disability, "Igen", account_id=former, from_on=YESTERDAY)) == "account"
    days = {"from_on": date(2021, 1, 1), "until_on": date(2022, 1, 1)}
    assert refused(lambda: seat(disability, "Før", account_id=member, **days)) == "account"
    seat(disability, "Igen", account_id=member, from_on=date(2026, 1, 1))
    seat(disability, "Igen", account_id=former, from_on=TODAY)
    seat(disability, "Før", account_id=member, from_on=date(2021, 1, 1), until_on=date(2021, 12, 31))
    seat(vulnerable, "Også her", account_id=member)


def test_a_term_ends_on_or_after_its_first_day(heard):
    disability = heard.councils["disability"]
    assert refused(lambda: seat(disability, "Ny", from_on=TODAY, until_on=YESTERDAY)) == "until_on"
    seat(disability, "En dag", from_on=TODAY, until_on=TODAY)
    member = member_of(heard).id
    assert refused(lambda: end_term(by=SYSTEM, member_id=member, until_on=date(2021, 12, 31))) == "until_on"
    end_term(by=SYSTEM, member_id=member, until_on=YESTERDAY)
    assert not heard.shown(OPEN, heard.member).offers.answer


def test_a_term_is_not_made_longer_into_the_next_one(heard):
    former = account_of(heard, "member_until_yesterday")
    seat(heard.councils["disability"], "Igen", account_id=former, from_on=TOMORROW)
    member = member_of(heard, "member_until_yesterday").id
    assert refused(lambda: end_term(by=SYSTEM, member_id=member, until_on=TOMORROW)) == "account"
    end_term(by=SYSTEM, member_id=member, until_on=TODAY)


def test_only_who_has_the_role_is_linked_to_a_seat(heard):
    member = member_of(heard).id
    for account_id in (account_of(heard, "member_without_role"), account_of(heard, "citizen"), uuid4()):
        assert refused(lambda it=account_id: link_member(by=SYSTEM, member_id=member, account_id=it)) == "account"
        assert refused(lambda it=account_id: seat(heard.councils["home"], "Ny", account_id=it)) == "account"
    chair = account_of(heard, "chair")
    assert refused(lambda: link_member(by=SYSTEM, member_id=member, account_id=chair)) == "account"
    link_member(by=SYSTEM, member_id=member, account_id=account_of(heard, "council_member"))
    assert heard.shown(OPEN, heard.council_member).offers.answer
    assert not heard.shown(OPEN, heard.member).offers.answer


def test_a_seat_that_is_not_there_is_missing(heard):
    seated = {"role": SeatRole.MEMBER, "appointed_by": "Byrådet", "from_on": TODAY}
    for doing in (
        lambda: add_member(by=SYSTEM, council_id=uuid4(), name="Ida", **seated),
        lambda: link_member(by=SYSTEM, member_id=uuid4(), account_id=None),
        lambda: end_term(by=SYSTEM, member_id=uuid4(), until_on=TODAY),
    ):
        with pytest.raises(Missing):
            doing()


# Hearings


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"closes_on": date(2024, 1, 14)}, "closes_on"),
        ({"closes_on": YESTERDAY, "replies_on": TODAY}, "closes_on"),
        ({"closes_on": date(2024, 3, 2)}, "closes_on"),
        ({"opens_on": date(2024, 1, 14)}, "opens_on"),
        ({"replies_on": date(2024, 2, 29)}, "replies_on"),
    ],
)
def test_a_hearing_of_a_draft_lies_within_the_hearing_a_body_decided(heard, changed, field):
    asked, edition = [heard.councils["disability"]], edition_in_hearing(heard.consultant)
    assert refused(lambda: ask(heard.consultant, asked, edition_id=edition, **changed)) == field
    ask(heard.consultant, asked, edition_id=edition, closes_on=TODAY, replies_on=TODAY)


def test_a_hearing_of_a_plan_has_its_own_days(heard):
    days = {"opens_on": date(2024, 1, 1), "closes_on": date(2024, 6, 1), "replies_on": date(2024, 6, 1)}
    ask(heard.consultant, [], plan_id=heard.world.plan_id, **days)


def test_somebody_is_asked_and_about_something_that_all_may_read(heard):
    by, plan, asked = heard.consultant, {"plan_id": heard.world.plan_id}, [heard.councils["disability"]]
    nobody = {"others": ["", " "], "is_open_to_all": False}
    assert refused(lambda: ask(by, [], **plan, **nobody)) == "councils"
    assert refused(lambda: ask(by, [*asked, uuid4()], **plan)) == "councils"
    assert refused(lambda: ask(by, asked, plan_id=uuid4())) == "subject"
    assert refused(lambda: ask(by, asked, edition_id=uuid4())) == "subject"
    title = {"subject_title": "Årsstatus"}
    for about in ({}, title, {**title, "subject_path": "javascript:"}, {**title, "subject_path": "//andre.dk"}):
        with pytest.raises(Missing):
            ask(by, asked, **about)


def test_a_draft_that_few_may_read_is_not_heard_about(heard):
    edition = edition_in_hearing(heard.consultant)
    take_back_from_hearing(by=SYSTEM, document_id=heard.world.draft_id, seen_step=1)
    assert refused(lambda: ask(heard.consultant, [], edition_id=edition)) == "subject"
    days = {"closes_on": date(2024, 2, 20), "replies_on": date(2024, 4, 1), "reason": "Vi ses."}
    moving = {"by": heard.consultant, "hearing_id": heard.open_id, "seen_version": 1, **days}
    assert refused(lambda: move_deadline(**moving)) == "subject"


def test_who_is_asked_twice_is_asked_once(heard):
    council = heard.councils["disability"]
    made = ask(
        heard.consultant, [council, council], plan_id=heard.world.plan_id, others=["Venner", " Venner ", "venner"]
    )
    invited = HearingInvitation.objects.filter(hearing=made)
    assert sorted((each.council_id == council, each.name) for each in invited) == [
        (False, "Venner"),
        (False, "venner"),
        (True, ""),
    ]


def test_two_hearings_of_one_title_have_an_address_each(heard):
    for number in ("", "-2", "-3"):
        made = ask(heard.consultant, [], plan_id=heard.world.plan_id, title="Ny høring")
        assert slug_named(made) == f"ny-hoering{number}"
    assert slug_named(ask(heard.consultant, [], plan_id=heard.world.plan_id, title="!!!")) == "hoering"


def test_one_more_is_asked_while_the_hearing_lasts(heard):
    by, hearing = heard.consultant, {"hearing_id": heard.open_id}
    for given in ({}, {"name": " "}, {"name": "Venner", "council_id": heard.councils["vulnerable"]}):
        assert refused(lambda it=given: invite(by=by, **hearing, **it)) == "name"
    assert refused(lambda: invite(by=by, **hearing, name="Foreningen Venner")) == "name"
    assert refused(lambda: invite(by=by, **hearing, council_id=heard.councils["home"])) == "council"
    assert refused(lambda: invite(by=by, **hearing, council_id=uuid4())) == "council"
    invite(by=by, **hearing, council_id=heard.councils["vulnerable"])
    assert heard.shown(OPEN, heard.member_elsewhere).offers.answer
    with pytest.raises(Missing):
        invite(by=by, hearing_id=heard.over_id, name="For sent")


def test_a_deadline_is_moved_and_everybody_is_told_why(heard):
    move = {"by": heard.consultant, "hearing_id": heard.open_id, "replies_on": date(2024, 4, 1)}
    assert refused(lambda: move_deadline(**move, seen_version=1, closes_on=date(2024, 2, 20), reason=" ")) == "reason"
    assert refused(lambda: move_deadline(**move, seen_version=1, closes_on=date(2024, 3, 1), reason="?")) == "closes_on"
    assert refused(lambda: move_deadline(**move, seen_version=1, closes_on=date(2024, 3, 2), reason="?")) == "closes_on"
    assert refused(lambda: move_deadline(**move, seen_version=1, closes_on=YESTERDAY, reason="?")) == "closes_on"
    move_deadline(**move, seen_version=1, closes_on=TODAY, reason="Udvalget mødes i morgen.")
    with pytest.raises(Changed):
        move_deadline(**move, seen_version=1, closes_on=date(2024, 2, 20), reason="Alligevel ikke.")
    shown = heard.shown(OPEN, VISITOR)
    assert [(each.from_on, each.to_on, each.reason) for each in shown.moves] == [
        (date(2024, 3, 1), TODAY, "Udvalget mødes i morgen.")
    ]
    assert (shown.days_left, shown.state) == (1, HearingState.OPEN)


@pytest.mark.parametrize("change", [lambda moves: moves.update(reason="Pyntet."), lambda moves: moves.delete()])
def test_what_was_said_of_a_deadline_stands(heard, change):
    move_deadline(
        by=heard.consultant,
        hearing_id=heard.open_id,
        seen_version=1,
        closes_on=TODAY,
        replies_on=date(2024, 4, 1),
        reason="Udvalget mødes før.",
    )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(DeadlineMove.objects.all())


def test_a_hearing_is_closed_once_and_says_why(heard):
    close = {"by": heard.consultant, "hearing_id": heard.open_id}
    assert refused(lambda: close_hearing(**close, seen_version=1, reason="")) == "reason"
    with pytest.raises(Changed):
        close_hearing(**close, seen_version=2, reason="Trukket.")
    close_hearing(**close, seen_version=1, reason="Trukket.")
    shown = heard.shown(OPEN, heard.member)
    assert (shown.state, shown.ends_on, shown.closing_reason) == (HearingState.OVER, TODAY, "Trukket.")
    assert not shown.offers.answer
    with pytest.raises(Missing):
        close_hearing(**close, seen_version=2, reason="Igen.")


def test_the_database_holds_to_what_a_hearing_is_about(heard):
    plan = {"plan_id": heard.world.plan_id}
    for wrong in (plan, {"edition_id": None}, {"subject_path": "/a"}, {"kind": "status"}, {"closing_reason": "Fejl"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Hearing.objects.filter(id=heard.open_id).update(**wrong)


def test_who_answered_keeps_the_words_though_the_seat_goes_to_another(heard):
    given = answer(heard, "member")
    link_member(by=SYSTEM, member_id=member_of(heard).id, account_id=None)
    assert [each.id for each in heard.shown(OPEN, heard.member).answers] == [given]
    assert SEATS["member"][0] == "disability"
