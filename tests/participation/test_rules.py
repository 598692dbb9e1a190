from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from helhed.audit.acting import acting
from helhed.base import clock
from helhed.base.errors import NotAllowed
from helhed.base.viewer import Viewer
from helhed.participation.actions.answers import correct_answer
from helhed.participation.actions.hearings import close_hearing
from helhed.participation.models import CouncilMember, Hearing
from helhed.participation.rules import (
    answerable_hearings,
    answering_seats,
    changeable_hearings,
    correctable_answers,
    in_state_on,
    keepable_councils,
    keepable_hearings,
    named_answers,
    own_hearings,
    own_invitations,
    readable_answers,
    readable_hearings,
    readable_members,
    readable_words,
    replyable_answers,
    seats,
    state_on,
    typable_hearings,
)
from helhed.participation.words import HearingState
from helhed.policy.actions.adoption import take_back_from_hearing
from tests.participation.heard import OPEN, OVER, SEATS, TODAY, Heard, answer, ask, build_heard, reply, typed_in
from tests.world import ROLES, SYSTEM, at

KEEPERS = {"consultant", "consultant_without_staff", "system"}
# Of those with a seat in the disability council, who answer for it today; nobody of the world does.
ANSWERING = {"chair", "member", "member_until_today", "member_from_today"}
NEARLY = {
    *("deputy_member", "member_until_yesterday", "member_from_tomorrow", "member_without_role", "member_elsewhere"),
    "council_member",
}


@pytest.fixture
def heard(db: None) -> Iterator[Heard]:
    with at(2024, 2, 1):
        yield build_heard()


def who(heard: Heard, found: Callable[[Viewer], Any]) -> set[str]:
    """The persons for whom there is anything to find."""
    return {name for name, viewer in heard.viewers.items() if found(viewer)}


def test_every_near_miss_is_somebody(heard):
    assert SEATS.keys() | ROLES.keys() | {"visitor", "system"} == heard.viewers.keys()
    assert heard.viewers.keys() >= ANSWERING | NEARLY


# Seats and councils


def test_whose_seat_holds_today(heard):
    holding = {name: seats(viewer).exists() for name, viewer in heard.viewers.items() if name in SEATS}
    refused = {"member_until_yesterday", "member_from_tomorrow"}
    assert {name for name, holds in holding.items() if not holds} == refused
    assert not any(seats(heard.viewers[name]).exists() for name in heard.viewers if name not in SEATS)


def test_who_answers_for_the_disability_council(heard):
    disability = heard.councils["disability"]
    assert who(heard, lambda viewer: answering_seats(viewer).filter(council=disability).exists()) == ANSWERING


def test_who_keeps_councils(heard):
    def keeps(viewer: Viewer) -> bool:
        try:
            return keepable_councils(viewer).count() == 3
        except NotAllowed:
            return False

    assert who(heard, keeps) == KEEPERS


def test_who_sits_in_the_council_of_a_facility_is_known_to_its_keepers_and_to_the_council(heard):
    home = heard.councils["home"]
    assert who(heard, lambda viewer: readable_members(viewer).filter(council=home).exists()) == {*KEEPERS, "resident"}
    others = CouncilMember.objects.exclude(council=home).count()
    assert {readable_members(viewer).exclude(council=home).count() for viewer in heard.viewers.values()} == {others}


# Hearings


def test_a_hearing_is_read_by_all_from_its_first_day(heard):
    later = ask(
        heard.consultant, [heard.councils["disability"]], plan_id=heard.world.plan_id, opens_on=date(2024, 2, 2)
    )
    for name, viewer in heard.viewers.items():
        wanted = {heard.open_id, heard.over_id} | ({later} if name in KEEPERS else set())
        assert set(readable_hearings(viewer).values_list("id", flat=True)) == wanted, name
    with at(2024, 2, 2):
        assert readable_hearings(heard.visitor).filter(id=later).exists()


