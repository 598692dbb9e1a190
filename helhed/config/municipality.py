"""The municipality's own name, contacts and colours, from one settings file."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from helhed.config.environment import WrongSetting

FICTIONAL = Path(__file__).resolve().parent.parent / "demo" / "lindevig" / "municipality.toml"
LEAST_CONTRAST = 4.5


@dataclass(frozen=True)
class Municipality:
    """`is_fictional` makes every page and print say so; the two colours carry white text."""

    name: str
    authority: str
    address: str
    telephone: str
    email: str
    accessibility_statement: str
    primary_colour: str
    accent_colour: str
    is_fictional: bool = False


def load_municipality(path: str) -> Municipality:
    """The settings file at `path`, or the fictional municipality's where no path is given.

    Raises `WrongSetting` where a key is missing or unknown, or a colour cannot carry white text (WCAG 1.4.3).
    """
    file = Path(path) if path else FICTIONAL
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise WrongSetting(f"HELHED_MUNICIPALITY={path}: {problem}") from problem
    municipality = _built(values)
    for colour in (municipality.primary_colour, municipality.accent_colour):
        if contrast(colour, "#ffffff") < LEAST_CONTRAST:
            raise WrongSetting(f"HELHED_MUNICIPALITY: {colour}: {contrast(colour, '#ffffff'):.1f} < {LEAST_CONTRAST}")
    return municipality


def _built(values: dict[str, Any]) -> Municipality:
    try:
        return Municipality(**values)
    except TypeError as problem:
        known = ", ".join(field.name for field in fields(Municipality))
        raise WrongSetting(f"HELHED_MUNICIPALITY: {sorted(values)}: {known}") from problem


def contrast(first: str, second: str) -> float:
    """The contrast between two colours written as `#rrggbb`, from 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    if len(colour) != 7 or colour[0] != "#":
        raise WrongSetting(f"HELHED_MUNICIPALITY: {colour}: #rrggbb")
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
