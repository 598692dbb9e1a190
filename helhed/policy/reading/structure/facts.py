"""What a policy says about itself: its name, its municipality, its years, whom it is for, what came before it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from re import Match

from helhed.policy.reading.blocks.block import Block, Kind, telling
from helhed.policy.reading.field_words import (
    BARE_POLICY_NAME,
    DEFINITE,
    EARLIER,
    LINK,
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
_LONGEST_TRAIL = 4
_LONGEST_MENU = 15
_FEWEST_MENTIONS = 2
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
    opening = _opening_names(blocks)
    return opening if opening.title else _name_below_menu(blocks)


def _designation(written: list[str]) -> str:
    """As it is written where it names the policy ("politik"), before where it speaks of it ("politikken")."""
    naming = [text for text in written if not DEFINITE.match(text)]
    return _most_common(naming or written) or written[0]


def _opening_names(blocks: Sequence[Block]) -> Names:
    """The first block that names something is the title if, and only if, it is a heading, and it or the next speaks of
    a policy. Above it may stand the words of links and the trail of headings that leads to the page. The municipality's
    name is the subtitle of the policy that it stands over."""
    start = _past_trail(blocks)
    opening: list[Block] = []
    for block in blocks[start : start + 2]:
        if block.kind is not Kind.HEADING or block.number is not None:
            break
        opening.append(block)
    policy = [block for block in opening if _speaks_of_policy(block.text)]
    if not policy:
        return Names()
    second = opening[1] if len(opening) > 1 and _belongs_to_title(opening[1].text) else None
    if second is None and policy[0] is not opening[0]:
        return Names()
    used = frozenset(range(start, start + (2 if second else 1)))
    if second and _is_place(opening[0].text, blocks):
        return Names(second.text, opening[0].text, used)
    return Names(opening[0].text, second.text if second else None, used)


def _name_below_menu(blocks: Sequence[Block]) -> Names:
    """Where the lines of a menu open the document: the first heading that is nothing but a policy's name, of which
    several texts below it speak."""
    for index, block in enumerate(blocks[:_LONGEST_MENU]):
        match = BARE_POLICY_NAME.fullmatch(block.text) if block.kind is Kind.HEADING else None
        if match:
            word = match["word"].casefold()
            if sum(word in each.text.casefold() for each in telling(blocks[index + 1 :])) >= _FEWEST_MENTIONS:
                return Names(block.text, None, frozenset({index}))
    return Names()


def _past_trail(blocks: Sequence[Block]) -> int:
    """Where the first block stands that is neither a link nor ends in one of the next two headings."""
    for index, block in enumerate(blocks[:_LONGEST_TRAIL]):
        below = [each.text for each in blocks[index + 1 : index + 3] if each.kind is Kind.HEADING]
        is_trail = block.kind is Kind.HEADING and any(block.text.endswith(f" {text}") for text in below)
        if not (is_trail or LINK.match(block.text)):
            return index
    return 0


def _is_place(text: str, blocks: Sequence[Block]) -> bool:
    """The text is nothing but the municipality's name, with or without the word for it."""
    name = find_municipality(blocks)
    return name is not None and text.casefold() in {name.casefold(), name.rpartition(" ")[0].casefold()}


def _belongs_to_title(text: str) -> bool:
    return _speaks_of_policy(text) or bool(MUNICIPALITY.search(text) or PERIOD.search(text))


def _speaks_of_policy(text: str) -> bool:
    return bool(POLICY_WORD.search(text))


def find_municipality(blocks: Sequence[Block]) -> str | None:
    """The one named most often, as it is written with a capital where it is."""
    names = [match["name"] for block in telling(blocks) for match in MUNICIPALITY.finditer(block.text)]
    common = _most_common(name.casefold() for name in names)
    return min((name for name in names if name.casefold() == common), default=None)


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
