"""L11: what the program is made of stands in `docs/ordliste.md`, with the Danish word that the pages use."""

import importlib
import inspect
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from django.apps import apps
from django.db.models import TextChoices
from django.utils.translation import override

from helhed.base import roles
from tests.architecture.sources import HOUSE, TOP, named

GLOSSARY = TOP / "docs" / "ordliste.md"
ROW = re.compile(r"^\| `(?P<code>[\w.]+)` \| (?P<word>[^|]*) \| (?P<meaning>[^|]*) \|$")


def words_of_the_house() -> dict[str, Any]:
    """Every model, and every choice with the label it is shown by."""
    models = {
        model.__name__: model._meta.verbose_name
        for model in apps.get_models()
        if model.__module__.startswith("helhed.")
    }
    choices = {f"{kind.__name__}.{each.name}": each.label for kind in kinds_of_choices() for each in kind}
    return models | choices


def kinds_of_choices() -> list[type[TextChoices]]:
    files = [file.relative_to(TOP).with_suffix("") for file in named(HOUSE, "words")]
    modules = [roles, *(importlib.import_module(".".join(file.parts)) for file in files)]
    return [
        kind
        for module in modules
        for _name, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, TextChoices) and kind.__module__ == module.__name__
    ]


def rows(text: str) -> list[re.Match[str]]:
    return [found for line in text.splitlines() if (found := ROW.match(line))]


def wrong_rows(words: Iterable[str], text: str) -> list[str]:
    """What the glossary lacks, has twice, leaves empty, or has of what is no longer there."""
    found = rows(text)
    count = Counter(row["code"] for row in found)
    return [
        *(f"missing: {word}" for word in words if not count[word]),
        *(f"superfluous: {word}" for word in count if word not in set(words)),
        *(f"twice: {word}" for word, times in count.items() if times > 1),
        *(f"no Danish word: {row['code']}" for row in found if not row["word"].strip()),
        *(f"no meaning: {row['code']}" for row in found if not row["meaning"].strip()),
    ]


def test_the_glossary_has_every_word_and_no_other() -> None:
    words = words_of_the_house()
    assert {"ActionPlan", "Role.COUNCIL_MEMBER", "Verb.WROTE_PROGRESS", "Permission.READ_LOG"} <= set(words)
    assert wrong_rows(words, GLOSSARY.read_text()) == []


def test_no_two_kinds_of_choices_share_a_name() -> None:
    names = [kind.__name__ for kind in kinds_of_choices()]
    assert sorted(set(names)) == sorted(names)


GOOD = """
| Kode | Dansk | Betydning |
| --- | --- | --- |
| `ActionPlan` | handleplan | Det kommunen gør. |
| `Role.DPO` | databeskyttelsesrådgiver | Våger over personoplysninger. |
"""


def test_a_whole_glossary_is_no_fault() -> None:
    assert wrong_rows(["ActionPlan", "Role.DPO"], GOOD) == []


@pytest.mark.parametrize(
    ("words", "before", "after", "fault"),
    [
        (["ActionPlan", "Role.DPO", "Unit"], "", "", "missing: Unit"),
        (["ActionPlan"], "", "", "superfluous: Role.DPO"),
        (["ActionPlan", "Role.DPO"], "`Role.DPO`", "`ActionPlan`", "missing: Role.DPO"),
        (["ActionPlan", "Role.DPO"], "`Role.DPO`", "`ActionPlan`", "twice: ActionPlan"),
        (["ActionPlan", "Role.DPO"], "| handleplan |", "|  |", "no Danish word: ActionPlan"),
        (["ActionPlan", "Role.DPO"], "| Det kommunen gør. |", "|  |", "no meaning: ActionPlan"),
    ],
)
def test_a_planted_fault_in_the_glossary_is_found(words: list[str], before: str, after: str, fault: str) -> None:
    assert fault in wrong_rows(words, GOOD.replace(before, after) if before else GOOD)


def other_words(shown: dict[str, str], text: str) -> list[str]:
    """Where the pages say something else than the glossary."""
    written = {row["code"]: row["word"].strip() for row in rows(text)}
    return [
        f"{code}: {written[code]} / {word}"
        for code, word in shown.items()
        if code in written and written[code].lower() != word.lower()
    ]


def shown_in(language: str) -> dict[str, str]:
    with override(language):
        return {code: str(label) for code, label in words_of_the_house().items()}


def test_the_pages_say_what_the_glossary_says() -> None:
    """What is not translated yet is found by the test of the catalogues."""
    english, danish = shown_in("en"), shown_in("da")
    translated = {code: word for code, word in danish.items() if word != english[code]}
    assert other_words(translated, GLOSSARY.read_text()) == []


def test_a_planted_other_word_on_the_page_is_found() -> None:
    assert other_words({"ActionPlan": "Handleplan"}, GOOD) == []
    assert other_words({"ActionPlan": "Aktionsplan"}, GOOD) == ["ActionPlan: handleplan / Aktionsplan"]
