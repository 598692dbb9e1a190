"""What a policy says about itself: its name, its municipality, its years, whom it is for, what came before it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from re import Match

from helhed.policy.reading.blocks.block import Block, Kind, telling
from helhed.policy.reading.field_words import (
    DEFINITE,
    EARLIER,
    MUNICIPALITY,
    NAMED_AFTER,
    NAMED_BEFORE,
    PERIOD,
    POLICY_WORD,
    QUOTED_NAME,
    TARGET_GROUP,
    TARGET_GROUP_HEADING,
)
from helhed.policy.reading.reading import ReadPredecessor

_NEAR = 80
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])\s(?=[A-ZÆØÅ])")
_AROUND_YEARS = " ,.:;()–—-"


@dataclass(frozen=True)
class Names:
    title: str | None = None
    subtitle: str | None = None
    used: frozenset[int] = frozenset()


def find_names(blocks: Sequence[Block]) -> Names:
    """A quoted name right beside a designation with years decides; else the headings that open the document."""
    texts = [block.text for block in telling(blocks)]
    matches = [match for text in texts for pattern in (NAMED_BEFORE, NAMED_AFTER) for match in pattern.finditer(text)]
    current = [match for match in matches if not _is_earlier(match)]
    if current:
        title = _most_common(match["name"].strip() for match in current)
        return Names(title, _designation([match["designation"] for match in current]))
    return _opening_names(blocks)


def _designation(written: list[str]) -> str:
    """As it is written where it names the policy ("politik"), before where it speaks of it ("politikken")."""
    naming = [text for text in written if not DEFINITE.match(text)]
    return _most_common(naming or written) or written[0]


def _opening_names(blocks: Sequence[Block]) -> Names:
    """The first block is the title if, and only if, it is a heading and it or the next speaks of a policy."""
    opening: list[Block] = []
    for block in blocks[:2]:
        if block.kind is not Kind.HEADING or block.number is not None:
            break
        opening.append(block)
    policy = [block for block in opening if _speaks_of_policy(block.text)]
    if not policy:
        return Names()
    second = opening[1] if len(opening) > 1 and _belongs_to_title(opening[1].text) else None
    if second is None and policy[0] is not opening[0]:
        return Names()
    used = frozenset(range(2 if second else 1))
    return Names(opening[0].text, second.text if second else None, used)


def _belongs_to_title(text: str) -> bool:
    return _speaks_of_policy(text) or bool(MUNICIPALITY.search(text) or PERIOD.search(text))


def _speaks_of_policy(text: str) -> bool:
    return bool(POLICY_WORD.search(text))


def find_municipality(blocks: Sequence[Block]) -> str | None:
    return _most_common(match["name"] for block in telling(blocks) for match in MUNICIPALITY.finditer(block.text))


def find_period(blocks: Sequence[Block]) -> str | None:
    """The pair of years named most often, those of an earlier policy left out."""
    return _most_common(
        years(match) for block in telling(blocks) for match in PERIOD.finditer(block.text) if not _is_earlier(match)
    )


def years(match: Match[str]) -> str:
    return f"{match['from']}-{match['until']}"


def _is_earlier(match: Match[str]) -> bool:
    """Right before it, in the same sentence, stands a word that speaks of what came before."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    return bool(EARLIER.search(before.rpartition(". ")[2]))


def find_predecessor(blocks: Sequence[Block]) -> ReadPredecessor | None:
    """A quoted name, or years, that stand right after a word for what came before."""
    for block in telling(blocks):
        for match in EARLIER.finditer(block.text):
            found = _predecessor_in(block.text[match.end() : match.end() + 2 * _NEAR].partition(". ")[0])
            if found:
                return found
    return None


def _predecessor_in(text: str) -> ReadPredecessor | None:
    name = QUOTED_NAME.search(text)
    period = PERIOD.search(text)
    if not period or (not name and not POLICY_WORD.search(text)):
        return None
    title = PERIOD.split(name["name"])[0].strip(_AROUND_YEARS) if name else ""
    return ReadPredecessor(title or None, years(period))


def find_target_group(blocks: Sequence[Block]) -> str | None:
    """What a sentence says the target group is; else the text right below a heading that is only that word."""
    for block in telling(blocks):
        for sentence in _SENTENCE_BREAK.split(block.text):
            match = TARGET_GROUP.search(sentence)
            if match:
                return match["who"].rstrip(" .!?") or None
    for heading, below in pairwise(blocks):
        if heading.kind in {Kind.HEADING, Kind.LEAD} and TARGET_GROUP_HEADING.fullmatch(heading.text.rstrip(":")):
            return below.text if below.kind is Kind.PARAGRAPH else None
    return None


def _most_common(texts: Iterable[str]) -> str | None:
    """The text that comes most often, and of equals the first."""
    counted = Counter(texts).most_common(1)
    return counted[0][0] if counted else None
