import argparse
import os

from helhed.config import environment
from helhed.config.commands.serve import DEFAULT_BIND
from helhed.config.language import _
from helhed.config.terminal import load_product, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has no options."""


def run(args: argparse.Namespace) -> int:
    """1 where something would stop `helhed serve`, else 0; what is only worth knowing stops nothing."""
    os.environ["HELHED_BIND"] = environment.text("HELHED_BIND", DEFAULT_BIND)
    load_product()
    from helhed.config.startup import findings

    found = findings()
    for finding in found:
        weight = _("Stops the start:") if finding.stops else _("Please note:")
        say(f"{weight} {finding.text}")
    if not found:
        say(_("Nothing is unsafe or missing."))
    return int(any(finding.stops for finding in found))
