"""A policy as other programs get it and give it: the format `helhed-policy/1`, published in `schema.json`."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from helhed.base.errors import Invalid
from helhed.base.ids import uuid7
from helhed.policy.content.members import Members, refuse
from helhed.policy.content.tree import Content, ContentArea, ContentGoal, ContentQuote, ContentSection, ContentValue
from helhed.policy.words import (
    CODE_PATTERN,
    LONGEST_CODE,
    LONGEST_EASY_WORDING,
    LONGEST_RUNNING_TEXT,
    LONGEST_TEXT,
    LONGEST_TITLE,
    DocumentKind,
    DocumentState,
    SectionKind,
)

FORMAT = "helhed-policy/1"
SCHEMA = Path(__file__).with_name("schema.json")
LONGEST_HOW = 40
CODE = re.compile(CODE_PATTERN)
HOW = re.compile(r"[a-z_]+")
_OTHER_MEMBERS = (
    *("kind", "state", "adoption", "subtitle", "municipality", "period", "predecessor_title", "predecessor_period"),
    *("target_group", "vision", "vision_lead", "vision_statements", "values", "focus_areas", "sections"),
)


@dataclass(frozen=True)
class Adoption:
    """Who adopted the policy, when, and under which item of the agenda."""

    body: str
    on: date
    agenda_item: str = ""


@dataclass(frozen=True)
class PolicyFile:
    """All that a file says: the content with new ids, and by these ids the easy wordings of its goals."""

    content: Content
    easy_wordings: Mapping[UUID, str]
    kind: str = ""
    state: str = ""
    adoption: Adoption | None = None


def to_json(
    content: Content,
    *,
    easy_wordings: Mapping[UUID, str] | None = None,
    kind: str = "",
    state: str = "",
    adoption: Adoption | None = None,
) -> dict[str, Any]:
    """The policy in the published format; what is empty is left out.

    Ids stay at home, and so do the places in the file that was read, its warnings, and which goals of an earlier
    policy a goal carries on: these mean nothing elsewhere.
    """
    return _filled(
        format=FORMAT,
        kind=kind,
        state=state,
        adoption=adoption and _filled(body=adoption.body, on=adoption.on.isoformat(), agenda_item=adoption.agenda_item),
        title=content.title,
        subtitle=content.subtitle,
        municipality=content.municipality,
        period=content.period,
        predecessor_title=content.predecessor_title,
        predecessor_period=content.predecessor_period,
        target_group=content.target_group,
        vision=content.vision,
        vision_lead=content.vision_lead,
        vision_statements=list(content.statements),
        values=[_filled(name=value.name, text=value.text) for value in content.values],
        focus_areas=[_area_out(area, easy_wordings or {}) for area in content.areas],
        sections=[
            _filled(kind=section.kind, title=section.title, text=section.text, page=section.page)
            for section in content.sections
        ],
    )


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None and value not in ("", [])}


def _area_out(area: ContentArea, easy_wordings: Mapping[UUID, str]) -> dict[str, Any]:
    return _filled(
        title=area.title,
        number=area.number,
        intro=area.intro,
        goals_lead=area.goals_lead,
        how=area.how,
        goals=[_goal_out(goal, easy_wordings.get(goal.id, "")) for goal in area.goals],
        quotes=[_filled(text=quote.text, source=quote.source, how=quote.how) for quote in area.quotes],
    )


def _goal_out(goal: ContentGoal, easy_wording: str) -> dict[str, Any]:
    return _filled(
        code=goal.code, text=goal.text, easy_wording=easy_wording, page=goal.page, line=goal.line, how=goal.how
    )


def from_json(data: object) -> Content:
    """The content of a policy in the published format, with new ids.

    Raises `Invalid("file", …)`, which says where and what, unless the file is as the schema has it.
    """
    return read_file(data).content


def read_file(data: object) -> PolicyFile:
    """As `from_json`, with the easy wordings and what became of the policy where it comes from."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        message = _("This is not a policy in the format %(format)s. Choose another file.")
        raise Invalid("file", message % {"format": FORMAT})
    file = Members.of(data, "", needed=("format", "title"), others=_OTHER_MEMBERS)
    areas = file.parts("focus_areas", _("focus area %(number)d"), _area_in)
    content = _content_in(file, tuple(area for area, _easy in areas))
    _refuse_equal_codes(content)
    return PolicyFile(
        content,
        {goal_id: text for _area, easy in areas for goal_id, text in easy.items() if text},
        file.one_of("kind", DocumentKind.values),
        file.one_of("state", DocumentState.values),
        _adoption_in(data["adoption"]) if "adoption" in data else None,
    )


