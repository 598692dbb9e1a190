"""The triggers: what happened, and what was adopted, is never rewritten, and what is changed keeps its history."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import Field

from helhed.action_plans.models import ActionPlan, CommunicationStep, Initiative, Milestone, ProgressUpdate, Trial
from helhed.action_plans.words import ProgressState
from helhed.audit.acting import acting
from helhed.audit.actions import record
from helhed.audit.models import Event
from helhed.audit.triggers import (
    HISTORY,
    KEPT,
    Kept,
)
from helhed.audit.words import Verb
from helhed.base import clock
from helhed.base.labels import Sensitivity, label_of
from helhed.organisation.models import Staff, Unit
from helhed.organisation.words import Sector
from helhed.participation.models import (
    AnswerWording,
    Council,
    CouncilMember,
    DeadlineMove,
    Hearing,
    HearingAnswer,
    HearingReply,
)
from helhed.participation.words import AnswerSource, CouncilKind, HearingKind, SeatRole
from helhed.policy.models import (
    Edition,
    GoalSuccession,
    OfficialWording,
    OriginalFile,
    PolicyGoal,
    StateDecision,
    SteeringDocument,
)
from helhed.policy.words import DocumentKind, DocumentState
from helhed.status_reports.models import (
    CommitteeTreatment,
    FrozenStatus,
    GoalJudgement,
    StatusReport,
    StatusSection,
)
from helhed.status_reports.words import StatusPart
from tests.world import SYSTEM


@pytest.fixture
def rows(db: None) -> None:
    """In each table of which something stays, a row that does: on SQLite a trigger runs for each row it meets.

    In those of which only some rows stay, there is one beside it that may be rewritten.
    """
    with acting(by=SYSTEM):
        _write_rows()
    # Keys that PostgreSQL still has to look at would stop a TRUNCATE before the trigger does.
    connection.check_constraints()


def _write_rows() -> None:
    record(by=SYSTEM, verb=Verb.ADDED_UNIT)
    unit, day = Unit.objects.create(name="Solgården", sector=Sector.SOCIAL), date(2024, 2, 1)
    staff = Staff.objects.create(name="Ida", title="Leder", unit=unit)
    policy = SteeringDocument.objects.create(kind=DocumentKind.POLICY, state=DocumentState.DRAFT, slug="a", title="A")
    plan = ActionPlan.objects.create(
        policy=policy, slug="a", title="A", starts_on=day, ends_on=day, adopted_by="Byrådet", adopted_on=day
    )
    initiative = Initiative.objects.create(plan=plan, number=1, title="A", unit=unit, starts_on=day, ends_on=day)
    Milestone.objects.create(initiative=initiative, title="A", due_on=day, planned_on=day)
    Trial.objects.create(plan=plan, title="A", question="A", started_on=day, ends_on=day)
    CommunicationStep.objects.create(
        policy=policy, audience="A", message="A", channel="A", due_on=day, responsible=staff
    )
    judged = {"proposal": ProgressState.DONE, "state": ProgressState.DONE}
    ProgressUpdate.objects.create(initiative=initiative, at=clock.now(), by=staff, words="A", **judged)
    file = {"name": "a.txt", "digest": "0" * 64, "read_at": clock.now(), "data": b"A"}
    read = OriginalFile.objects.create(**file, is_adopted=True)
    OriginalFile.objects.create(**file)
    adopted = Edition.objects.create(document=policy, number=1, content={"title": "A"}, in_force_on=day, file=read)
    draft = Edition.objects.create(document=policy, number=2, step=1)
    StateDecision.objects.create(edition=adopted, state=DocumentState.ADOPTED, body="Byrådet", on=day)
    StateDecision.objects.create(edition=draft, state=DocumentState.HEARING, body="Byrådet", on=day, until=day)
    _hearing_of(adopted, staff, day)
    goal = PolicyGoal.objects.create(document=policy, code="1.1", edition=1, position=1)
    OfficialWording.objects.create(goal=goal, edition=1, text="A")
    other = PolicyGoal.objects.create(document=policy, code="1.2", edition=1, position=2)
    GoalSuccession.objects.create(new_goal=goal, old_goal=other, edition=1)
    _statuses_of(policy, goal, day)
    Staff.objects.update(name="Ida Holm")


def _statuses_of(policy: SteeringDocument, goal: PolicyGoal, day: date) -> None:
    """A status that is published, and one that is not."""
    report = StatusReport.objects.create(policy=policy, first_year=2022, year=2022, published_on=day)
    section = StatusSection.objects.create(report=report, kind=StatusPart.SUMMARY, text="A")
    GoalJudgement.objects.create(section=section, goal=goal, words="A")
    CommitteeTreatment.objects.create(report=report, committee="A", sent_on=day)
    FrozenStatus.objects.create(report=report, content="A", digest="A", frozen_at=clock.now())
    StatusReport.objects.create(policy=policy, first_year=2023, year=2023)


def _hearing_of(edition: Edition, staff: Staff, day: date) -> None:
    """A hearing whose deadline was moved, with an answer, the reply to it, and a member of a council."""
    days = {"opens_on": day, "closes_on": day, "replies_on": day}
    hearing = Hearing.objects.create(
        slug="a", title="A", kind=HearingKind.POLICY, edition=edition, is_open_to_all=True, owner=staff, **days
    )
    DeadlineMove.objects.create(hearing=hearing, moved_on=day, from_on=day, to_on=day, reason="A")
    answer = HearingAnswer.objects.create(
        hearing=hearing,
        is_joint=False,
        said_by="A",
        source=AnswerSource.TYPED_IN,
        where="A",
        typed_in_by=staff,
        received_on=day,
    )
    AnswerWording.objects.create(answer=answer, version=1, at=clock.now(), words="A")
    HearingReply.objects.create(answer=answer, words="A", is_withheld=False, by=staff, on=day)
    council = Council.objects.create(slug="a", name="A", kind=CouncilKind.DISABILITY)
    CouncilMember.objects.create(council=council, name="A", role=SeatRole.MEMBER, appointed_by="A", from_on=day)


# The tables of ours that keep no history, and why that is enough.
NO_HISTORY = {
    "access_account": "an event tells of each change, and a password is in no history",
    "access_demomarker": "stands in made-up data only",
    "helhed_cache": "is thrown away",
    "organisation_unit": "is written once",
    "organisation_roleassignment": "an event tells when it was given and when it ended",
    "policy_alignment": "is written or removed whole, and an event tells of it",
    "policy_draftstep": "is itself the history of a draft",
    "policy_focusarea": "follows from the editions, or from what the document says",
    "policy_lighthouse": "follows from what the document says",
    "action_plans_goalserved": "is written or removed whole",
    "action_plans_initiativesuccession": "is written or removed whole, and an event tells of it",
    "action_plans_trialarea": "is written or removed whole",
    "communication_outboxmessage": "tells itself what became of it",
    "participation_council": "is written once",
    "participation_hearinganswer": "its wordings stay, each with its time",
    "participation_hearinginvitation": "is written once",
    "status_reports_citizenvoice": "is written or removed whole; who withdraws a consent leaves no words behind",
}
REWRITES = ['UPDATE "{}" SET "id" = "id"', 'DELETE FROM "{}"']
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has it")
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite has it")


def execute(*statements_: str) -> None:
    with connection.cursor() as cursor:
        for sql in statements_:
            cursor.execute(sql)


def assert_refused(sql: str, why: str = "append-only") -> None:
    with pytest.raises(DatabaseError, match=why), transaction.atomic():
        execute(sql)


WHOLE_ROWS = [table for table, kept in KEPT.items() if not kept.columns]
STANDING = {
    "policy_edition": "in_force_on IS NOT NULL",
    "policy_statedecision": "until IS NULL",
    "policy_originalfile": "is_adopted",
    "status_reports_statusreport": "published_on IS NOT NULL",
}


@pytest.mark.parametrize("table", WHOLE_ROWS)
@pytest.mark.parametrize("sql", REWRITES)
@pytest.mark.usefixtures("rows")
def test_what_happened_is_not_rewritten(table: str, sql: str) -> None:
    assert_refused(sql.format(table))
    assert_refused(f"{sql.format(table)} WHERE {STANDING.get(table, '1 = 1')}")


@pytest.mark.parametrize("table", STANDING)
@pytest.mark.parametrize("sql", REWRITES)
@pytest.mark.usefixtures("rows")
def test_what_does_not_stand_yet_may_be_rewritten(table: str, sql: str) -> None:
    with acting(by=SYSTEM), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{sql.format(table)} WHERE NOT ({STANDING[table]})")
        assert cursor.rowcount > 0
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE policy_originalfile SET {} = {} WHERE is_adopted".format(*[column] * 2)
        for column in ("name", "digest", "data", "blocks", "read_at", "is_adopted")
    ],
)
@pytest.mark.usefixtures("rows")
def test_nothing_of_the_file_of_an_adopted_edition_is_rewritten(sql: str) -> None:
    assert_refused(sql)


@on_sqlite
@pytest.mark.parametrize("table", WHOLE_ROWS)
@pytest.mark.usefixtures("rows")
def test_what_happened_is_not_replaced(table: str) -> None:
    """SQLite's own words for it, which delete the row first and say so to no trigger unless it is told to."""
    assert_refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE {STANDING.get(table, '1 = 1')}")


