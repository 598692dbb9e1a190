"""What is published is kept as it stood, whatever happens afterwards, and costs the same however much there is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from helhed.action_plans.actions.communication import add_step
from helhed.action_plans.models import GoalServed, Initiative, Milestone, ProgressUpdate
from helhed.action_plans.words import ProgressState
from helhed.audit.acting import acting
from helhed.base import clock
from helhed.base.errors import Changed, Invalid, Missing
from helhed.participation.actions.answers import reply_to_answer, type_in_answer
from helhed.policy.content.changes import DropGoal
from helhed.status_reports.actions.publishing import publish_report
from helhed.status_reports.actions.reports import discard_report, start_correction, start_report
from helhed.status_reports.actions.sending import send_to_hearing
from helhed.status_reports.actions.voices import add_voice, withdraw_voice
from helhed.status_reports.content.storing import digest, stored
from helhed.status_reports.models import FrozenStatus
from helhed.status_reports.queries.compiled import compile_status
from helhed.status_reports.queries.history import get_section_history
from helhed.status_reports.queries.reports import count_initiatives, get_report, list_editions, list_reports
from helhed.status_reports.queries.sections import get_readiness, list_voices
from helhed.status_reports.words import Outcome, ReportState, StatusPart
from tests.policy.drafted import next_edition
from tests.status_reports.reported import (
    CONSENT,
    judge,
    make_ready,
    publish,
    published,
    section_of,
    treat,
    write,
)
from tests.world import (
    SLUG,
    SYSTEM,
    VISITOR,
    World,
    add_plan,
    adopt,
    adopt_the_plan,
    at,
    build_world,
    facts,
    goals_of,
    many_goals,
    progress,
    read_in,
)

S = ProgressState
BIG = "politik-for-mange-maal"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def seen(year: int = 2022, **more: Any) -> Any:
    return compile_status(VISITOR, SLUG, year, **more)


# Frozen


def test_what_is_published_never_changes_with_the_tables(world):
    with at(2022, 12, 1):
        progress(world, S.ON_TRACK, words="Alt vel.")
    report = published(world.policy_id, 2022)
    before = seen()
    assert before.content.initiatives[0].words == "Alt vel."
    with at(2022, 12, 2):
        progress(world, S.DELAYED, words="Skrevet for sent.")
    next_edition(world.policy_id, DropGoal(world.goals["1.2"]))
    assert seen() == before
    assert (before.report.id, before.digest) == (report, digest(stored(before.content)))
    anew = start_correction(by=SYSTEM, report_id=report, reason="En melding kom for sent.")
    assert compile_status(SYSTEM, SLUG, 2022, edition=2).content.initiatives[0].words == "Skrevet for sent."
    assert seen() == before, "a draft beside it changes nothing"
    publish_report(by=SYSTEM, report_id=anew)
    assert seen().content.initiatives[0].words == "Skrevet for sent."
    assert replace(seen(edition=1), report=before.report) == before


@pytest.mark.parametrize("sql", ["UPDATE {} SET {} = {}", "DELETE FROM {} WHERE {} = {}"])
@pytest.mark.parametrize(
    ("table", "column"),
    [("status_reports_frozenstatus", "content"), ("status_reports_statusreport", "published_on")],
)
def test_the_database_refuses_to_change_what_is_published(world, sql, table, column):
    published(world.policy_id, 2022)
    with acting(by=SYSTEM), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(sql.format(table, column, column))


def test_a_kept_status_asks_no_table_what_it_says(world, queries):
    published(world.policy_id, 2022)
    with queries(2) as asked:
        seen()
    assert all(each.startswith("helhed/status_reports/") for each in asked)


def test_a_status_is_published_once(world):
    report = published(world.policy_id, 2022)
    with pytest.raises(Missing):
        publish_report(by=SYSTEM, report_id=report)
    assert FrozenStatus.objects.count() == 1
    assert get_readiness(VISITOR, report).lacks == ()


def test_what_was_not_seen_is_not_published(world):
    report = start_report(by=SYSTEM, policy_id=world.policy_id, year=2022)
    make_ready(report)
    treat(report)
    on_screen = compile_status(SYSTEM, SLUG, 2022).digest
    write(section_of(report, StatusPart.SUMMARY), "Skrevet, mens den anden læste.")
    with pytest.raises(Changed):
        publish_report(by=SYSTEM, report_id=report, seen_digest=on_screen)
    assert seen_draft().state == ReportState.WITH_COMMITTEES
    publish_report(by=SYSTEM, report_id=report, seen_digest=compile_status(SYSTEM, SLUG, 2022).digest)
    assert seen().content.summary == "Skrevet, mens den anden læste."


def seen_draft() -> Any:
    return get_report(SYSTEM, SLUG, 2022)


@pytest.mark.parametrize(
    ("outcome", "year", "field"), [(Outcome.SENT_BACK, 2022, "outcome"), (Outcome.APPROVED, 2024, "year")]
)
def test_what_is_lacking_blocks_it(world, outcome, year, field):
    report = start_report(by=SYSTEM, policy_id=world.policy_id, year=year)
    make_ready(report)
    treat(report, outcome=outcome)
    with pytest.raises(Invalid) as refused:
        publish_report(by=SYSTEM, report_id=report)
    assert refused.value.field == field


def test_a_year_is_over_at_midnight_in_denmark(world):
    report = start_report(by=SYSTEM, policy_id=world.policy_id, year=2024)
    make_ready(report)
    treat(report)
    with at(2024, 12, 31, 23, 30), pytest.raises(Invalid):
        publish_report(by=SYSTEM, report_id=report)
    with at(2025, 1, 1, 0, 30):
        publish_report(by=SYSTEM, report_id=report)


def test_an_unready_section_is_published_with_the_reason(world):
    report = start_report(by=SYSTEM, policy_id=world.policy_id, year=2022)
    treat(report)
    with pytest.raises(Invalid) as refused:
        publish_report(by=SYSTEM, report_id=report, unready_reason=" ")
    assert refused.value.field == "unready_reason"
    publish_report(by=SYSTEM, report_id=report, unready_reason="Redaktøren er syg.")
    content = seen().content
    assert content.unready_reason == "Redaktøren er syg."
    assert {"summary", content.areas[0].id} <= set(content.unready)
    whole = published(world.policy_id, 2023)
    assert whole
    assert (seen(2023).content.unready, seen(2023).content.unready_reason) == ((), "")


# Corrections


def test_a_correction_names_what_it_corrects_and_takes_its_place(world):
    judge(start_report(by=SYSTEM, policy_id=world.policy_id, year=2022), {"1.1": "Godt på vej."})
    old = publish(seen_draft().id)
    first = seen()
    new = start_correction(by=SYSTEM, report_id=old, reason="Et navn var forkert.")
    with pytest.raises(Invalid):
        start_correction(by=SYSTEM, report_id=old, reason="Igen.")
    assert get_readiness(SYSTEM, new).percent == 100
    publish_report(by=SYSTEM, report_id=new)
    content = seen().content
    assert (content.edition, content.corrects.edition, content.corrects.digest) == (2, 1, first.digest)
    assert content.corrects.reason == "Et navn var forkert."
    assert content.areas[0].goals[0].judgement == "Godt på vej."
    assert content.committees == first.content.committees
    assert [each.id for each in list_reports(VISITOR)] == [new]
    assert [each.edition for each in list_editions(VISITOR, new)] == [2, 1]


def test_a_correction_can_be_discarded_and_the_old_edition_stands(world):
    old = published(world.policy_id, 2022)
    discard_report(by=SYSTEM, report_id=start_correction(by=SYSTEM, report_id=old, reason="Måske."))
    assert [each.id for each in list_editions(SYSTEM, old)] == [old]


# Voices


def test_a_withdrawn_consent_takes_the_words_out_of_every_edition(world):
    report = start_report(by=SYSTEM, policy_id=world.policy_id, year=2022)
    area = UUID(section_of(report, StatusPart.AREA, 2).area)
    add_voice(by=SYSTEM, report_id=report, words="Det er mit.", said_by="Ida", consent=CONSENT, area=area)
    publish(report)
    [voice] = seen().content.voices
    assert (voice.words, voice.said_by, voice.area, voice.is_withdrawn) == ("Det er mit.", "Ida", 2, False)
    known_by = seen().digest
    publish_report(by=SYSTEM, report_id=start_correction(by=SYSTEM, report_id=report, reason="Et tal."))
    withdraw_voice(by=SYSTEM, voice_id=list_voices(SYSTEM, report)[0].id)
    for edition in (1, 2):
        [voice] = seen(edition=edition).content.voices
        assert (voice.words, voice.said_by, voice.is_withdrawn) == ("", "", True)
    assert seen(edition=1).digest == known_by
    again = start_correction(by=SYSTEM, report_id=get_report(SYSTEM, SLUG, 2022).id, reason="Stemmen er væk.")
    publish_report(by=SYSTEM, report_id=again)
    assert seen().content.voices == ()


# Hearings


def test_the_remarks_of_the_councils_stand_beside_the_replies(world):
    report = start_report(by=SYSTEM, policy_id=world.policy_id, year=2022)
    make_ready(report)
    with pytest.raises(Missing):
        seen()
    days = {"opens_on": date(2024, 2, 1), "closes_on": date(2024, 2, 10), "replies_on": date(2024, 2, 20)}
    asked = {"title": "Status i høring", "questions": "Hvad mener I?", "path": f"/status/{SLUG}/2022"}
    send_to_hearing(
        by=world.consultant,
        report_id=report,
        seen_version=1,
        others=["Ældrerådet"],
        is_open_to_all=True,
        **asked,
        **days,
    )
    assert seen().report.state == ReportState.IN_HEARING
    hearing_id = seen().report.hearing_id
    said = {"said_by": "En borger", "where": "Brev", "received_on": date(2024, 2, 1)}
    answers = [
        type_in_answer(by=world.consultant, hearing_id=hearing_id, words=words, **said)
        for words in ("Flot.", "Mit liv.")
    ]
    assert seen().content.hearing.remarks == (), "nobody is led by the answers of others"
    with at(2024, 2, 12):
        assert get_readiness(SYSTEM, report).lacks[0].message
        for answer_id, words in zip(answers, ("Tak.", "Det holder vi for os selv."), strict=True):
            reply_to_answer(
                by=world.consultant,
                answer_id=answer_id,
                seen_version=0,
                words=words,
                is_withheld=words != "Tak.",
            )
        treat(report)
        publish_report(by=world.consultant, report_id=report)
        remarks = seen().content.hearing.remarks
    assert [(each.words, each.reply) for each in remarks] == [("Flot.", "Tak."), ("", "Det holder vi for os selv.")]


# History


def test_who_wrote_a_section_is_told_to_those_who_write_the_status(world):
    report = start_report(by=SYSTEM, policy_id=world.policy_id, year=2022)
    summary = section_of(report, StatusPart.SUMMARY)
    write(summary, "Det gik godt.", by=world.consultant)
    history = get_section_history(world.consultant, summary.id)
    assert history is not None
    assert {change.after for act in history.acts for change in act.changes} >= {"Det gik godt."}
    assert get_section_history(world.leader, summary.id) is None


# Size

# Forty goals, two hundred initiatives, eight hundred milestones, and two goals, four initiatives, no milestones.
SIZES = {"large": (8, 5, 200, 4), "small": (2, 1, 4, 0)}
COMPILING = 21
# Its triggers are told who acts, and once more when the action ends inside another transaction, as that of a test.
MORE_ON_POSTGRESQL = 2


def fill(world: World, size: str) -> UUID:
    """A policy of this size, its plan, an update for each initiative, and the status of last year published."""
    areas, goals_in_each, initiatives, milestones = SIZES[size]
    policy_id = read_in(many_goals(areas, goals_in_each))
    adopt(policy_id)
    goals = list(goals_of(BIG).values())
    plan_id = add_plan(policy_id, title="Stor plan")
    told = vars(facts((), unit_id=world.units["home"]))
    kept = {
        name: told[name] for name in ("title", "description", "success_criterion", "unit_id", "starts_on", "ends_on")
    }
    rows = [Initiative(plan_id=plan_id, number=number, **kept) for number in range(1, initiatives + 1)]
    by, when = world.staff["accountable"], clock.now() - timedelta(days=800)
    judged = {"state": S.ON_TRACK, "proposal": S.ON_TRACK, "words": "Det går.", "by_id": by, "at": when}
    due_on = date(2022, 6, 1)
    with acting(by=SYSTEM):
        Initiative.objects.bulk_create(rows)
        GoalServed.objects.bulk_create(
            GoalServed(initiative=row, goal_id=goals[each % len(goals)])
            for row in rows
            for each in (row.number, row.number + 1)
        )
        Milestone.objects.bulk_create(
            Milestone(initiative=row, title=f"{each}", due_on=due_on, planned_on=due_on)
            for row in rows
            for each in range(milestones)
        )
        ProgressUpdate.objects.bulk_create(ProgressUpdate(initiative=row, **judged) for row in rows)
    adopt_the_plan(plan_id)
    add_step(
        by=SYSTEM,
        policy_id=policy_id,
        audience="Alle",
        message="Hej",
        channel="Avis",
        due_on=due_on,
        responsible_id=None,
    )
    published(policy_id, 2022)
    report = start_report(by=SYSTEM, policy_id=policy_id, year=2023)
    make_ready(report)
    treat(report)
    return report


@pytest.mark.parametrize("size", SIZES)
def test_freezing_takes_at_most_ten_statements_beside_what_shows_the_draft(world, queries, size):
    report = fill(world, size)
    with queries(COMPILING):
        shown = compile_status(SYSTEM, BIG, 2023)
    assert shown.content.initiative_count == SIZES[size][2]
    with queries() as asked:
        publish_report(by=SYSTEM, report_id=report, seen_digest=shown.digest)
    own = asked.count - COMPILING
    assert own == 8 + MORE_ON_POSTGRESQL * (connection.vendor == "postgresql")
    assert own <= 10
    assert sum(each.split(": ", 1)[1].startswith(("INSERT", "UPDATE")) for each in asked) == 3
    counted = dict(count_initiatives(VISITOR, get_report(VISITOR, BIG, 2023)))
    assert counted == {S.ON_TRACK: SIZES[size][2]}