def _content_in(file: Members, areas: tuple[ContentArea, ...]) -> Content:
    return Content(
        title=file.text("title", LONGEST_TEXT, is_needed=True),
        subtitle=file.text("subtitle", LONGEST_TEXT),
        municipality=file.text("municipality", LONGEST_TEXT),
        period=file.years("period"),
        predecessor_title=file.text("predecessor_title", LONGEST_TEXT),
        predecessor_period=file.years("predecessor_period"),
        target_group=file.text("target_group", LONGEST_RUNNING_TEXT),
        vision=file.text("vision", LONGEST_RUNNING_TEXT),
        vision_lead=file.text("vision_lead", LONGEST_TEXT),
        statements=file.texts("vision_statements", LONGEST_TEXT),
        values=file.parts("values", _("value %(number)d"), _value_in),
        areas=areas,
        sections=file.parts("sections", _("section %(number)d"), _section_in),
    )


def _area_in(value: object, place: str) -> tuple[ContentArea, dict[UUID, str]]:
    """The area, and the easy wordings of its goals."""
    others = ("title", "number", "intro", "goals_lead", "how", "goals", "quotes")
    area = Members.of(value, place, others=others)
    goals = area.parts("goals", _("goal %(number)d"), _goal_in)
    read = ContentArea(
        id=uuid7(),
        title=area.text("title", LONGEST_TEXT),
        number=area.number("number"),
        intro=area.text("intro", LONGEST_RUNNING_TEXT),
        goals_lead=area.text("goals_lead", LONGEST_TEXT),
        goals=tuple(goal for goal, _easy in goals),
        quotes=area.parts("quotes", _("quote %(number)d"), _quote_in),
        how=area.word("how", LONGEST_HOW, HOW),
    )
    return read, {goal.id: easy for goal, easy in goals}


def _goal_in(value: object, place: str) -> tuple[ContentGoal, str]:
    """The goal and its easy wording."""
    goal = Members.of(value, place, needed=("text",), others=("code", "easy_wording", "page", "line", "how"))
    read = ContentGoal(
        id=uuid7(),
        text=goal.text("text", LONGEST_TEXT, is_needed=True),
        code=goal.word("code", LONGEST_CODE, CODE),
        page=goal.number("page"),
        line=goal.number("line"),
        how=goal.word("how", LONGEST_HOW, HOW),
    )
    return read, goal.text("easy_wording", LONGEST_EASY_WORDING)


def _quote_in(value: object, place: str) -> ContentQuote:
    quote = Members.of(value, place, needed=("text",), others=("source", "how"))
    return ContentQuote(
        id=uuid7(),
        text=quote.text("text", LONGEST_TEXT, is_needed=True),
        source=quote.text("source", LONGEST_TEXT),
        how=quote.word("how", LONGEST_HOW, HOW),
    )


def _value_in(value: object, place: str) -> ContentValue:
    read = Members.of(value, place, needed=("name",), others=("text",))
    return ContentValue(read.text("name", LONGEST_TEXT, is_needed=True), read.text("text", LONGEST_TEXT))


def _section_in(value: object, place: str) -> ContentSection:
    section = Members.of(value, place, needed=("kind",), others=("title", "text", "page"))
    return ContentSection(
        id=uuid7(),
        kind=section.one_of("kind", SectionKind.values),
        text=section.text("text", LONGEST_RUNNING_TEXT),
        title=section.text("title", LONGEST_TEXT),
        page=section.number("page"),
    )


def _adoption_in(value: object) -> Adoption:
    adoption = Members.of(value, _("adoption"), needed=("body", "on"), others=("agenda_item",))
    return Adoption(
        body=adoption.text("body", LONGEST_TITLE, is_needed=True),
        on=adoption.day("on"),
        agenda_item=adoption.text("agenda_item", LONGEST_TITLE),
    )


def _refuse_equal_codes(content: Content) -> None:
    """Refuses a code that stands at two goals: it is the address of one."""
    for code, times in Counter(goal.code for goal in content.goals() if goal.code).items():
        if times > 1:
            refuse("", _("The code %(code)s stands at more than one goal.") % {"code": code})
