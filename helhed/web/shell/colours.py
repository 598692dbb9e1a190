"""The municipality's two colours, and the shades of them that the style sheets use."""

import hashlib
from typing import Protocol

WHITE, BLACK = "#ffffff", "#000000"
SHEET = """:root{{
--primary:{primary};
--primary-ink:{primary_ink};
--primary-deep:{primary_deep};
--primary-tint:{primary_tint};
--primary-line:{primary_line};
--accent:{accent};
--accent-ink:{accent_ink};
--accent-tint:{accent_tint};
}}
@page{{
@bottom-left{{content:{notice};font:9pt "IBM Plex Sans",sans-serif;color:#5a5650}}
@bottom-right{{content:counter(page) " / " counter(pages);font:9pt "IBM Plex Sans",sans-serif;color:#5a5650}}
}}
"""
FICTIONAL = "opdigtet · fictional · fiktiv"


class HasColours(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def primary_colour(self) -> str: ...
    @property
    def accent_colour(self) -> str: ...
    @property
    def is_fictional(self) -> bool: ...


def mixed(colour: str, other: str, share: float) -> str:
    """The colour with a share of the other in it, both written as `#rrggbb`."""
    pairs = [(int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(first + (second - first) * share):02x}" for first, second in pairs)


def stylesheet(municipality: HasColours) -> str:
    """Custom properties, and what stands at the foot of every printed page.

    The `ink` shades are for text on paper: a colour that can carry white text (4.5) has a contrast
    of at least 4.8 on the paper once it is this much darker.
    """
    primary, accent = municipality.primary_colour, municipality.accent_colour
    words = [municipality.name, FICTIONAL] if municipality.is_fictional else [municipality.name]
    return SHEET.format(
        primary=primary,
        primary_ink=mixed(primary, BLACK, 0.12),
        primary_deep=mixed(primary, BLACK, 0.35),
        primary_tint=mixed(primary, WHITE, 0.93),
        primary_line=mixed(primary, WHITE, 0.75),
        accent=accent,
        accent_ink=mixed(accent, BLACK, 0.12),
        accent_tint=mixed(accent, WHITE, 0.92),
        notice=_css_string(" · ".join(words)),
    )


def _css_string(text: str) -> str:
    plain = "".join(letter for letter in text if letter.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def version(municipality: HasColours) -> str:
    return hashlib.sha256(stylesheet(municipality).encode()).hexdigest()[:12]
