import argparse
import errno
import os
import socket
import sys
from typing import NoReturn

from helhed.config import environment
from helhed.config.language import _
from helhed.config.terminal import complain, load_product, say

DEFAULT_BIND = "127.0.0.1:8000"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--bind",
        metavar=_("ADDRESS"),
        help=_("where to answer, such as 127.0.0.1:8000; else HELHED_BIND. All settings: docs/develop/settings.md"),
    )


def run(args: argparse.Namespace) -> int:
    os.environ["HELHED_BIND"] = bind = args.bind or environment.text("HELHED_BIND", DEFAULT_BIND)
    if is_taken(bind) or is_refused():
        return 1
    say(_("Helhed answers at %s. Stop it with Ctrl+C.") % bind)
    return serve(bind, environment.number("HELHED_WORKERS", 2), environment.number("HELHED_THREADS", 2))


def is_refused() -> bool:
    """Whether something stops the start; all that is unsafe or missing is said."""
    load_product()
    from helhed.config.startup import findings

    found = findings()
    for finding in found:
        complain(finding.text)
    return any(finding.stops for finding in found)


def is_taken(bind: str) -> bool:
    """Whether somebody else answers there already, which is then said in one line."""
    host, _colon, port = bind.rpartition(":")
    if not port.isdigit():
        return False
    try:
        family, *_rest, address = socket.getaddrinfo(host.strip("[]") or None, int(port), flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            complain(_("Something else answers at %s already. Stop it, or choose another port.") % bind)
        else:
            complain(_("Helhed cannot answer at %(bind)s: %(problem)s") % {"bind": bind, "problem": problem.strerror})
        return True
    return False


def serve(bind: str, workers: int, threads: int) -> NoReturn:
    """Become gunicorn. It writes no access log: a link to choose a password would stand in it."""
    sys.stdout.flush()
    command = [sys.executable, "-m", "gunicorn", "helhed.config.wsgi", "--bind", bind, "--worker-class", "gthread"]
    command += ["--workers", str(workers), "--threads", str(threads)]
    command += ["--timeout", "60", "--log-level", "warning", "--no-control-socket"]
    # Whether a proxy in front is believed is for HELHED_TRUSTED_PROXIES alone to say.
    command += ["--forwarded-allow-ips", ""]
    os.execv(sys.executable, command)  # noqa: S606  (our own interpreter, and no shell to mislead)
