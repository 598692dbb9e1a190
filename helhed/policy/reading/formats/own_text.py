"""Which part of a web page is its own text, and what stands around it on every page of the site.

The roles of elements decide, then what is nothing but links and where it stands, and only last the names that the
makers of pages give to such parts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from helhed.policy.reading.formats.measures import HEADINGS, INLINE, Measure, Measures, leads_nowhere, measured, within
from helhed.policy.reading.formats.packed import Element

_NO_TEXT = {
    *("script", "style", "template", "head", "title", "noscript", "iframe", "object", "embed", "applet", "svg", "math"),
    *("canvas", "audio", "video", "map", "nav", "dialog", "input", "select", "textarea", "label", "legend", "datalist"),
    *("output", "progress", "meter", "del", "rp", "rt"),
}
_AROUND_ROLES = {
    *("navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar"),
    *("tablist", "alert", "status"),
}
_OWNERS = {"article", "main", "section", "blockquote", "figure", "td"}
_PANELS = {"region", "tabpanel"}
_LABELS = {*HEADINGS, "summary"}
_GROUPS = {"ul", "ol", "dl", "div", "section", "table", "form", "p", "span"}
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CRUMBS = re.compile(r"\s*(?:du er her\b|forside\s*[/>»›|→·\\-])", re.IGNORECASE)
_NAMES = {
    *("cookie", "cookies", "cookiebar", "cookiebanner", "consent", "breadcrumb", "breadcrumbs", "crumb", "crumbs"),
    *("skip", "skiplink", "share", "sharing", "footer", "foot", "sidebar", "menu", "submenu", "topnav", "navbar"),
    *("navigation", "newsletter", "pagination"),
}
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+")
_LONGEST_NAMES = 500
_NEGATIONS = {"no", "has", "with", "is", "without", "hide"}
_MAIN_SHARE = 0.5
_SMALL_SHARE = 0.25
_LINKED_SHARE = 0.6
_FEWEST_LINKS = 2
_OWN_LETTERS = 80


@dataclass(frozen=True)
class OwnText:
    """The elements that hold the page's own text, in order, and those within them that do not."""

    parts: list[Element]
    left_out: set[Element] = field(default_factory=set)


def own_text(root: Element) -> OwnText:
    body = next(root.iter("body"), root)
    measures = measured(body)
    left_out = {each for each, measure in measures.items() if _is_cookie_note(each, measure, measures[body])}
    unfolded = _unfold(body, left_out)
    left_out.update(each for each in measures if each not in unfolded and _is_around(each, measures))
    left_out.update(each for each in body.iter("header", "footer") if not _has_ancestor(each, _OWNERS))
    left_out.discard(body)
    titles = [each for each in body.iter("h1") if measures[each].letters and not measures[each].is_linked]
    measures = measured(body, left_out)
    part = _main_part(body, measures)
    left_out.update(_furniture(part, measures, left_out))
    return OwnText([*_title_above(titles, part, measures), part], left_out)


def _is_cookie_note(element: Element, measure: Measure, whole: Measure) -> bool:
    """A small part that speaks of cookies and has something to press."""
    if element.tag not in {"div", "section", "form", "p"} or not (measure.cookies and measure.buttons):
        return False
    return measure.letters <= _SMALL_SHARE * whole.letters


def _is_around(element: Element, measures: Measures) -> bool:
    measure = measures[element]
    if element.tag == "aside" or element.get("role") == "complementary":
        return not _is_quote(element, measures)
    if element.tag in _NO_TEXT or element.get("role") in _AROUND_ROLES or element.get("aria-modal") == "true":
        return True
    return _is_unseen(element) or (element.tag == "sup" and measure.lost > 0 and measure.is_linked)


def _is_quote(element: Element, measures: Measures) -> bool:
    """A quote that a page sets beside its text is its own."""
    quoted = sum(measures[each].letters for each in element.iterchildren("blockquote", "figure"))
    return 1.5 * quoted >= measures[element].letters > 0


def _is_unseen(element: Element) -> bool:
    """What a tab or a fold hides is no less the page's text."""
    if element.get("role") in _PANELS:
        return False
    is_hidden = element.get("hidden", "until-found") != "until-found"
    return is_hidden or element.get("aria-hidden") == "true" or bool(_UNSEEN.search(element.get("style", "")))


def _unfold(body: Element, left_out: set[Element]) -> set[Element]:
    """The panels that something on the page folds. What folds one reads as its heading; other buttons are no text."""
    by_id = {each.get("id"): each for each in body.iter() if each.get("id")}
    panels: set[Element] = set()
    for each in list(body.iter("a", "button", "div", "span")):
        panel = by_id.get(_folds(each))
        is_label = _has_ancestor(each, _LABELS) if panel is not None or each.tag == "button" else False
        if (
            panel is not None
            and panel is not each
            and panel.tag != "nav"
            and not _has_ancestor(each, {"nav", "header"})
        ):
            panels.add(panel)
            each.tag = "span" if is_label else "summary"
        elif each.tag == "button" and is_label:
            each.tag = "span"
        elif each.tag == "button":
            left_out.add(each)
    return panels