def test_what_was_closed_before_it_opened_is_seen_by_its_keepers_alone(heard):
    later = ask(
        heard.consultant, [heard.councils["disability"]], plan_id=heard.world.plan_id, opens_on=date(2024, 2, 3)
    )
    close_hearing(by=heard.consultant, hearing_id=later, seen_version=1, reason="En fejl")
    with at(2024, 2, 4):
        assert who(heard, lambda viewer: readable_hearings(viewer).filter(id=later).exists()) == KEEPERS


def test_a_hearing_closes_with_what_it_is_about(heard):
    take_back_from_hearing(by=SYSTEM, document_id=heard.world.draft_id, seen_step=1)
    assert who(heard, lambda viewer: readable_hearings(viewer).filter(id=heard.open_id).exists()) == KEEPERS
    assert who(heard, lambda viewer: answerable_hearings(viewer).exists()) == set()


def test_a_hearing_about_what_lies_above_is_read_by_all(heard):
    about = {"subject_title": "Årsstatus 2023", "subject_path": "/status/politik/2023"}
    status = ask(heard.consultant, [heard.councils["vulnerable"]], **about)
    assert who(heard, lambda viewer: readable_hearings(viewer).filter(id=status).exists()) == heard.viewers.keys()
    assert who(heard, lambda viewer: answerable_hearings(viewer).filter(id=status).exists()) == {"member_elsewhere"}


def test_who_may_answer(heard):
    def may(viewer: Viewer) -> bool:
        return answerable_hearings(viewer).filter(id=heard.open_id).exists()

    assert who(heard, may) == ANSWERING | {"resident"}
    assert not any(answerable_hearings(viewer).filter(id=heard.over_id).exists() for viewer in heard.viewers.values())


@pytest.mark.parametrize(
    ("day", "is_open"),
    [(date(2024, 1, 14), False), (date(2024, 1, 15), True), (date(2024, 3, 1), True), (date(2024, 3, 2), False)],
)
def test_an_answer_is_taken_from_the_first_day_to_the_last(heard, day, is_open):
    with at(day.year, day.month, day.day):
        assert answerable_hearings(heard.chair).filter(id=heard.open_id).exists() == is_open


def test_an_invitation_is_one_s_own_by_the_council_that_was_asked(heard):
    assert {each.council_id for each in own_invitations(heard.member)} == {heard.councils["disability"]}
    assert {each.council_id for each in own_invitations(heard.resident)} == {heard.councils["home"]}
    assert own_invitations(heard.member_elsewhere).filter(hearing=heard.open_id).count() == 0
    assert own_invitations(heard.council_member).count() == 0


def test_whose_a_hearing_is(heard):
    def own(viewer: Viewer) -> bool:
        return own_hearings(viewer).filter(id=heard.open_id).exists()

    assert who(heard, own) == {*ANSWERING, "resident", "consultant"}


S = HearingState


def test_a_hearing_is_in_the_state_it_is_found_by(heard):
    hearings = Hearing.objects.filter(id=heard.open_id)
    days = [date(2024, 1, 14), date(2024, 1, 15), date(2024, 3, 1), date(2024, 3, 2)]
    for closed_on, wanted in ((None, [S.PLANNED, S.OPEN, S.OPEN, S.OVER]), (TODAY, [S.OVER] * 4)):
        with acting(by=SYSTEM):
            hearings.update(closed_on=closed_on, closing_reason="Fejl" if closed_on else "")
        assert [state_on(hearings.get(), day) for day in days] == wanted
        found = [[state for state in S if hearings.filter(in_state_on(state, day)).exists()] for day in days]
        assert found == [[state] for state in wanted]


def test_who_keeps_a_hearing_and_until_when(heard):
    assert who(heard, lambda viewer: keepable_hearings(viewer).exists()) == {"consultant"}
    by = heard.consultant
    assert {each.id for each in typable_hearings(by)} == {heard.open_id, heard.over_id}
    assert {each.id for each in changeable_hearings(by)} == {heard.open_id}
    with at(2024, 1, 14):
        assert {each.id for each in typable_hearings(by)} == {heard.over_id}
    with at(2024, 3, 2):
        assert not changeable_hearings(by).exists()


# Answers


def readers(heard: Heard, answer_id: Any, rule: Callable[[Viewer], Any] = readable_answers) -> set[str]:
    return who(heard, lambda viewer: rule(viewer).filter(id=answer_id).exists())


