"""What is given to other programs follows the published schema, and comes back the same."""

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from helhed.base.errors import Invalid
from helhed.policy.content.exchange import FORMAT, SCHEMA, Adoption, from_json, read_file, to_json
from helhed.policy.words import LONGEST_EASY_WORDING, DocumentKind, DocumentState, SectionKind
from tests.policy.content.contents import CHARACTERS, CONTENTS, DIGNITY, POLICY, TURNS, all_ids, an_id, seed

PUBLISHED = json.loads(SCHEMA.read_text("utf-8"))
VALIDATOR = Draft202012Validator(PUBLISHED, format_checker=Draft202012Validator.FORMAT_CHECKER)
ADOPTION = Adoption("Byrådet", date(2021, 3, 25), "Punkt 4")
EASY = st.text(CHARACTERS, max_size=20)


def whole() -> dict[str, Any]:
    """A file with all that a file can have."""
    easy = {an_id(12): "Familien er vigtig."}
    return json.loads(
        json.dumps(to_json(POLICY, easy_wordings=easy, kind="policy", state="adopted", adoption=ADOPTION))
    )


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(PUBLISHED)
    assert PUBLISHED["properties"]["format"]["const"] == PUBLISHED["$id"] == FORMAT


def test_the_schema_knows_the_words_of_the_house():
    properties = PUBLISHED["properties"]
    assert properties["kind"]["enum"] == DocumentKind.values
    assert properties["state"]["enum"] == DocumentState.values
    assert properties["sections"]["items"]["properties"]["kind"]["enum"] == SectionKind.values
    goal = properties["focus_areas"]["items"]["properties"]["goals"]["items"]["properties"]
    assert goal["easy_wording"]["maxLength"] == LONGEST_EASY_WORDING


def objects(schema: Any) -> list[dict[str, Any]]:
    """Every object that the schema describes."""
    below = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    found = [each for value in below for each in objects(value)]
    return [schema, *found] if isinstance(schema, dict) and schema.get("type") == "object" else found


def test_the_schema_explains_everything_and_lets_nothing_else_in():
    assert len(objects(PUBLISHED)) == 7
    for each in objects(PUBLISHED):
        assert each["additionalProperties"] is False
        assert each["description"]
        assert all(value.get("description") for value in each["properties"].values())


@settings(deadline=None)
@given(CONTENTS, st.data())
def test_every_content_goes_out_by_the_schema_and_comes_back(content, data):
    easy = {goal.id: data.draw(EASY) for goal in content.goals()}
    out = to_json(content, easy_wordings=easy, kind="policy", state="in_force", adoption=ADOPTION)
    data_of_file = json.loads(json.dumps(out))
    VALIDATOR.validate(data_of_file)
    read = read_file(data_of_file)
    assert (read.kind, read.state, read.adoption) == ("policy", "in_force", ADOPTION)
    assert out == to_json(
        read.content, easy_wordings=read.easy_wordings, kind=read.kind, state=read.state, adoption=read.adoption
    )
    assert to_json(from_json(to_json(content))) == to_json(content)
    assert not set(all_ids(content)) & set(all_ids(read.content))


def test_the_seed_goes_out_and_comes_back():
    out = to_json(seed())
    VALIDATOR.validate(out)
    assert to_json(from_json(out)) == out


def test_what_is_empty_is_left_out_and_ids_stay_at_home():
    out = json.dumps(whole())
    assert '"source": ""' not in out
    assert "target_group" not in out
    assert not [word for word in ('"id"', "block", "continues", "warnings") if word in out]


def test_a_file_says_all_there_is():
    read = read_file(whole())
    first, second, _third = read.content.areas[0].goals
    assert (first.code, first.page, first.line, first.text) == ("1.1", 5, 257, DIGNITY.goals[0].text)
    assert read.easy_wordings == {second.id: "Familien er vigtig."}
    assert (read.kind, read.state, read.adoption) == ("policy", "adopted", ADOPTION)
    assert read.content.areas[0].quotes[0].source == "Citat fra borger"


def test_a_small_file_is_enough():
    read = read_file({"format": FORMAT, "title": "Politik"})
    assert (read.content.title, read.content.areas, read.easy_wordings) == ("Politik", (), {})
    assert (read.kind, read.state, read.adoption) == ("", "", None)


@pytest.mark.parametrize("data", [None, [], "x", 7, {}, {"format": "helhed-policy/2", "title": "a"}, {"format": []}])
def test_another_kind_of_file_is_refused(data):
    with pytest.raises(Invalid, match="not a policy in the format helhed-policy/1") as refused:
        from_json(data)
    assert refused.value.field == "file"


