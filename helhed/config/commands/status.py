import argparse
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from helhed.config.language import _
from helhed.config.terminal import complain, load_product, require_database, say

if TYPE_CHECKING:
    from helhed.status_reports.content.tree import StatusContent

FORMS = ("html", "pdf", "docx", "xlsx", "easy", "agenda")
NOT_FOUND = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--policy", metavar=_("SLUG"), required=True, help=_("the policy, by its address"))
    parser.add_argument("--year", metavar=_("YEAR"), type=year, required=True, help=_("the year, or the last year"))
    parser.add_argument("--closing", action="store_true", help=_("the closing status of the whole period"))
    parser.add_argument("--form", choices=FORMS, required=True, help=_("which form: easy is a PDF, agenda is Word"))
    parser.add_argument("--out", metavar=_("FILE"), type=Path, required=True, help=_("where to write it"))


def year(typed: str) -> int:
    number = int(typed)
    if not 2000 <= number <= 9999:
        raise ValueError
    return number


def run(args: argparse.Namespace) -> int:
    """2 where there is no such status, 1 where the database or the file cannot be used, else 0."""
    require_database()
    load_product()
    from django.db import DatabaseError

    from helhed.base.errors import Missing

    try:
        data = _made(args)
    except Missing:
        complain(_("There is no status of %(policy)s for %(year)s.") % {"policy": args.policy, "year": args.year})
        return NOT_FOUND
    except DatabaseError as problem:
        complain(_("The database cannot be used (HELHED_DATABASE): %s") % str(problem).strip())
        return 1
    return _kept(args.out, data)


def _made(args: argparse.Namespace) -> bytes:
    from helhed.base.viewer import system_viewer
    from helhed.config.startup import set_clock
    from helhed.status_reports.queries.compiled import compile_status
    from helhed.status_reports.words import ReportKind

    set_clock()
    kind = ReportKind.CLOSING if args.closing else ReportKind.YEARLY
    status = compile_status(system_viewer("helhed status"), args.policy, args.year, kind=kind)
    return _writer(args.form)(status.content, status.report.digest)


def _writer(form: str) -> "Callable[[StatusContent, str], bytes]":
    from helhed.web.status_reports.files import written

    writers: dict[str, Callable[[StatusContent, str], bytes]] = {
        "html": lambda content, kept_as: written.as_html(content, kept_as).encode(),
        "pdf": written.as_pdf,
        "docx": written.as_word,
        "xlsx": written.as_excel,
        "easy": lambda content, _kept_as: written.as_easy_pdf(content),
        "agenda": written.as_agenda,
    }
    return writers[form]


def _kept(path: Path, data: bytes) -> int:
    """Written beside the place and moved there when it is whole, so that no half file is ever found there."""
    half = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            half = Path(file.name)
            file.write(data)
        half.chmod(0o666 & ~_umask())
        half.replace(path)
    except OSError as problem:
        if half:
            with suppress(OSError):
                half.unlink()
        complain(_("%(file)s cannot be written: %(problem)s") % {"file": path, "problem": problem.strerror})
        return 1
    say(_("Written: %s") % path)
    return 0


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now
