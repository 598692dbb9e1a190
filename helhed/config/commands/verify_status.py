import argparse

from helhed.config.language import _
from helhed.config.terminal import complain, load_product, require_database, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has no options."""


def run(args: argparse.Namespace) -> int:
    """1 where a published status is not as it was published, or the database cannot be used, else 0."""
    require_database()
    load_product()
    from django.db import DatabaseError

    from helhed.base.viewer import system_viewer
    from helhed.status_reports.queries.verifying import verify_reports

    try:
        found = verify_reports(system_viewer("helhed verify-status"))
    except DatabaseError as problem:
        complain(_("The database cannot be used (HELHED_DATABASE): %s") % str(problem).strip())
        return 1
    for each in found:
        report = each.report
        edition = _("edition %(number)s") % {"number": report.edition}
        told = f"{report.policy} {report.year} ({report.kind.label}, {edition}): {each.found.label} {each.digest_found}"
        (say if each.is_right else complain)(told.rstrip())
    if not found:
        say(_("No status is published yet."))
    return int(not all(each.is_right for each in found))
