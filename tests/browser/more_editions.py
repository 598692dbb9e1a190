"""Gives the policy of a copy of the demo a second edition, a proposal for a third, and a policy after it."""

import os
import sys
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote
from uuid import UUID


def connect(data: Path) -> None:
    """Work on the demo data in this folder, in a process of its own."""
    folder = data / "lindevig"
    os.environ.update(
        {
            "HELHED_DATABASE": f"sqlite://{quote(str(folder / 'helhed.sqlite3'))}",
            "HELHED_SECRET_KEY": (folder / "secret-key").read_text().strip(),
            "DJANGO_SETTINGS_MODULE": "helhed.config.settings",
        }
    )
    import django

    django.setup()


def write() -> None:
    from helhed.policy.content.changes import (
        AddGoal,
        ChangeArea,
        ContinueGoal,
        DropGoal,
        JoinGoals,
        MoveGoal,
        RewordGoal,
    )
    from helhed.policy.queries.documents import list_policies
    from tests.policy.drafted import adopt, change, draft_of, drafted_goals, next_edition
    from tests.world import DRAFT, SYSTEM, goals_of, read_in

    policy = next(each for each in list_policies(SYSTEM) if each.was_read)
    goals = goals_of(policy.slug)
    areas = areas_of(policy.slug)
    next_edition(
        policy.id,
        RewordGoal(goals["1.1"], "At vi taler med hinanden i øjenhøjde, og at vi lytter, før vi svarer."),
        MoveGoal(goals["3.2"], areas[3], 1),
        JoinGoals(goals["4.2"]),
        DropGoal(goals["6.5"]),
        AddGoal(areas[1], "At alle kan bevæge sig gratis, der hvor de bor."),
        ChangeArea(areas[2], "Arbejde og uddannelse", 3, "Uddannelse er en del af vejen.", "Fælles er vores mål:"),
        on=date(2024, 1, 31),
    )
    successor = read_in(DRAFT, before=policy.id)
    new = drafted_goals(draft_of(successor))
    change(
        successor,
        ContinueGoal(new["1.1"], (goals["1.1"], goals["1.2"])),
        ContinueGoal(new["1.2"], (goals["1.1"],)),
        ContinueGoal(new["2.1"], (goals["6.5"],)),
    )
    adopt(successor, in_force_on=date(2025, 1, 1))
    propose(policy.id, RewordGoal(goals["1.1"], "At vi taler sammen i øjenhøjde."))


def areas_of(slug: str) -> list[UUID]:
    from helhed.policy.queries.documents import get_document
    from tests.world import SYSTEM

    return [area.id for area in get_document(SYSTEM, slug).areas]


def propose(policy_id: UUID, *changes: object) -> None:
    from helhed.policy.actions.adoption import send_to_hearing
    from helhed.policy.actions.drafts import start_edition
    from tests.policy.drafted import change, draft_of
    from tests.world import SYSTEM

    start_edition(by=SYSTEM, document_id=policy_id)
    change(policy_id, *changes)
    send_to_hearing(
        by=SYSTEM,
        document_id=policy_id,
        seen_step=draft_of(policy_id).step,
        body="Social- og Sundhedsudvalget",
        on=date(2024, 1, 31),
        until=date(2024, 3, 1),
        agenda_item="Punkt 4",
    )


if __name__ == "__main__":
    connect(Path(sys.argv[1]))
    from helhed.base import clock

    with clock.set_back_to(datetime(2024, 2, 1, 9, tzinfo=clock.COPENHAGEN)):
        write()
