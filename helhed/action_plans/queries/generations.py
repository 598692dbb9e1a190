"""From one action plan to the next: what became of each initiative, and where one came from."""

from collections import Counter, defaultdict
from dataclasses import dataclass, fields
from uuid import UUID

from helhed.action_plans.models import Initiative, InitiativeSuccession
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.plans import get_plan
from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.action_plans.rules.initiatives import readable_initiatives
from helhed.action_plans.rules.plans import readable_plans
from helhed.action_plans.words import ENDED, ComparedAs, InitiativeFacts, SuccessionKind
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer


@dataclass(frozen=True)
class GenerationRow:
    """What became of one initiative, of several that were merged, or where a new one stands with nothing before it.

    `changed` names what differs, by the names of `InitiativeFacts`.
    """

    kind: ComparedAs
    old: tuple[ShownInitiative, ...]
    new: ShownInitiative | None
    reason: str = ""
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    old: ShownPlan
    new: ShownPlan
    rows: tuple[GenerationRow, ...]

    @property
    def counts(self) -> tuple[tuple[ComparedAs, int], ...]:
        """How many rows of each kind there are; kinds of none are left out."""
        counted = Counter(row.kind for row in self.rows)
        return tuple((kind, counted[kind]) for kind in ComparedAs if counted[kind])


@dataclass(frozen=True)
class InitiativeLink:
    """An initiative of another plan that this one continues, or that continues it."""

    plan: str
    plan_title: str
    number: int
    title: str
    kind: SuccessionKind


@dataclass(frozen=True)
class Lineage:
    """Where an initiative comes from and what came of it; `let_go` is the reason why nothing did."""

    before: tuple[InitiativeLink, ...]
    after: tuple[InitiativeLink, ...]
    let_go: str = ""


def compare_generations(viewer: Viewer, old_slug: str, new_slug: str) -> Comparison:
    """What became of the initiatives of a plan in a later generation of it, also where others lie between.

    Raises `Missing` where the later one does not continue the earlier one.
    """
    old, new = get_plan(viewer, old_slug), get_plan(viewer, new_slug)
    path = _path(viewer, old, new)
    before, after = list_initiatives(viewer, plan_id=old.id), list_initiatives(viewer, plan_id=new.id)
    came, let_go, kinds = _followed(path, [each.id for each in before])
    by_new: dict[UUID, list[ShownInitiative]] = defaultdict(list)
    for each in before:
        if each.id in came:
            by_new[came[each.id]].append(each)
    rows = [_continued(tuple(by_new[each.id]), each, kinds.get(each.id)) for each in after]
    rows += [_stopped(each, let_go.get(each.id)) for each in before if each.id not in came]
    return Comparison(old, new, tuple(rows))


def _path(viewer: Viewer, old: ShownPlan, new: ShownPlan) -> list[UUID]:
    """The plans from the one after the old to the new, in their order."""
    before = dict(readable_plans(viewer).values_list("id", "predecessor"))
    path: list[UUID] = []
    plan: UUID | None = new.id
    while plan is not None and plan != old.id:
        path.insert(0, plan)
        plan = before.get(plan)
    if plan is None or not path:
        raise Missing
    return path


def _followed(
    path: list[UUID], initiative_ids: list[UUID]
) -> tuple[dict[UUID, UUID], dict[UUID, str], dict[UUID, SuccessionKind]]:
    """Where each initiative came to in the end, why each that did not was let go, and how each new one came to be."""
    came, let_go, kinds = {each: each for each in initiative_ids}, dict[UUID, str](), dict[UUID, SuccessionKind]()
    successions: dict[UUID, dict[UUID, InitiativeSuccession]] = defaultdict(dict)
    for succession in InitiativeSuccession.objects.filter(plan__in=path):
        successions[succession.plan_id][succession.old_id] = succession
    for plan_id in path:
        for first, last in list(came.items()):
            step = successions[plan_id].get(last)
            if step and step.new_id:
                came[first] = step.new_id
                merged = SuccessionKind.MERGED in (step.kind, kinds.get(last))
                kinds[step.new_id] = SuccessionKind.MERGED if merged else SuccessionKind(step.kind)
            else:
                del came[first]
                let_go[first] = step.reason if step else ""
    return came, let_go, kinds


def _continued(old: tuple[ShownInitiative, ...], new: ShownInitiative, kind: SuccessionKind | None) -> GenerationRow:
    if not old:
        return GenerationRow(ComparedAs.NEW, (), new)
    if kind is SuccessionKind.MERGED:
        return GenerationRow(ComparedAs.MERGED, old, new)
    changed = tuple(field.name for field in fields(InitiativeFacts) if _differs(field.name, old[0], new))
    return GenerationRow(ComparedAs.REWORDED if changed else ComparedAs.UNCHANGED, old, new, changed=changed)


def _differs(name: str, old: ShownInitiative, new: ShownInitiative) -> bool:
    """The days always differ from one plan to the next, and so say nothing."""
    return name not in ("starts_on", "ends_on") and getattr(old.facts, name) != getattr(new.facts, name)


def _stopped(old: ShownInitiative, reason: str | None) -> GenerationRow:
    if reason:
        return GenerationRow(ComparedAs.LET_GO, (old,), None, reason)
    kind = ComparedAs.ENDED if old.state in ENDED else ComparedAs.UNDECIDED
    return GenerationRow(kind, (old,), None)


def get_lineage(viewer: Viewer, initiative_id: UUID) -> Lineage:
    """Where an initiative comes from, and what came of it, one plan back and one on, as far as the viewer may read."""
    if not readable_initiatives(viewer).filter(id=initiative_id).exists():
        raise Missing
    of_plans = InitiativeSuccession.objects.filter(plan__in=readable_plans(viewer).values("id"))
    joined = of_plans.select_related("old__plan", "new__plan").order_by("plan__starts_on", "old__number")
    before, after = joined.filter(new=initiative_id), list(joined.filter(old=initiative_id))
    return Lineage(
        before=tuple(_link(each.old, each) for each in before),
        after=tuple(_link(each.new, each) for each in after if each.new),
        let_go=next((each.reason for each in after if each.new is None), ""),
    )


def _link(initiative: Initiative, succession: InitiativeSuccession) -> InitiativeLink:
    plan = initiative.plan
    return InitiativeLink(plan.slug, plan.title, initiative.number, initiative.title, SuccessionKind(succession.kind))
