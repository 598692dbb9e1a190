"""Two editions beside each other, and one edition as other programs get it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.policy.content.codes import with_codes
from helhed.policy.content.comparison import Comparison, compare
from helhed.policy.content.exchange import Adoption, to_json
from helhed.policy.content.storing import restored
from helhed.policy.content.tree import Content
from helhed.policy.models import Edition
from helhed.policy.queries.shown import PolicyLink, ShownEdition
from helhed.policy.rules import (
    easy_wording_goals,
    easy_wordings_beside,
    readable_editions,
    shown_editions,
    state_on,
)


@dataclass(frozen=True)
class ComparedSide:
    """One side of a comparison: an edition of a policy."""

    policy: PolicyLink
    edition: ShownEdition


@dataclass(frozen=True)
class ShownComparison:
    """What differs between two editions, of one policy or of two."""

    old: ComparedSide
    new: ComparedSide
    differences: Comparison


def compare_editions(viewer: Viewer, slug: str, old: int, new: int) -> ShownComparison:
    """What differs between two editions of a policy."""
    return _compared(_edition(viewer, slug, old), _edition(viewer, slug, new))


def compare_policies(viewer: Viewer, old_slug: str, new_slug: str) -> ShownComparison:
    """What differs between two policies as each is shown; a goal that continues another is compared with it."""
    return _compared(_edition(viewer, old_slug, None), _edition(viewer, new_slug, None))


def export_policy(viewer: Viewer, slug: str, edition: int | None = None) -> str:
    """An edition of a policy (none: the one that is shown) in the exchanged format, as the text of a JSON file."""
    found = _edition(viewer, slug, edition)
    shown = _shown(found)
    exchanged = to_json(
        _coded(found),
        easy_wordings=_easy_wordings(found),
        kind=found.document.kind,
        state=shown.state,
        adoption=Adoption(*shown.adopted) if shown.adopted else None,
    )
    return json.dumps(exchanged, ensure_ascii=False, indent=2)


def _edition(viewer: Viewer, slug: str, number: int | None) -> Edition:
    editions = shown_editions(viewer) if number is None else readable_editions(viewer).filter(number=number)
    found = editions.filter(document__slug=slug).first()
    if found is None:
        raise Missing
    return found


def _shown(edition: Edition) -> ShownEdition:
    return ShownEdition.of(edition, state_on(edition, clock.today()))


def _coded(edition: Edition) -> Content:
    """The content, in which the new goals of a draft have the codes that they would get."""
    taken = set(edition.document.goals.values_list("code", flat=True))
    return with_codes(restored(edition.stored_content()), taken)


def _easy_wordings(edition: Edition) -> Mapping[UUID, str]:
    """Those that fit the words of the edition."""
    goals = {goal.id: goal for goal in easy_wording_goals(edition.document)}
    return easy_wordings_beside(edition, restored(edition.stored_content()), goals).fitting


def _compared(old: Edition, new: Edition) -> ShownComparison:
    return ShownComparison(_side(old), _side(new), compare(_coded(old), _coded(new)))


def _side(edition: Edition) -> ComparedSide:
    return ComparedSide(PolicyLink.of(edition.document), _shown(edition))
