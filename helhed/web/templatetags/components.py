"""Every component as a template tag. The options stand in `web/components/`, and all are shown at `/komponenter`."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helhed.web.shell import colours, navigation
from helhed.web.shell.errors import ERRORS, ErrorWords
from helhed.web.shell.parts import (
    ICONS,
    LOOKS,
    Cell,
    Crumb,
    Fact,
    GoalCard,
    HistoryLine,
    HistoryPart,
    ProgressPart,
    Text,
    WrongOption,
    all_of,
    filled,
    look_of,
    one_of,
)
from helhed.web.shell.thread import SteeringLevel, ThreadStep
from helhed.web.shell.written import day_written, time_written, years

register = template.Library()
Context = dict[str, Any]


def component(name: str) -> Callable[[Callable[..., Context]], Callable[..., Context]]:
    """A tag of this name, drawn by the template of the same name."""
    return register.inclusion_tag(f"components/{name}.html", name=name)


def drawn(name: str, context: Context) -> SafeString:
    return render_to_string(f"components/{name}.html", context)


@lru_cache(maxsize=1024)
def drawn_once(name: str, /, **words: str) -> SafeString:
    """For those small ones of which few kinds stand in many rows."""
    return drawn(name, words)


# --- words, dates, icons ---


@register.filter
def date_written(value: date | datetime) -> str:
    """The date in words, in the language of the page: 1. februar 2024."""
    if not isinstance(value, date):
        raise WrongOption(f"date_written: {value!r} is no date")
    return day_written(value)


register.filter(time_written)
register.filter(years)


@register.simple_tag
def written_date(value: date | datetime) -> SafeString:
    """The same in a `<time>`, for machines too."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), date_written(value))


@register.simple_tag
def icon(name: str, label: Text = "") -> SafeString:
    return drawn_once("icon", name=one_of("icon", "name", name, (*ICONS, *LOOKS)), label=str(label))


# --- doing ---

BUTTON_KINDS = ("primary", "secondary", "quiet", "danger")


@component("button")
def button(
    label: Text, kind: str = "primary", icon: str = "", type: str = "submit", name: str = "", value: str = ""
) -> Context:
    filled("button", label=label)
    one_of("button", "kind", kind, BUTTON_KINDS)
    one_of("button", "type", type, ("submit", "button", "reset"))
    one_of("button", "icon", icon, ("", *ICONS))
    return {"label": label, "kind": kind, "icon": icon, "type": type, "name": name, "value": value}


@component("link_button")
def link_button(label: Text, href: str, kind: str = "primary", icon: str = "") -> Context:
    filled("link_button", label=label, href=href)
    one_of("link_button", "kind", kind, BUTTON_KINDS)
    one_of("link_button", "icon", icon, ("", *ICONS))
    return {"label": label, "href": href, "kind": kind, "icon": icon}


@component("print_button")
def print_button() -> Context:
    return {}


# --- saying ---


@register.simple_tag
def status_tag(look: str, word: Text = "") -> SafeString:
    shown, said = look_of("status_tag", look, word)
    return drawn_once("status_tag", look=shown, word=str(said))


@register.simple_block_tag
def note(content: str, kind: str = "info", title: Text = "") -> SafeString:
    one_of("note", "kind", kind, ("info", "success", "warning", "error"))
    return drawn("note", {"content": content, "kind": kind, "title": title})


@register.simple_block_tag
def card(
    content: str, title: Text = "", href: str = "", eyebrow: Text = "", level: int = 2, language: str = ""
) -> SafeString:
    filled("card", title=title)
    _heading("card", level)
    shown = {"title": title, "href": href, "eyebrow": eyebrow, "level": level, "language": language}
    return drawn("card", {"content": content, **shown})


@component("quote")
def quote(text: Text, source: Text = "", language: str = "da") -> Context:
    filled("quote", text=text, language=language)
    return {"text": text, "source": source, "language": language}


@component("empty_state")
def empty_state(title: Text, text: Text, link: Text = "", href: str = "") -> Context:
    filled("empty_state", title=title, text=text)
    if bool(link) != bool(href):
        raise WrongOption("empty_state: link and href go together")
    return {"title": title, "text": text, "link": link, "href": href}


@component("definition_list")
def definition_list(facts: list[Fact]) -> Context:
    return {"facts": all_of("definition_list", "facts", facts, Fact)}