@pytest.mark.usefixtures("rows")
def test_the_address_of_a_goal_is_not_rewritten_and_the_rest_of_it_is() -> None:
    for column in ("code", "document_id"):
        assert_refused(f"UPDATE policy_policygoal SET {column} = {column}")
    with acting(by=SYSTEM):
        execute("UPDATE policy_policygoal SET edition = 2, easy_wording = 'A', focus_area_id = NULL")


def test_what_is_kept_and_what_is_not_of_each_table_is_tried() -> None:
    assert {table for table, kept in KEPT.items() if kept.when} == set(STANDING)
    assert {table for table, kept in KEPT.items() if kept.columns} == {"policy_policygoal"}


@pytest.mark.parametrize("table", HISTORY)
@pytest.mark.parametrize("sql", REWRITES)
@pytest.mark.usefixtures("rows")
def test_nobody_changes_what_keeps_its_history(table: str, sql: str) -> None:
    of_what_may_change = f" WHERE NOT ({STANDING[table]})" if table in STANDING else ""
    assert_refused(sql.format(table) + of_what_may_change, "no actor")


def test_every_table_is_decided_on() -> None:
    """Each of ours keeps its rows, or the history of them, or stands in the list with the reason why not."""
    ours = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("helhed.")}
    whole = {table for table, kept in KEPT.items() if kept == Kept()}
    assert ours - {*KEPT, *HISTORY} == set(NO_HISTORY)
    assert not whole & set(HISTORY)


