"""What a passage of the document's text is taken for, and the running text that it leaves when it becomes something."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from helhed.policy.content.places import first_block
from helhed.policy.content.sections import section_holding
from helhed.policy.content.tree import ContentSection
from helhed.policy.queries.drafts import ShownDraft
from helhed.policy.reading.blocks.block import Block
from helhed.web.policy.draft_parts import section_name

Numbered = Sequence[tuple[int, Block]]
Leaves = tuple[tuple[UUID, str], ...]


def leaves_field() -> Any:
    return forms.BooleanField(required=False, initial=True)


def fit_leaves(form: forms.Form, draft: ShownDraft, passage: Numbered) -> None:
    """Asked only where the passage stands in running text."""
    named = dict.fromkeys(section_name(section) for section, _text in _standing_in(draft, passage))
    if named:
        form.fields["leaves"].label = _("Take it out of the running text “%(text)s”") % {"text": "”, “".join(named)}
    else:
        del form.fields["leaves"]


def _standing_in(draft: ShownDraft, passage: Numbered) -> Iterator[tuple[ContentSection, str]]:
    """The sections that the blocks stand in, each with the words of a block as they stand there."""
    for number, block in passage:
        written = block.text if block.source is None else f"{block.text}\n{block.source}"
        if section := section_holding(draft.content, number, written):
            yield section, written


def left_by(draft: ShownDraft, passage: Numbered, typed: str) -> Leaves:
    """What leaves the running text: the blocks that were used whole, and of one that was cut down what is used."""
    used = _bare(typed)
    whole = [(number, block) for number, block in passage if _bare(block.text) in used]
    if whole:
        return tuple((section.id, text) for section, text in _standing_in(draft, whole))
    cut, (number, _block) = typed.strip(), passage[0]
    section = section_holding(draft.content, number, cut) if len(passage) == 1 else None
    return ((section.id, cut),) if section else ()


def _bare(text: str) -> str:
    return " ".join(text.split())


def likely_area(draft: ShownDraft, block: int) -> str:
    """The last area that begins above the passage."""
    begun = [(first_block(area), str(area.id)) for area in draft.content.areas]
    above = [(first, area_id) for first, area_id in begun if first is not None and first <= block]
    return max(above)[1] if above else (begun[-1][1] if begun else "")