@component("goal_card")
def goal_card(goal: GoalCard, level: int = 3) -> Context:
    all_of("goal_card", "goal", [goal], GoalCard)
    _heading("goal_card", level)
    if goal.look:
        look_of("goal_card", goal.look)
    return {"goal": goal, "level": level}


def _heading(name: str, level: int) -> None:
    one_of(name, "level", str(level), ("2", "3", "4"))


@component("history")
def history(part: HistoryPart) -> Context:
    all_of("history", "part", [part], HistoryPart)
    acts = [(act, [_told(line) for line in act.lines]) for act in part.acts]
    return {"acts": acts, "is_cut": part.is_cut, "page_language": get_language() or settings.LANGUAGE_CODE}


def _told(line: HistoryLine) -> tuple[HistoryLine, SafeString, SafeString]:
    return line, _worded(line, line.before), _worded(line, line.after)


def _worded(line: HistoryLine, text: Text) -> SafeString:
    """What stood in a field, in its own language, and in quotation marks where somebody wrote it."""
    if not text:
        return SafeString()
    tag = "q" if line.is_quoted else "span"
    language = format_html(' lang="{}"', line.language) if line.language else ""
    return format_html("<{}{}>{}</{}>", tag, language, text, tag)


# --- showing numbers ---


@component("data_table")
def data_table(caption: Text, columns: list[Text], rows: list[list[Cell | Text]], empty: Text = "") -> Context:
    filled("data_table", caption=caption)
    shown = [[each if isinstance(each, Cell) else Cell(each) for each in row] for row in rows]
    if any(len(row) != len(columns) for row in shown):
        raise WrongOption("data_table: a row is not as wide as the columns")
    for cell in (cell for row in shown for cell in row if cell.look):
        look_of("data_table", cell.look, cell.text)
    numbers = [bool(shown) and all(row[i].is_number for row in shown) for i in range(len(columns))]
    heads = list(zip(columns, numbers, strict=True))
    paired = [list(zip(columns, row, strict=True)) for row in shown]
    return {"caption": caption, "heads": heads, "rows": paired, "empty": empty}


@register.simple_block_tag
def table(content: str, caption: Text = "") -> SafeString:
    filled("table", caption=caption)
    return drawn("table", {"content": content, "caption": caption})


@component("progress")
def progress(title: Text, parts: list[ProgressPart], source: Text = "") -> Context:
    filled("progress", title=title)
    all_of("progress", "parts", parts, ProgressPart)
    total = sum(part.count for part in parts)
    if any(part.count < 0 for part in parts):
        raise WrongOption("progress: a count below 0")
    return {"title": title, "total": total, "segments": _segments(parts, total), "source": source}


def _segments(parts: list[ProgressPart], total: int) -> list[Context]:
    """Widths as text with a full stop, since a picture knows no decimal comma."""
    before, segments = 0, []
    for part in parts:
        look, word = look_of("progress", part.look, part.word)
        share = part.count / total * 100 if total else 0.0
        start = before / total * 100 if total else 0.0
        segments.append(
            {
                "look": look,
                "word": word,
                "count": part.count,
                "x": f"{start:.2f}%",
                "width": f"{share:.2f}%",
                "middle": f"{start + share / 2:.2f}%",
                "has_room": share >= 6,
                "share": round(share),
            }
        )
        before += part.count
    return segments


# --- the two pictures ---


@component("thread")
def thread(steps: list[ThreadStep], label: Text = "") -> Context:
    shown = all_of("thread", "steps", steps, ThreadStep)
    if not shown:
        raise WrongOption("thread: no steps")
    if sum(step.is_current for step in steps) > 1:
        raise WrongOption("thread: one can only be at one step")
    for branch in (branch for step in steps for branch in step.branches):
        if branch.status is not None:
            look_of("thread", branch.status, branch.status_word)
    return {"steps": shown, "label": label or _("The thread, from the vision down to what is done")}


@component("triangle")
def triangle(levels: list[SteeringLevel]) -> Context:
    shown = all_of("triangle", "levels", levels, SteeringLevel)
    if not 2 <= len(shown) <= 6:
        raise WrongOption("triangle: from 2 to 6 levels")
    return {"levels": shown}


# --- finding one's way ---


