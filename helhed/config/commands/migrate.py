import argparse

from helhed.config.language import _
from helhed.config.terminal import complain, load_product, require_database, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has no options."""


def run(args: argparse.Namespace) -> int:
    require_database()
    load_product()
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as problem:
        complain(_("The database cannot be used (HELHED_DATABASE): %s") % str(problem).strip())
        return 1
    say(_("The database is up to date, and what protects the log is in place."))
    return 0
