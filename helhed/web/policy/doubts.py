"""What to look at again in a draft: what the reader of files warned of, and what it was not sure of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from helhed.policy.queries.drafts import ShownDraft
from helhed.web.policy.draft_parts import area_anchor, area_name, block_anchor
from helhed.web.policy.found import Found, FoundArea, Leads, place_words
from helhed.web.shell.parts import Text

# What the reader of files says of a whole document; that it is so no longer can be seen.
NOTHING_FOUND = "Dokumentet kan læses, men der er ikke fundet fokusområder eller mål i det."
NO_TITLE = "Politikkens titel er ikke fundet. Skriv den ind."
_QUOTED = re.compile("»([^»«]+)«")
_FILE_NAME = re.compile(r".*\.\w{2,8}")


@dataclass(frozen=True)
class Doubt:
    """Something to look at again, with the way to what it is about; what the reader of files says is in Danish.

    It is answered for these `parts`, or it is what the reader of files said as `warning`.
    """

    words: Text
    language: str
    leads: tuple[Leads, ...]
    parts: tuple[UUID, ...] = ()
    warning: int | None = None

    @property
    def number(self) -> int:
        """How many doubts it is."""
        return len(self.parts) or 1


def doubts(draft: ShownDraft, areas: Sequence[FoundArea]) -> list[Doubt]:
    """What the reader of files warned of, and the items it is not sure of, those known in the same way together."""
    told = [
        Doubt(warning, "da", tuple(_told_of(draft, warning)), warning=place)
        for place, warning in enumerate(draft.warnings)
        if not _is_solved(draft, warning)
    ]
    return [*told, *_unsure(areas)]


def _is_solved(draft: ShownDraft, warning: str) -> bool:
    """A draft without a title is called what its file is called."""
    if warning == NO_TITLE:
        return not _FILE_NAME.fullmatch(draft.content.title)
    return warning == NOTHING_FOUND and bool(draft.content.areas)


def _told_of(draft: ShownDraft, warning: str) -> Iterator[Leads]:
    """A warning quotes the name of what it is about: an area, else something in the text."""
    for name in _QUOTED.findall(warning):
        for place, area in enumerate(draft.content.areas, 1):
            if name in {area.title, str(area.number)}:
                yield Leads(f"#{area_anchor(area.id)}", area_name(area, place))
                return
        for number, block in enumerate(draft.blocks):
            if name in block.text:
                yield Leads(f"#{block_anchor(number)}", place_words(block))
                return


def _unsure(areas: Sequence[FoundArea]) -> Iterator[Doubt]:
    unsure = [(str(found.how), part_id, leads) for found, part_id, leads in _named(areas) if found.is_doubtful]
    for how, group in groupby(sorted(unsure, key=lambda each: each[0]), key=lambda each: each[0]):
        words = _("Is it right? Known only by this: %(how)s.") % {"how": how}
        same = list(group)
        yield Doubt(words, "", tuple(leads for *_rest, leads in same), tuple(part_id for _how, part_id, _leads in same))


def _named(areas: Sequence[FoundArea]) -> Iterator[tuple[Found, UUID, Leads]]:
    for area in areas:
        yield area, area.area.id, Leads(f"#{area.anchor}", area.name)
        for goal in area.goals:
            yield goal, goal.goal.id, Leads(f"#{goal.anchor}", goal.code)