@component("breadcrumb")
def breadcrumb(crumbs: list[Crumb]) -> Context:
    shown = all_of("breadcrumb", "crumbs", crumbs, Crumb)
    if not shown:
        raise WrongOption("breadcrumb: no crumbs")
    return {"crumbs": shown, "front_page": reverse("front-page")}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, number: int, last: int) -> Context:
    if not 1 <= number <= last:
        raise WrongOption(f"pagination: page {number} of {last}")
    query = context["request"].GET.copy()

    def address(page: int) -> str:
        query["page"] = str(page)
        return f"?{query.urlencode()}"

    near = [page for page in range(1, last + 1) if page in (1, last) or abs(page - number) <= 1]
    return {
        "pages": [
            (page, address(page), page == number, i > 0 and page - near[i - 1] > 1) for i, page in enumerate(near)
        ],
        "number": number,
        "last": last,
        "earlier": address(number - 1) if number > 1 else "",
        "later": address(number + 1) if number < last else "",
    }


@register.simple_block_tag
def filter_bar(content: str, action: str = "", submit: Text = "") -> SafeString:
    filled("filter_bar", action=action)
    return drawn("filter_bar", {"content": content, "action": action, "submit": submit or _("Show")})


@register.inclusion_tag("shell/navigation.html", takes_context=True)
def main_navigation(context: template.Context) -> Context:
    """The menu; an error page before the viewer was known gets the public part."""
    request, permissions = context.get("request"), context.get("permissions") or set()
    path = request.path if request else ""
    return {
        "public": navigation.links(navigation.PUBLIC, permissions, path),
        "own": navigation.links(navigation.OWN, permissions, path),
    }


@register.simple_tag
def error_words(status: int) -> ErrorWords:
    """What an error page says that no view of ours renders."""
    return ERRORS[status]


@register.simple_tag
def municipality_colours() -> str:
    return f"{reverse('municipality-colours')}?v={colours.version(settings.MUNICIPALITY)}"


# --- forms ---

INPUT_CLASSES = {
    "checkbox": "form-checkbox",
    "checkboxes": "form-checkbox",
    "radio": "form-radio",
    "select": "form-select",
}


@register.simple_tag
def form_id() -> SafeString:
    """A one-time id, so that a form that is sent twice is carried out once."""
    return format_html('<input type="hidden" name="form_id" value="{}">', uuid4())


@component("error_summary")
def error_summary(form: forms.BaseForm) -> Context:
    all_of("error_summary", "form", [form], forms.BaseForm)
    named = [(field, field.errors) for field in form.visible_fields() if field.errors]
    hidden = [error for field in form.hidden_fields() for error in field.errors]
    return {"general": [*form.non_field_errors(), *hidden], "named": named}


@component("field")
def field(bound: BoundField, width: str = "medium") -> Context:
    all_of("field", "bound", [bound], BoundField)
    one_of("field", "width", width, ("short", "medium", "full"))
    kind = _kind(bound)
    hint, error = f"{bound.auto_id}_helptext", f"{bound.auto_id}_error"
    described = [name for name, said in ((hint, bound.help_text), (error, bound.errors)) if said]
    attributes = {"class": f"{INPUT_CLASSES.get(kind, 'form-input')} width-{width}"}
    if not bound.use_fieldset:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors and not bound.use_fieldset:
        attributes["aria-invalid"] = "true"
    bound.field.widget.attrs.update({name: value for name, value in attributes.items() if value})
    return {
        "field": bound,
        "kind": kind,
        "is_optional": _is_optional(bound),
        "hint": hint,
        "error": error,
        "described": " ".join(described),
    }


def _is_optional(bound: BoundField) -> bool:
    """Whether it may be left empty; from a list without an empty choice something is always chosen."""
    widget = bound.field.widget
    always_chosen = isinstance(widget, forms.Select) and not isinstance(widget, forms.SelectMultiple)
    return not bound.field.required and not (always_chosen and all(value for value, _label in widget.choices))


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "radio" if isinstance(widget, forms.RadioSelect) and widget.input_type == "radio" else "checkboxes"
    return "select" if isinstance(widget, forms.Select) else "input"


@component("fields")
def fields(form: forms.BaseForm, width: str = "medium") -> Context:
    all_of("fields", "form", [form], forms.BaseForm)
    return {"form": form, "width": width}