GOAL = ("focus_areas", 0, "goals", 1)
FAULTS: list[tuple[tuple[Any, ...], Any, str]] = [
    (("title",), "", "“title” must not be empty."),
    (("title",), " \u200b", "“title” must not be empty."),
    (("title",), None, "“title” must be a text in quotation marks."),
    (("subtitle",), 7, "“subtitle” must be a text in quotation marks."),
    (("vision",), "x" * 200_001, "“vision” may have at most 200000 characters."),
    (("vision",), "a\0b", "“vision” holds control characters. Take them out."),
    (("vision",), "a\ud800", "“vision” holds control characters. Take them out."),
    (("period",), "2021 til 2024", "“period” may have at most 9 characters."),
    (("period",), "2021/2024", "“period” must be two years with a hyphen, as in 2021-2033."),
    (("kind",), "budget", "“kind” must be one of these: vision, municipal_plan, policy."),
    (("state",), ["draft"], "“state” must be one of these: draft, hearing, adopted, in_force, expired, superseded."),
    (("colour",), "red", "“colour” is not known here. Correct its name, or take it out."),
    (("x" * 99,), "red", f"“{'x' * 40}” is not known here. Correct its name, or take it out."),
    (("a\ud800\0b\u202e",), "red", "“ab” is not known here. Correct its name, or take it out."),
    (("adoption",), "Byrådet", "Adoption: Named values in curly brackets must stand here."),
    (("adoption",), None, "Adoption: Named values in curly brackets must stand here."),
    (("adoption", "on"), "25.3.2021", "Adoption: “on” must be a day of the calendar, as in 2021-03-25."),
    (("adoption", "on"), "2021-02-30", "Adoption: “on” must be a day of the calendar, as in 2021-03-25."),
    (("adoption", "on"), 20210325, "Adoption: “on” must be a day of the calendar, as in 2021-03-25."),
    (("vision_statements",), "et", "“vision_statements” must be a list in square brackets."),
    (("vision_statements",), ["et", ""], "“vision_statements” must not be empty."),
    (("focus_areas",), [{}] * 1001, "“focus_areas” may have at most 1000 entries."),
    (("focus_areas", 1), [], "Focus area 2: Named values in curly brackets must stand here."),
    (("focus_areas", 1, "number"), -1, "Focus area 2: “number” must be a whole number from 0 to 2147483647."),
    (("focus_areas", 1, "number"), True, "Focus area 2: “number” must be a whole number from 0 to 2147483647."),
    (("focus_areas", 1, "number"), None, "Focus area 2: “number” must be a whole number from 0 to 2147483647."),
    (("focus_areas", 1, "how"), "By hand", "Focus area 2: “how” holds other characters than it may."),
    ((*GOAL, "text"), "", "Focus area 1, goal 2: “text” must not be empty."),
    ((*GOAL, "text"), ["a"], "Focus area 1, goal 2: “text” must be a text in quotation marks."),
    ((*GOAL, "page"), 1.5, "Focus area 1, goal 2: “page” must be a whole number from 0 to 2147483647."),
    ((*GOAL, "line"), 2**31, "Focus area 1, goal 2: “line” must be a whole number from 0 to 2147483647."),
    ((*GOAL, "code"), "1/2", "Focus area 1, goal 2: “code” holds other characters than it may."),
    ((*GOAL, "code"), "1." * 10 + "1", "Focus area 1, goal 2: “code” may have at most 20 characters."),
    ((*GOAL, "easy_wording"), "x" * 501, "Focus area 1, goal 2: “easy_wording” may have at most 500 characters."),
    ((*GOAL, "id"), "7", "Focus area 1, goal 2: “id” is not known here. Correct its name, or take it out."),
    (("focus_areas", 0, "quotes", 0, "text"), " ", "Focus area 1, quote 1: “text” must not be empty."),
    (("values", 0, "name"), "", "Value 1: “name” must not be empty."),
    (("sections", 0, "kind"), "", "Section 1: “kind” must be one of these: foreword, introduction,"),
]


@pytest.mark.parametrize(("path", "value", "message"), FAULTS)
def test_a_planted_fault_is_said_with_its_place(path, value, message):
    data = deepcopy(whole())
    part: Any = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    with pytest.raises(Invalid) as refused:
        from_json(data)
    assert refused.value.field == "file"
    assert refused.value.message.startswith(message)


@pytest.mark.parametrize(
    ("path", "value", "_message"), [fault for fault in FAULTS if fault[1] not in (" \u200b", "a\0b", "a\ud800")]
)
def test_the_schema_refuses_the_same(path, value, _message):
    data = deepcopy(whole())
    part: Any = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize(
    ("path", "name", "message"),
    [
        ((), "title", "“title” is missing."),
        (("adoption",), "body", "Adoption: “body” is missing."),
        (GOAL, "text", "Focus area 1, goal 2: “text” is missing."),
        (("sections", 0), "kind", "Section 1: “kind” is missing."),
    ],
)
def test_what_is_missing_is_named(path, name, message):
    data = deepcopy(whole())
    part: Any = data
    for step in path:
        part = part[step]
    del part[name]
    with pytest.raises(Invalid) as refused:
        from_json(data)
    assert refused.value.message == message
    assert not VALIDATOR.is_valid(data)


def test_no_two_goals_have_one_code():
    data = whole()
    data["focus_areas"][1]["goals"][0]["code"] = "1.2"
    with pytest.raises(Invalid, match=r"The code 1\.2 stands at more than one goal\."):
        from_json(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=5), below, max_size=3),
    max_leaves=5,
)


@settings(deadline=None)
@given(JSON, st.data())
def test_no_file_makes_it_fall(value, data):
    file: Any = deepcopy(whole())
    part = file
    while isinstance(part, dict | list) and part and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part))))
        if data.draw(st.booleans()):
            part[key] = value
            break
        part = part[key]
    assert told_of(file) or VALIDATOR.is_valid(file)


def told_of(file: object) -> str:
    """Why the file is refused; empty where it is taken."""
    try:
        from_json(file)
    except Invalid as refused:
        return refused.message
    return ""


def with_turns(value: Any) -> Any:
    """Every longer text with each mark in it that turns the direction of the text after it."""
    if isinstance(value, dict):
        return {name: with_turns(each) for name, each in value.items()}
    if isinstance(value, list):
        return [with_turns(each) for each in value]
    return f"{value[:5]}{TURNS}{value[5:]}" if isinstance(value, str) and " " in value else value


def test_no_text_of_a_file_turns_the_direction_of_what_comes_after_it():
    data = with_turns(whole())
    assert TURNS in json.dumps(data, ensure_ascii=False)
    read = read_file(data)
    assert to_json(read.content) == to_json(from_json(whole()))
    assert not set(TURNS) & set(str(read))
