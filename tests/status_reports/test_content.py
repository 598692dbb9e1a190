"""The text that is kept of a status: one content has one text, and a text that was touched is no status."""

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from helhed.status_reports.content.schema import schema
from helhed.status_reports.content.storing import NotAStatus, digest, plain, restored, stored
from helhed.status_reports.content.tree import FORMAT, StatusContent, StatusPolicy

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
st.register_type_strategy(date, DAYS)
st.register_type_strategy(str, TEXTS)
CONTENTS = st.builds(StatusContent, format=st.just(FORMAT))


@given(CONTENTS)
def test_what_is_stored_comes_back_whole_and_fits_the_published_schema(content: StatusContent) -> None:
    text = stored(content)
    assert restored(text) == content
    assert stored(restored(text)) == text
    assert not list(Draft202012Validator(schema()).iter_errors(json.loads(text)))


@given(CONTENTS, TEXTS)
def test_another_content_has_another_digest(content: StatusContent, summary: str) -> None:
    other = replace(content, summary=summary)
    assert (digest(stored(other)) == digest(stored(content))) == (other == content)


POLICY = StatusPolicy("a", "Æblet", "", "", edition=1, vision="", adopted_by="", adopted_on=None, agenda_item="")
SMALL = StatusContent(
    **{
        each.name: () if "tuple" in str(each.type) else None if "None" in str(each.type) else ""
        for each in fields(StatusContent)
    }
    | {
        "format": FORMAT,
        "first_year": 2022,
        "last_year": 2022,
        "edition": 1,
        "as_of": date(2022, 12, 31),
        "policy": POLICY,
    }
)


def test_the_text_is_canonical() -> None:
    text = stored(SMALL)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert "Æblet" in text
    # As any other program computes it: `printf abc | sha256sum`.
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def touched(change: str) -> str:
    data = plain(SMALL)
    changes: dict[str, Any] = {
        "a name too many": lambda: data.update(extra=1),
        "a name too few": lambda: data.pop("summary"),
        "a number for a text": lambda: data.update(summary=1),
        "a truth for a number": lambda: data.update(edition=True),
        "a text for a number": lambda: data.update(edition="1"),
        "nothing for a text": lambda: data.update(summary=None),
        "a day that is none": lambda: data.update(as_of="2022-02-30"),
        "a number for a day": lambda: data.update(as_of=20221231),
        "another format": lambda: data.update(format="helhed-status/2"),
        "a list for a part": lambda: data.update(policy=[]),
        "a text for a list": lambda: data.update(areas="x"),
        "a wrong part of a part": lambda: data["policy"].update(edition="x"),
    }
    changes[change]()
    return json.dumps(data)


@pytest.mark.parametrize(
    "change",
    [
        *("a name too many", "a name too few", "a number for a text", "a truth for a number", "a text for a number"),
        *("nothing for a text", "a day that is none", "a number for a day", "another format", "a list for a part"),
        *("a text for a list", "a wrong part of a part"),
    ],
)
def test_what_was_touched_is_no_status(change: str) -> None:
    with pytest.raises(NotAStatus):
        restored(touched(change))


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '"x"', "{}", "[" * 100_000, "\x00"])
def test_what_is_no_status_at_all_is_refused(text: str) -> None:
    with pytest.raises(NotAStatus):
        restored(text)


def test_the_schema_says_what_each_part_is() -> None:
    made = schema()
    Draft202012Validator.check_schema(made)
    assert made["properties"]["format"] == {"const": FORMAT}
    assert all(part["description"] for part in made["$defs"].values())
    assert list(Draft202012Validator(made).iter_errors({**plain(SMALL), "extra": 1}))
