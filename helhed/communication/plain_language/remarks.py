"""What the help may say of a text."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Band(TextChoices):
    """How hard a text is to read, by its LIX."""

    VERY_EASY = "very_easy", _("very easy to read")
    EASY = "easy", _("easy to read")
    MEDIUM = "medium", _("neither easy nor hard to read")
    HARD = "hard", _("hard to read")
    VERY_HARD = "very_hard", _("very hard to read")


class Impression(TextChoices):
    """What can be said of a text that is too short for a LIX."""

    EASY = "easy", _("easy to read")
    NOT_QUITE_EASY = "not_quite_easy", _("not quite easy to read")
    HARD = "hard", _("hard to read")


class RemarkKind(TextChoices):
    GROUP_LABEL = "group_label", _("group label")
    SYSTEM_WORD = "system_word", _("the municipality's own word")
    ABBREVIATION = "abbreviation", _("abbreviation")
    LONG_WORD = "long_word", _("very long word")
    LONG_SENTENCE = "long_sentence", _("long sentence")


@dataclass(frozen=True)
class Remark:
    """`words` stand at `text[start:end]`; `count` is the words of a long sentence, or the letters of a long word."""

    kind: RemarkKind
    start: int
    end: int
    words: str
    suggestions: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class PlainLanguage:
    """Under 100 words there is no `lix` and no `band`, since one long word would decide it, but an `impression`.

    Where there is not a word, there is none of them.
    """

    lix: int | None
    band: Band | None
    impression: Impression | None
    sentences: int
    words: int
    long_words: int
    longest_sentence: int
    remarks: tuple[Remark, ...]
