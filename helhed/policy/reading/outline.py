"""A reading as an indented outline for people. The words for its parts come from the caller, who knows the language."""

from collections.abc import Iterable, Iterator, Mapping

from helhed.policy.reading.reading import PolicyReading, ReadArea, ReadSection, ReadUpper

_STEP = "  "


def outline(reading: PolicyReading, words: Mapping[str, str]) -> str:
    return "\n".join(_lines(reading, words)) + "\n"


def _lines(reading: PolicyReading, words: Mapping[str, str]) -> Iterator[str]:
    yield from _facts(reading, words)
    yield from _listed(words["statements"], reading.vision_statements)
    values = [_value(value.name, value.text) for value in reading.values]
    yield from _listed(words["values"], values)
    if reading.upper:
        yield from _upper(reading.upper, words)
    if reading.focus_areas:
        yield words["focus_areas"]
    for area in reading.focus_areas:
        yield from _area(area, words)
    if reading.sections:
        yield words["sections"]
    for section in reading.sections:
        yield from _section(section, words)
    yield from _listed(words["warnings"], reading.warnings)


def _facts(reading: PolicyReading, words: Mapping[str, str]) -> Iterator[str]:
    before = reading.predecessor
    facts = (
        (words["title"], reading.title),
        (words["subtitle"], reading.subtitle),
        (words["municipality"], reading.municipality),
        (words["period"], reading.period),
        (words["predecessor"], " ".join(filter(None, (before.title, before.period))) if before else None),
        (words["target_group"], reading.target_group),
        (words["vision"], reading.vision),
    )
    for name, text in facts:
        if text:
            yield f"{name}: {text}"


def _value(name: str, text: str | None) -> str:
    """A text that begins with its name is not told the name twice."""
    if text is None:
        return name
    return text if text.startswith(name) else f"{name}: {text}"


def _upper(upper: ReadUpper, words: Mapping[str, str]) -> Iterator[str]:
    yield words["upper"] + (f": {upper.title}" if upper.title else "")
    yield from _indented(_listed(words["focus_areas"], upper.focus_areas))
    yield from _indented(_listed(words["lighthouses"], upper.lighthouses))


def _area(area: ReadArea, words: Mapping[str, str]) -> Iterator[str]:
    number = f"{area.number}. " if area.number is not None else ""
    yield f"{_STEP}{number}{area.title or words['untitled']}"
    yield from _text(area.intro)
    for goal in area.goals:
        yield f"{_STEP * 2}- {goal.text}{_place(goal.page, goal.line, words)}"
    for quote in area.quotes:
        source = f" ({quote.source})" if quote.source else ""
        yield f"{_STEP * 2}”{quote.text}”{source}"


def _place(page: int | None, line: int | None, words: Mapping[str, str]) -> str:
    places = [f"{words[word]} {at}" for word, at in (("page", page), ("line", line)) if at is not None]
    return f" ({', '.join(places)})" if places else ""


def _section(section: ReadSection, words: Mapping[str, str]) -> Iterator[str]:
    title = section.title or words["untitled"]
    yield f"{_STEP}{title} [{words[section.kind]}]{_place(section.page, None, words)}"
    yield from _text(section.text)


def _text(text: str | None) -> Iterator[str]:
    return (f"{_STEP * 2}{line}" for line in (text or "").splitlines() if line)


def _listed(name: str, texts: Iterable[str]) -> Iterator[str]:
    """A name with its texts below it; nothing where there are none."""
    texts = list(texts)
    if texts:
        yield name
        yield from (f"{_STEP}- {text}" for text in texts)


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (_STEP + line for line in lines)