def columns_in_history() -> Iterator[tuple[str, Field]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            left_out = HISTORY.get(model._meta.db_table)
            if left_out is not None and field.column not in left_out:
                yield f"{model._meta.db_table}.{field.column}", field


def test_what_is_left_out_of_a_history_stands_in_its_table() -> None:
    columns = {model._meta.db_table: {f.column for f in model._meta.concrete_fields} for model in apps.get_models()}
    assert [table for table, left_out in HISTORY.items() if not columns[table].issuperset(left_out)] == []


def test_no_secret_stands_in_a_history() -> None:
    kept = dict(columns_in_history())
    assert {"organisation_staff.name", "policy_policygoal.easy_wording"} <= kept.keys()
    assert "policy_policygoal.stems" not in kept
    assert [name for name, field in kept.items() if label_of(field).sensitivity == Sensitivity.SECRET] == []


@on_postgresql
@pytest.mark.parametrize("table", {**KEPT, **HISTORY})
@pytest.mark.usefixtures("rows")
def test_what_happened_is_not_emptied(table: str) -> None:
    assert_refused(f'TRUNCATE "{table}" CASCADE')


@pytest.mark.usefixtures("rows")
def test_what_happened_is_not_rewritten_through_models() -> None:
    for model in (Event, ProgressUpdate):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.all().delete()
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.get().save()
