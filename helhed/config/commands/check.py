import argparse
import os

from helhed.config import environment
from helhed.config.commands.serve import DEFAULT_BIND
from helhed.config.language import _
from helhed.config.terminal import load_product, say
from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.sandbox.confinement import NAMESPACE
from helhed.policy.reading.sandbox.parent import network_denial


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
    say(about_reading())
    if not found:
        say(_("Nothing is unsafe or missing."))
    return int(any(finding.stops for finding in found))


def about_reading() -> str:
    """What keeps the process that reads uploaded files from the network; this takes a process to find out."""
    try:
        denial = network_denial()
    except Unreadable:
        return _("Please note:") + " " + _("Uploaded files cannot be read, because no process can be started for it.")
    if denial == NAMESPACE:
        return _("Uploaded files are read without network: by a process in a network namespace of its own.")
    return _("Uploaded files are read without network: the process denies it to itself, for want of a namespace.")
