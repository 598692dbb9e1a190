"""A status out of what it follows from: no table is opened here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from helhed.action_plans.queries.communication import ShownStep
from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.action_plans.words import ENDED, ProgressState
from helhed.base import clock
from helhed.participation.queries.answers import ShownAnswer
from helhed.policy.queries.shown import PolicyContent, ShownArea, ShownGoal
from helhed.status_reports.content.tree import (
    FORMAT,
    Correction,
    LastYear,
    LateMilestone,
    PolicyQuote,
    Remark,
    StateCount,
    StatusArea,
    StatusChange,
    StatusContent,
    StatusDecision,
    StatusGoal,
    StatusHearing,
    StatusInitiative,
    StatusLink,
    StatusPlan,
    StatusPolicy,
    StatusStep,
    StatusValue,
    StatusVoice,
    Treatment,
    YearOfPeriod,
)
from helhed.status_reports.words import ChangedSince, FiguresState, ReportKind, StatusPart


@dataclass(frozen=True)
class Head:
    """Which status it is, and the day it is counted by."""

    kind: ReportKind
    first_year: int
    last_year: int
    edition: int
    corrects: Correction | None
    as_of: date


@dataclass(frozen=True)
class WrittenSection:
    """What an editor wrote in a section, and of each goal by its id."""

    kind: StatusPart
    area: UUID | None
    text: str
    is_ready: bool
    judgements: Mapping[UUID, str]

    @property
    def key(self) -> str:
        return str(self.area or self.kind)


@dataclass(frozen=True)
class Heard:
    """The hearing, and what was said in it."""

    title: str
    slug: str
    opens_on: date
    closes_on: date
    answers: Sequence[ShownAnswer]


@dataclass(frozen=True)
class Material:
    """All that a status follows from. `before` is what the year before said, and `compared_with` how it is known."""

    head: Head
    policy: PolicyContent
    plans: Sequence[ShownPlan] = ()
    initiatives: Sequence[ShownInitiative] = ()
    before: StatusContent | None = None
    compared_with: LastYear | None = None
    years: Sequence[YearOfPeriod] = ()
    sections: Sequence[WrittenSection] = ()
    voices: Sequence[tuple[UUID, UUID | None, str, str]] = ()
    treatments: Sequence[Treatment] = ()
    steps: Sequence[ShownStep] = ()
    heard: Heard | None = None

    def text(self, kind: StatusPart) -> str:
        return next((each.text for each in self.sections if each.kind == kind), "")


def counted(initiatives: Iterable[ShownInitiative], plans: Iterable[ShownPlan], day: date) -> list[ShownInitiative]:
    """An initiative counts on a day if, and only if, it had begun, and a body had adopted it by then: with its plan,
    or later by a decision of its own."""
    adopted = {plan.id for plan in plans if plan.adopted_on and plan.adopted_on <= day}
    return [
        each
        for each in initiatives
        if each.starts_on <= day and each.plan_id in adopted and (each.added is None or each.added.on <= day)
    ]


def compiled(material: Material) -> StatusContent:
    """The whole status, as it follows from the material alone."""
    head, policy = material.head, material.policy
    initiatives = _initiatives(material)
    used = {each.plan_id for each in material.initiatives}
    return StatusContent(
        format=FORMAT,
        kind=head.kind.value,
        first_year=head.first_year,
        last_year=head.last_year,
        edition=head.edition,
        corrects=head.corrects,
        municipality=policy.document.municipality,
        policy=_policy(policy),
        as_of=head.as_of,
        published_on=None,
        unready=tuple(each.key for each in material.sections if not each.is_ready),
        unready_reason="",
        summary=material.text(StatusPart.SUMMARY),
        reading_guide=material.text(StatusPart.READING_GUIDE),
        method=material.text(StatusPart.METHOD),
        figures=FiguresState.NONE_YET.value,
        plans=tuple(map(_plan, (plan for plan in material.plans if plan.id in used))),
        counts=_counts(initiatives),
        last_counts=material.before.counts if material.before else (),
        compared_with=material.compared_with,
        years=tuple(material.years),
        vision=material.text(StatusPart.VISION),
        statements=policy.statements,
        values=tuple(StatusValue(name, text) for name, text in policy.values),
        areas=_areas(material, initiatives),
        initiatives=initiatives,
        voices_lead=material.text(StatusPart.VOICES),
        voices=_voices(material),
        communication=material.text(StatusPart.COMMUNICATION),
        steps=tuple(_steps(material)),
        hearing=_hearing(material.heard) if material.heard else None,
        committees=tuple(material.treatments),
        carried_over=material.text(StatusPart.CARRIED_OVER),
        carries_over=_carries_over(head, initiatives),
        successors=tuple(StatusLink(each.slug, each.title, each.period) for each in policy.successors),
    )


def _policy(policy: PolicyContent) -> StatusPolicy:
    body, on, item = policy.adopted or ("", None, "")
    document = policy.document
    return StatusPolicy(
        slug=document.slug,
        title=document.title,
        subtitle=document.subtitle,
        period=document.period,
        edition=policy.edition if policy.edition and policy.adopted else 0,
        vision=policy.vision,
        adopted_by=body,
        adopted_on=on,
        agenda_item=item,
    )


def _plan(plan: ShownPlan) -> StatusPlan:
    return StatusPlan(
        slug=plan.slug,
        title=plan.title,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        adopted_by=plan.adopted_by,
        adopted_on=plan.adopted_on,
        agenda_item=plan.agenda_item,
    )


def day_of(moment: datetime) -> date:
    """The day in Denmark."""
    return moment.astimezone(clock.COPENHAGEN).date()


def key_of(initiative: ShownInitiative) -> str:
    return f"{initiative.plan}/{initiative.number}"


def _initiatives(material: Material) -> tuple[StatusInitiative, ...]:
    last = {each.key: each.state for each in material.before.initiatives} if material.before else {}
    return tuple(_initiative(each, last.get(key_of(each), "")) for each in material.initiatives)


def _initiative(shown: ShownInitiative, last_state: str) -> StatusInitiative:
    latest = shown.latest
    decision = latest.decision if latest else None
    return StatusInitiative(
        key=key_of(shown),
        plan=shown.plan,
        number=shown.number,
        title=shown.title,
        success_criterion=shown.success_criterion,
        unit=shown.unit,
        accountable=shown.accountable,
        co_owner=shown.co_owner,
        starts_on=shown.starts_on,
        ends_on=shown.ends_on,
        goals=tuple(goal.code for goal in shown.goals),
        state=shown.state.value,
        last_state=last_state,
        proposal=(latest.proposal if latest else shown.proposal.state).value,
        confidence=latest.confidence.value if latest and latest.confidence else "",
        words=latest.words if latest else "",
        written_on=day_of(latest.at) if latest else None,
        reason=latest.reason if latest else "",
        decision=StatusDecision(decision.body, decision.on, decision.agenda_item) if decision else None,
        is_late=shown.is_late,
        is_vacant=shown.is_vacant,
        milestones=len(shown.milestones),
        milestones_done=sum(each.is_done for each in shown.milestones),
        late_milestones=tuple(
            LateMilestone(each.title, each.due_on, each.planned_on) for each in shown.late_milestones
        ),
    )


def _counts(initiatives: Iterable[StatusInitiative]) -> tuple[StateCount, ...]:
    """In the order of the states; those that none is in are left out."""
    found = Counter(each.state for each in initiatives)
    return tuple(StateCount(state.value, found[state.value]) for state in ProgressState if found[state.value])


def _areas(material: Material, initiatives: Sequence[StatusInitiative]) -> tuple[StatusArea, ...]:
    by_key = {each.key: each for each in initiatives}
    serving: dict[UUID, list[StatusInitiative]] = defaultdict(list)
    for shown in material.initiatives:
        for goal in shown.goals:
            serving[goal.id].append(by_key[key_of(shown)])
    return tuple(_area(material, area, serving) for area in material.policy.areas)


def _area(material: Material, area: ShownArea, serving: Mapping[UUID, list[StatusInitiative]]) -> StatusArea:
    before = material.before
    last = next((each for each in before.areas if each.id == str(area.id)), None) if before else None
    section = next((each for each in material.sections if each.area == area.id), None)
    of_area = {each.key: each for goal in area.goals for each in serving.get(goal.id, ())}.values()
    return StatusArea(
        id=str(area.id),
        place=area.place,
        number=area.number,
        title=area.title,
        intro=area.intro,
        goals=tuple(
            _goal(goal, serving.get(goal.id, ()), before, section.judgements if section else {}) for goal in area.goals
        ),
        quotes=tuple(PolicyQuote(quote.text, quote.source) for quote in area.quotes),
        counts=_counts(of_area),
        last_counts=last.counts if last else (),
        late_milestones=sum(len(each.late_milestones) for each in of_area),
        judgement=section.text if section else "",
        last_judgement=last.judgement if last else "",
    )


def _goal(
    goal: ShownGoal,
    initiatives: Sequence[StatusInitiative],
    before: StatusContent | None,
    judgements: Mapping[UUID, str],
) -> StatusGoal:
    last = next((each for each in before.goals if each.code == goal.code), None) if before else None
    return StatusGoal(
        code=goal.code,
        text=goal.text,
        easy_wording=goal.easy_wording,
        initiatives=tuple(each.key for each in initiatives),
        counts=_counts(initiatives),
        last_counts=last.counts if last else (),
        changes=_changes(initiatives, last, before) if before else (),
        judgement=judgements.get(goal.id, ""),
        last_judgement=last.judgement if last else "",
    )


def _changes(
    initiatives: Sequence[StatusInitiative], last: StatusGoal | None, before: StatusContent
) -> tuple[StatusChange, ...]:
    """Those that began or go differently, in their order, and then those that serve the goal no longer."""
    states = {each.key: each.state for each in before.initiatives}
    now = {each.key: each.state for each in initiatives}
    then = {key: states[key] for key in last.initiatives if key in states} if last else {}
    begun = [StatusChange(key, ChangedSince.BEGUN.value, "", state) for key, state in now.items() if key not in then]
    differ = [
        StatusChange(key, ChangedSince.STATE.value, then[key], state)
        for key, state in now.items()
        if key in then and then[key] != state
    ]
    gone = [StatusChange(key, ChangedSince.GONE.value, state, "") for key, state in then.items() if key not in now]
    return (*begun, *differ, *gone)


def _voices(material: Material) -> tuple[StatusVoice, ...]:
    places = {area.id: area.place for area in material.policy.areas}
    return tuple(
        StatusVoice(str(voice_id), words, said_by, places.get(area) if area else None)
        for voice_id, area, words, said_by in material.voices
    )


def _steps(material: Material) -> Iterator[StatusStep]:
    """Those that were to be done in the years of the status, each as it stood on the day."""
    head = material.head
    for step in material.steps:
        if head.first_year <= step.due_on.year <= head.last_year:
            done_on = step.done_on if step.done_on and step.done_on <= head.as_of else None
            yield StatusStep(step.audience, step.message, step.channel, step.due_on, done_on)


def _hearing(heard: Heard) -> StatusHearing:
    return StatusHearing(heard.title, heard.slug, heard.opens_on, heard.closes_on, tuple(map(_remark, heard.answers)))


def _remark(answer: ShownAnswer) -> Remark:
    reply = answer.reply
    return Remark(
        said_by=answer.said_by,
        council=answer.council,
        where=answer.where,
        received_on=answer.received_on,
        words=answer.words,
        reply=reply.words if reply else "",
        changed=reply.changed if reply else "",
        replied_on=reply.on if reply else None,
    )


def _carries_over(head: Head, initiatives: Iterable[StatusInitiative]) -> tuple[str, ...]:
    """What had not ended when the period did, in a closing status."""
    if head.kind is not ReportKind.CLOSING:
        return ()
    ended = {state.value for state in ENDED}
    return tuple(each.key for each in initiatives if each.state not in ended)
