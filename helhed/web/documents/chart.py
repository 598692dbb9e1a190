"""Charts as SVG, drawn once for page and print. Every chart stands beside a table with the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

FONT = "IBM Plex Sans"
WIDTH, LABELS, ROW, BAR = 640, 200, 34, 20
ROOM = WIDTH - LABELS - 50


@dataclass(frozen=True)
class Bar:
    label: str
    count: int
    colour: str


def bar_chart(bars: Sequence[Bar]) -> str:
    """One bar a row with its word before it and its number after it, so that no colour has to be known."""
    longest = max((bar.count for bar in bars), default=0) or 1
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" font-family="{}" font-size="15">{}</svg>',
        WIDTH,
        ROW * len(bars),
        FONT,
        format_html_join("", "{}", ((_row(place, bar, longest),) for place, bar in enumerate(bars))),
    )


def _row(place: int, bar: Bar, longest: int) -> str:
    top = place * ROW
    width = max(round(bar.count / longest * ROOM), 2)
    return format_html(
        '<text x="0" y="{base}" fill="#1b2a2f">{label}</text>'
        '<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="3" fill="{colour}"/>'
        '<text x="{end}" y="{base}" fill="#1b2a2f">{count}</text>',
        base=top + 22,
        label=bar.label,
        left=LABELS,
        top=top + 7,
        width=width,
        height=BAR,
        colour=bar.colour,
        end=LABELS + width + 8,
        count=bar.count,
    )
