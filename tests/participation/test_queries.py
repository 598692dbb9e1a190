from collections.abc import Iterator
from datetime import date

import pytest

from helhed.base.errors import Missing, NotAllowed
from helhed.organisation.actions import end_employment
from helhed.participation.actions.hearings import close_hearing, move_deadline
from helhed.participation.queries.answers import get_answer, remarks_of
from helhed.participation.queries.councils import get_council, get_keepable_member, list_councils
from helhed.participation.queries.hearings import (
    get_hearing,
    hearable_subjects,
    hearings_about,
    hearings_waiting,
    list_hearings,
    slug_of,
)
from helhed.participation.words import CouncilKind, HearingKind, HearingOrder, HearingState
from tests.participation.heard import OPEN, OVER, Heard, answer, ask, build_heard, reply, seat, typed_in
from tests.world import DRAFT_SLUG, SLUG, SYSTEM, VISITOR, at


@pytest.fixture
def heard(db: None) -> Iterator[Heard]:
    with at(2024, 2, 1):
        yield build_heard()


def slugs(found: list) -> list[str]:
    return [each.slug for each in found]


# Hearings


def test_hearings_are_found_by_state_by_words_and_by_whose_they_are(heard):
    assert slugs(list_hearings(VISITOR)) == [OPEN, OVER]
    assert slugs(list_hearings(VISITOR, state=HearingState.OVER)) == [OVER]
    assert slugs(list_hearings(VISITOR, words="udkast BEDRE")) == [OPEN]
    assert slugs(list_hearings(VISITOR, words="udsatterådet")) == [OVER]
    assert slugs(list_hearings(VISITOR, words="badminton")) == []
    assert slugs(list_hearings(heard.member_elsewhere, mine=True)) == [OVER]
    assert slugs(list_hearings(heard.consultant, mine=True)) == [OPEN, OVER]
    for viewer in (VISITOR, heard.deputy_member, heard.consultant_without_staff):
        assert list_hearings(viewer, mine=True) == []


def test_hearings_stand_in_the_order_asked_for(heard):
    later = {"closes_on": date(2024, 2, 10), "replies_on": date(2024, 2, 10)}
    ask(heard.consultant, [], plan_id=heard.world.plan_id, title="Åben længe", **later)
    ask(heard.consultant, [], plan_id=heard.world.plan_id, title="Ære og tid", opens_on=date(2024, 1, 20))
    assert slugs(list_hearings(VISITOR)) == ["aaben-laenge", "aere-og-tid", OPEN, OVER]
    by_title = list_hearings(VISITOR, order=HearingOrder.TITLE)
    assert slugs(by_title) == [OVER, OPEN, "aere-og-tid", "aaben-laenge"]
    assert slugs(list_hearings(VISITOR, order=HearingOrder.NEWEST))[0] == "aere-og-tid"


def test_what_was_ended_last_stands_first_among_the_ended(heard):
    close_hearing(by=heard.consultant, hearing_id=heard.open_id, seen_version=1, reason="Trukket.")
    assert slugs(list_hearings(VISITOR)) == [OPEN, OVER]
    assert list_hearings(VISITOR)[0].ends_on == date(2024, 2, 1)


def test_the_hearings_about_a_policy_and_about_a_plan(heard):
    assert slugs(hearings_about(VISITOR, document_id=heard.world.draft_id)) == [OPEN]
    assert slugs(hearings_about(VISITOR, document_id=heard.world.policy_id)) == []
    assert slugs(hearings_about(VISITOR, plan_id=heard.world.plan_id)) == [OVER]


def test_a_hearing_waits_until_the_member_or_the_council_has_answered(heard):
    waiting = {name for name, viewer in heard.viewers.items() if hearings_waiting(viewer)}
    assert waiting == {"chair", "member", "member_until_today", "member_from_today", "resident"}
    answer(heard, "member")
    assert hearings_waiting(heard.member) == []
    assert [each.waits for each in hearings_waiting(heard.chair)] == [True]
    answer(heard, "chair", is_joint=True)
    assert hearings_waiting(heard.member_until_today) == []
    assert hearings_waiting(heard.resident)


