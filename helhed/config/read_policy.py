"""`helhed read-policy FILE [--json]`: what a policy document says, for people or for programs."""

import argparse
import io
import json
import logging
import os
import stat
import sys
from pathlib import Path
from typing import TextIO

from helhed.config.language import _
from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.outline import outline
from helhed.policy.reading.reading import PolicyReading
from helhed.policy.reading.sandbox.parent import MOST_BYTES, read_safely

FOUND = 0
NOT_READABLE = 2
NO_STRUCTURE = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE"), type=Path, help=_("the policy document, as plain text"))
    parser.add_argument("--json", action="store_true", help=_("write JSON instead of an outline"))


def run(args: argparse.Namespace) -> int:
    """0 where at least one focus area or goal was found, 3 where the text has none, 2 where it cannot be read."""
    # What the log of a service would say of it is said to nobody here.
    logging.getLogger("helhed").addHandler(logging.NullHandler())
    try:
        reading = read_safely(_bytes_of(args.file))
    except Unreadable as refused:
        _write(sys.stderr, f"{refused.reason}\n")
        return NOT_READABLE
    shown = _as_json(reading) if args.json else outline(reading, _words())
    _write(sys.stdout, shown)
    return FOUND if reading.has_structure else NO_STRUCTURE


def _write(stream: TextIO, text: str) -> None:
    """In UTF-8 always, because a terminal may be set to an encoding without Danish letters.

    The name of a file may be bytes that are no text in any encoding.
    """
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    stream.write(text)


def _as_json(reading: PolicyReading) -> str:
    return json.dumps(reading.as_dict(), ensure_ascii=False, indent=2) + "\n"


def _words() -> dict[str, str]:
    """What the parts of an outline are called."""
    return {
        "title": _("Title"),
        "subtitle": _("Subtitle"),
        "municipality": _("Municipality"),
        "period": _("Period"),
        "predecessor": _("Predecessor"),
        "target_group": _("Target group"),
        "vision": _("Vision"),
        "statements": _("Vision statements"),
        "values": _("Values"),
        "upper": _("Serves"),
        "focus_areas": _("Focus areas"),
        "lighthouses": _("Lighthouses"),
        "sections": _("Text sections"),
        "warnings": _("Please check"),
        "untitled": _("Without a title"),
        "page": _("page"),
        "line": _("line"),
        "foreword": _("foreword"),
        "introduction": _("introduction"),
        "steering_triangle": _("steering triangle"),
        "council_vision": _("the council's vision"),
        "fact_box": _("fact box"),
        "implementation": _("implementation"),
        "other": _("other text"),
    }


def _bytes_of(path: Path) -> bytes:
    """No more than is read at all, and only of a file: a pipe would be waited for without end."""
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unreadable(_("The file cannot be opened: %s") % path)
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise Unreadable(_("The file does not exist: %s") % path) from error
    except (OSError, ValueError) as error:
        raise Unreadable(_("The file cannot be opened: %s") % path) from error


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)