def test_an_answer_is_read_by_its_writer_while_the_hearing_lasts_and_a_joint_one_by_the_council(heard):
    own, joint = answer(heard, "member"), answer(heard, "chair", is_joint=True)
    assert readers(heard, own) == {*KEEPERS, "member"}
    council = {*ANSWERING, "deputy_member", "member_without_role"}
    assert readers(heard, joint) == {*KEEPERS, *council}
    with at(2024, 3, 2):
        assert readers(heard, own) == {*KEEPERS, "member"}


def test_an_answer_is_public_when_the_hearing_is_over_and_it_is_replied_to(heard):
    replied, waiting = typed_in(heard), typed_in(heard, "vulnerable")
    reply(heard, replied)
    assert readers(heard, replied) == heard.viewers.keys()
    assert readers(heard, waiting) == {*KEEPERS, "member_elsewhere"}


def test_a_reply_before_the_end_would_make_nothing_public(heard):
    """The rule asks for both: a hearing whose deadline is moved ahead again takes its answers back."""
    given = answer(heard, "member")
    with at(2024, 3, 2):
        reply(heard, given)
        assert "visitor" in readers(heard, given)
    assert readers(heard, given) == {*KEEPERS, "member"}


def test_words_that_are_withheld_are_read_by_those_who_said_them(heard):
    with at(2023, 3, 10):
        joint = answer(heard, "chair", slug=OVER, is_joint=True)
    private = typed_in(heard)
    for each in (joint, private):
        reply(heard, each, is_withheld=True)
    assert readers(heard, private) == heard.viewers.keys()
    assert readers(heard, private, readable_words) == KEEPERS
    council = {*ANSWERING, "deputy_member", "member_without_role"}
    assert readers(heard, joint, readable_words) == {*KEEPERS, *council}


def test_a_member_of_the_council_of_a_facility_is_named_to_the_council_alone(heard):
    with at(2023, 3, 10):
        alone = answer(heard, "resident", "home", OVER)
        joint = answer(heard, "resident", "home", OVER, is_joint=True)
        elsewhere = answer(heard, "member", "disability", OVER)
    for each in (alone, joint, elsewhere):
        reply(heard, each)
        assert readers(heard, each) == heard.viewers.keys()
    assert readers(heard, alone, named_answers) == {*KEEPERS, "resident"}
    assert readers(heard, joint, named_answers) == heard.viewers.keys()
    assert readers(heard, elsewhere, named_answers) == heard.viewers.keys()


def test_who_corrects_an_answer(heard):
    own, joint, typed = answer(heard, "member"), answer(heard, "chair", is_joint=True), typed_in(heard)
    assert readers(heard, own, correctable_answers) == {"member"}
    assert readers(heard, joint, correctable_answers) == {"chair"}
    assert readers(heard, typed, correctable_answers) == {"consultant"}
    with at(2024, 3, 2):
        assert readers(heard, own, correctable_answers) == set()
    reply(heard, typed)
    assert readers(heard, typed, correctable_answers) == set()


def test_whose_term_ended_corrects_no_more(heard):
    own = answer(heard, "member_until_today")
    assert readers(heard, own, correctable_answers) == {"member_until_today"}
    with at(2024, 2, 2):
        assert readers(heard, own, correctable_answers) == set()
        assert "member_until_today" in readers(heard, own)


def test_who_replies_and_when(heard):
    given, typed = answer(heard, "member"), typed_in(heard)
    assert readers(heard, typed, replyable_answers) == {"consultant"}
    assert readers(heard, given, replyable_answers) == set()
    with at(2024, 3, 2):
        assert readers(heard, given, replyable_answers) == {"consultant"}


def test_a_correction_keeps_what_was_said(heard):
    own = answer(heard, "member")
    correct_answer(by=heard.member, answer_id=own, seen_version=1, words="Nu mener jeg noget andet.")
    [shown] = heard.shown(OPEN, heard.member).answers
    assert (shown.words, shown.version) == ("Nu mener jeg noget andet.", 2)
    assert clock.today() == TODAY