def _folds(element: Element) -> str:
    """The id of the panel that an element folds, where it says that it folds one."""
    if element.get("aria-expanded") is None and element.get("data-toggle", element.get("data-bs-toggle")) != "collapse":
        return ""
    targets = (element.get(name) for name in ("aria-controls", "data-target", "data-bs-target", "href"))
    return next((str(target) for target in targets if target), "").lstrip("#")


def _has_ancestor(element: Element, tags: set[str]) -> bool:
    return any(each.tag in tags for each in element.iterancestors())


def _main_part(body: Element, measures: Measures) -> Element:
    """What is marked as the main part, if it holds most of the text."""
    marked = [each for each in measures if each.tag in {"main", "article"} or each.get("role") == "main"]
    largest = max(marked, key=lambda each: measures[each].letters, default=body)
    return largest if measures[largest].letters >= _MAIN_SHARE * measures[body].letters else body


def _title_above(titles: list[Element], part: Element, measures: Measures) -> list[Element]:
    """The main heading may stand above the main part; in the head of the page it counts if it is the only one."""
    seen = [title for title in titles if title in measures]
    title = next(iter(seen or titles), None) if len(titles) == 1 or seen else None
    inside = title is not None and title in measures and (title is part or part in title.iterancestors())
    return [] if title is None or inside else [title]


def _furniture(part: Element, measures: Measures, left_out: set[Element]) -> Iterator[Element]:
    inner = list(within(part, left_out))[1:]
    yield from (each for each in inner if _is_named_around(each) and _is_small(measures[each], measures[part]))
    yield from _before_text(inner, measures)
    yield from (
        each for each in inner if each.tag in _GROUPS and _is_menu(each, measures, is_marked=part.tag != "body")
    )
    yield from (each for each in inner if each.tag == "a" and _is_jump(each, measures))


def _is_named_around(element: Element) -> bool:
    for name in f"{element.get('class', '')} {element.get('id', '')}"[:_LONGEST_NAMES].split():
        words = {word.casefold() for word in _NAME_PARTS.findall(name)}
        if words & _NAMES and not words & _NEGATIONS:
            return element.tag not in HEADINGS
    return False


def _is_small(measure: Measure, whole: Measure) -> bool:
    return measure.letters <= _SMALL_SHARE * whole.letters and not measure.titles


def _before_text(inner: Iterable[Element], measures: Measures) -> list[Element]:
    """Blocks that are mostly links, or the way to the page, before the first heading or text of some length."""
    found: list[Element] = []
    for block in inner:
        measure = measures[block]
        if block.tag in HEADINGS and measure.letters:
            return found
        if block.tag in INLINE or measure.blocks or not measure.letters:
            continue
        if measure.letters - measure.linked > _OWN_LETTERS:
            return found
        if 2 * measure.linked >= measure.letters or _CRUMBS.match("".join(block.itertext())):
            found.append(block)
    return []


def _is_menu(group: Element, measures: Measures, *, is_marked: bool) -> bool:
    """A group of links is no text of the page if, and only if, it is mostly links, holds no heading, and one of
    these holds:

    - its links lead nowhere else, or to where pages are shared
    - it is nothing but links, and no text leads into it
    - it is no list, has a label at most, and the page marks no main part
    """
    measure = measures[group]
    if not measure.links or measure.headings or 2 * measure.linked < measure.letters:
        return False
    if measure.lost == measure.links or measure.sharing:
        return not _has_ancestor(group, _LABELS)
    is_clear = measure.links >= _FEWEST_LINKS and measure.linked >= _LINKED_SHARE * measure.letters
    if not is_clear or measure.paragraphs or group.tag in {"p", "span"}:
        return False
    if not measure.is_linked:
        leads = (group.text or "").rstrip().endswith(":")
        return group.tag in {"div", "section", "form"} and not leads and not is_marked
    return not _is_led(group, measures, is_marked=is_marked)


def _is_led(group: Element, measures: Measures, *, is_marked: bool) -> bool:
    """Text stands right before it; a heading is text enough only where the page marks its main part."""
    before = group.getprevious()
    written = group.getparent().text if before is None else before.tail
    if (written or "").strip():
        return True
    if before not in measures or before.tag in _GROUPS - {"p", "span"}:
        return False
    return (is_marked or before.tag not in HEADINGS) and not measures[before].is_linked


def _is_jump(link: Element, measures: Measures) -> bool:
    """A link to another place of the page, alone between blocks; or one without letters."""
    if not leads_nowhere(link) or _has_ancestor(link, {*_LABELS, "li", "dt"}):
        return not measures[link].letters
    before, after = link.getprevious(), link.getnext()
    written = (link.getparent().text if before is None else before.tail, link.tail)
    beside = [each for each in (before, after) if each is not None]
    return not any((text or "").strip() for text in written) and not any(each.tag in INLINE for each in beside)