def test_a_hearing_tells_who_was_asked_and_what_the_viewer_may_do(heard):
    answer(heard, "member")
    answer(heard, "resident", "home", is_joint=True)
    shown = get_hearing(heard.member, OPEN)
    told = [(each.name, each.has_answered, each.is_own, each.has_own_answer) for each in shown.invitations]
    assert told == [
        ("Handicaprådet", False, True, True),
        ("Rådet på Egely", True, False, False),
        ("Foreningen Venner", False, False, False),
    ]
    assert (shown.is_asked, shown.days_left, shown.answer_count, shown.unshown) == (True, 30, 2, 1)
    assert (shown.offers.answer, shown.offers.keep, shown.offers.change) == (True, False, False)
    keeps = get_hearing(heard.consultant, OPEN).offers
    assert (keeps.answer, keeps.keep, keeps.change, keeps.type_in) == (False, True, True, True)
    keeps = get_hearing(heard.consultant_without_staff, OPEN).offers
    assert (keeps.keep, keeps.change, keeps.type_in) == (True, False, False)
    offers = [get_hearing(heard.viewers[name], OPEN).offers for name in ("visitor", "deputy_member", "council_member")]
    assert not any(each.answer or each.keep or each.change or each.type_in for each in offers)


def test_where_the_one_who_reads_has_left_the_unit_does(heard):
    assert (heard.shown().owner, heard.shown().unit) == ("Consultant", "Botilbuddet Egely")
    end_employment(by=SYSTEM, staff_id=heard.consultant.staff_id)
    assert (heard.shown().owner, heard.shown().unit) == ("", "Botilbuddet Egely")


def test_what_was_promised_and_not_kept_is_counted(heard):
    typed_in(heard)
    replied = typed_in(heard, "vulnerable")
    reply(heard, replied)
    assert heard.shown(OVER).late_replies == 1
    with at(2023, 4, 30):
        assert heard.shown(OVER).late_replies == 0
    assert heard.shown(OPEN).late_replies == 0


def test_a_hearing_that_is_not_there_is_missing(heard):
    with pytest.raises(Missing):
        get_hearing(VISITOR, "noget-andet")
    close_hearing(by=heard.consultant, hearing_id=heard.open_id, seen_version=1, reason="Trukket.")
    assert slug_of(VISITOR, heard.open_id) == OPEN
    later = ask(heard.consultant, [], plan_id=heard.world.plan_id, title="Senere", opens_on=date(2024, 2, 2))
    for asking in (lambda: get_hearing(VISITOR, "senere"), lambda: slug_of(VISITOR, later)):
        with pytest.raises(Missing):
            asking()


def test_what_a_hearing_can_be_opened_about(heard):
    found = hearable_subjects(heard.consultant)
    assert [(each.subject.kind, each.subject.policy or each.subject.plan, each.until_on) for each in found] == [
        (HearingKind.POLICY, DRAFT_SLUG, date(2024, 3, 1)),
        (HearingKind.POLICY, SLUG, None),
        (HearingKind.ACTION_PLAN, "handleplan-2021-2022", None),
    ]
    with pytest.raises(Missing):
        hearable_subjects(heard.consultant_without_staff)
    with pytest.raises(NotAllowed):
        hearable_subjects(heard.member)


def test_a_hearing_about_what_lies_above_leads_there(heard):
    about = {"subject_title": "Årsstatus 2023", "subject_path": "/status/politik/2023"}
    ask(heard.consultant, [], title="Om status", **about)
    subject = get_hearing(VISITOR, "om-status").subject
    assert (subject.kind, subject.title, subject.path) == (HearingKind.STATUS, *about.values())


# Answers


def test_the_remarks_of_a_hearing_are_what_is_public_with_the_reply(heard):
    first, second = typed_in(heard, "vulnerable"), typed_in(heard)
    assert remarks_of(heard.consultant, heard.over_id) == []
    reply(heard, first, changed="Boligerne kommer først.")
    [remark] = remarks_of(VISITOR, heard.over_id)
    assert (remark.said_by, remark.words) == ("Udsatterådet", "Det siger vulnerable.")
    assert (remark.reply.words, remark.reply.changed) == ("Tak for svaret.", "Boligerne kommer først.")
    reply(heard, second, is_withheld=True)
    assert [each.words for each in remarks_of(VISITOR, heard.over_id)] == [remark.words, ""]
    assert [each.words for each in remarks_of(heard.consultant, heard.over_id)][1] == "Det siger en borger."
    later = ask(heard.consultant, [], plan_id=heard.world.plan_id, opens_on=date(2024, 2, 2))
    with pytest.raises(Missing):
        remarks_of(VISITOR, later)


