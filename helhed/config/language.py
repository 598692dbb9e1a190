"""The language of the command `helhed`, from Helhed's own catalogues, before anything of Django is loaded.

The words of Python's own command-line reader are translated through the same catalogues, so they are named here.
"""

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
DOMAIN = "django"
LANGUAGES = ("da", "en")
ASKED_BY = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")

_ = gettext.gettext


def gettext_noop(msgid: str) -> str:
    return msgid


ARGPARSE_WORDS = (
    gettext_noop("usage: "),
    gettext_noop("options"),
    gettext_noop("positional arguments"),
    gettext_noop("show this help message and exit"),
    gettext_noop("%(prog)s: error: %(message)s\n"),
    gettext_noop("argument %(argument_name)s: %(message)s"),
    gettext_noop("the following arguments are required: %s"),
    gettext_noop("unrecognized arguments: %s"),
    gettext_noop("invalid choice: %(value)r (choose from %(choices)s)"),
    gettext_noop("invalid %(type)s value: %(value)r"),
    gettext_noop("expected one argument"),
)


def of_the_machine() -> str:
    """English where the locale begins with `en`, else Danish."""
    asked = next((value for name in ASKED_BY if (value := os.environ.get(name))), "")
    return "en" if asked.lower().startswith("en") else "da"


def choose(language: str) -> None:
    """From here on `_` speaks this language, in this process and those it starts."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


def how_to_change(language: str) -> str:
    return "In English: helhed --language en …" if language == "da" else "På dansk: helhed --language da …"
