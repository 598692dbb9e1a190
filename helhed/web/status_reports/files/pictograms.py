"""Helhed's own pictograms for the easy edition: a sign in white on a disc, and the words for it."""

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from helhed.action_plans.words import ProgressState
from helhed.base.blocks import Pictured
from helhed.web.action_plans.progress import COLOUR

CALM = "#1b2a2f"
STATES: dict[ProgressState, tuple[str, str | Promise]] = {
    ProgressState.NOT_BEGUN: ("M24 12a12 12 0 1 0 .1 0", _("An empty ring")),
    ProgressState.ON_TRACK: ("M13 24h20M25 15l9 9-9 9", _("An arrow forward")),
    ProgressState.DELAYED: ("M24 13v12l8 5", _("The hands of a clock")),
    ProgressState.AT_RISK: ("M24 11v17M24 36v.5", _("An exclamation mark")),
    ProgressState.DONE: ("M13 25l8 8 15-17", _("A tick")),
    ProgressState.CHANGED: ("M13 19h20l-5-6M35 29H15l5 6", _("Two arrows that change places")),
    ProgressState.DROPPED: ("M15 15l18 18M33 15L15 33", _("A cross")),
    ProgressState.UNMEASURABLE: ("M18 18a6 6 0 1 1 8 6c-2 1-2 2-2 4M24 36v.5", _("A question mark")),
}
SIGNS: dict[str, tuple[str, str | Promise]] = {
    "promise": ("M14 12h20v24H14zM19 19h10M19 25h10", _("A sheet of paper with words")),
    "voice": ("M12 14h24v16H24l-7 6v-6h-5z", _("A speech bubble")),
    "politicians": ("M13 22h22v13H13zM24 30v-1M17 22l7-10 7 10", _("A town hall")),
    "figures": ("M14 34V24M24 34V14M34 34v-7", _("Three columns")),
    "more": ("M21 12a9 9 0 1 0 .1 0M28 28l8 8", _("A magnifying glass")),
}


def _disc(colour: str, path: str) -> SafeString:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">'
        '<circle cx="24" cy="24" r="23" fill="{}"/><path d="{}" fill="none" stroke="#ffffff" stroke-width="4" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>',
        colour,
        path,
    )


def beside_state(state: ProgressState, text: str) -> Pictured:
    path, description = STATES[state]
    return Pictured(_disc(COLOUR[state], path), str(description), text)


def beside_sign(sign: str, text: str, colour: str = "") -> Pictured:
    path, description = SIGNS[sign]
    return Pictured(_disc(colour or CALM, path), str(description), text)