def test_a_resident_who_answers_alone_is_not_named_to_others(heard):
    with at(2023, 3, 10):
        reply_to = answer(heard, "resident", "home", OVER)
    reply(heard, reply_to)
    told = {name: heard.shown(OVER, viewer).answers[0] for name, viewer in heard.viewers.items()}
    named = {name for name, each in told.items() if each.said_by == "Resident"}
    assert named == {"consultant", "consultant_without_staff", "system", "resident"}
    assert {each.said_by for name, each in told.items() if name not in named} == {""}
    assert {each.council for each in told.values()} == {"Rådet på Egely"}


@pytest.mark.parametrize("person", ["visitor", "member", "consultant_without_staff"])
def test_an_answer_is_at_hand_to_those_who_can_do_something_about_it(heard, person):
    typed = typed_in(heard)
    assert get_answer(heard.consultant, OVER, typed).may_reply
    for slug in (OVER, OPEN):
        with pytest.raises(Missing):
            get_answer(heard.viewers[person], slug, typed)


def test_the_size_of_a_hearing_asks_nothing_more(heard, queries):
    typed_in(heard)
    with queries() as few:
        get_hearing(VISITOR, OVER)
    with queries() as few_listed:
        list_hearings(VISITOR)
    for number in range(5):
        reply(heard, typed_in(heard, said_by=f"Nummer {number}"))
        ask(heard.consultant, [heard.councils["home"]], plan_id=heard.world.plan_id)
    move = {"seen_version": 1, "replies_on": date(2024, 4, 1), "reason": "Før."}
    move_deadline(by=heard.consultant, hearing_id=heard.open_id, closes_on=date(2024, 2, 9), **move)
    with queries(few.count):
        assert len(get_hearing(VISITOR, OVER).answers) == 5
    with queries(few_listed.count):
        assert len(list_hearings(VISITOR)) == 7


# Councils


def test_councils_are_found_by_kind_and_by_words(heard):
    assert slugs(list_councils(VISITOR)) == ["handicapraadet", "udsatteraadet", "raadet-paa-egely"]
    assert slugs(list_councils(VISITOR, kind=CouncilKind.VULNERABLE)) == ["udsatteraadet"]
    assert slugs(list_councils(VISITOR, words="botilbuddet")) == ["raadet-paa-egely"]
    assert [each.in_office for each in list_councils(VISITOR)] == [5, 1, 1]


def test_a_council_tells_who_sits_in_it_now_later_and_before(heard):
    shown = get_council(VISITOR, "handicapraadet")
    assert [each.name for each in shown.members] == [
        "Chair",
        *("Member", "Member_From_Today", "Member_Until_Today", "Member_Without_Role"),
        "Deputy_Member",
    ]
    assert [each.name for each in shown.to_come] == ["Member_From_Tomorrow"]
    assert [each.name for each in shown.former] == ["Member_Until_Yesterday"]
    assert not any(each.has_account for each in shown.members)
    assert all(each.has_account for each in get_council(heard.consultant, "handicapraadet").members)
    with pytest.raises(Missing):
        get_council(VISITOR, "byraadet")


def test_who_sits_in_the_council_of_a_facility_is_told_to_few(heard):
    seat(heard.councils["home"], "Beboer Uden Konto")
    told = {name: get_council(viewer, "raadet-paa-egely") for name, viewer in heard.viewers.items()}
    shown = {name for name, council in told.items() if council.shows_names}
    assert shown == {"consultant", "consultant_without_staff", "system", "resident"}
    assert {len(council.members) for name, council in told.items() if name not in shown} == {0}
    assert {council.in_office for council in told.values()} == {2}


def test_a_member_is_at_hand_to_those_who_keep_councils(heard):
    [member] = get_council(heard.consultant, "udsatteraadet").members
    assert get_keepable_member(heard.consultant, "udsatteraadet", member.id).name == "Member_Elsewhere"
    with pytest.raises(Missing):
        get_keepable_member(heard.consultant, "handicapraadet", member.id)
    with pytest.raises(NotAllowed):
        get_keepable_member(heard.member, "udsatteraadet", member.id)
