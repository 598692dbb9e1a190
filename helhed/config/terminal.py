"""What the commands write, and how they get hold of the product."""

import os
import sys

from helhed.config import environment
from helhed.config.language import _


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def require_database() -> None:
    if not environment.text("HELHED_DATABASE"):
        raise environment.WrongSetting(
            _("HELHED_DATABASE is not set, so there is no database to work on. See docs/develop/settings.md.")
        )


def load_product() -> None:
    """Make Helhed's tables and actions ready in this process. It is slow, so that `--help` does without it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helhed.config.settings")
    import django
    from django.utils import translation

    django.setup()
    translation.activate(os.environ["LANGUAGE"])
