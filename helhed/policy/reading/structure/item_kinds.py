"""What the items of a list are: names, titles with a text of their own, statements, or what somebody wants."""

from collections.abc import Sequence

from helhed.policy.reading.blocks.block import Block
from helhed.policy.reading.field_words import COUNTS_PEOPLE, SAID, SHALL, STATEMENT, WISH
from helhed.policy.reading.structure.flow import ItemList, top_items

_LONGEST_NAME = 12
_LONGEST_TITLE = 6
_FEWEST_WORDS = 4
_MOST = 0.6
_EDGES = ' .:;,–—-·”"“„»«'
_SEPARATORS = (": ", " – ", " — ", " - ")


def are_statements(texts: Sequence[str]) -> bool:
    """Most of them say what is wanted or what is, in a sentence, and none is quoted."""
    is_said = any(map(SAID.search, texts))
    return len(texts) > 1 and not is_said and sum(map(_is_statement, texts)) >= _MOST * len(texts)


def _is_statement(text: str) -> bool:
    if WISH.match(text) or COUNTS_PEOPLE.match(text):
        return True
    is_sentence = text.endswith((".", "!")) or bool(STATEMENT.search(text) or SHALL.search(text))
    return is_sentence and len(text.split()) >= _FEWEST_WORDS


def are_wishes(blocks: Sequence[Block], items: ItemList) -> bool:
    """Most items of the list, and more than one, begin with what somebody wants ("Vi vil …"), and none is quoted."""
    texts = [blocks[index].text for index in top_items(blocks, items)]
    wished = sum(bool(WISH.match(text)) for text in texts)
    return len(texts) > 1 and wished >= _MOST * len(texts) and not any(map(SAID.search, texts))


def names_in(texts: Sequence[str]) -> tuple[str, ...]:
    """The names that the items are or begin with; none where one of them is neither."""
    names = tuple(text.strip(_EDGES) for text in texts)
    return _titles(texts) or (names if all(map(_is_name, names)) else ())


def are_titled(texts: Sequence[str]) -> bool:
    """Each item is a title with a text of its own ("Bolig: alle har et sted at bo")."""
    return bool(_titles(texts))


def _titles(texts: Sequence[str]) -> tuple[str, ...]:
    for separator in _SEPARATORS:
        titles = tuple(text.partition(separator)[0].strip(_EDGES) for text in texts)
        if all(separator in text for text in texts) and all(map(_is_title, titles)):
            return titles
    return ()


def _is_title(text: str) -> bool:
    return bool(text) and len(text.split()) <= _LONGEST_TITLE


def _is_name(text: str) -> bool:
    return bool(text) and len(text) < 100 and len(text.split()) <= _LONGEST_NAME
