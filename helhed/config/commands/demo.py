import argparse
import fcntl
import multiprocessing
import os
import secrets
import shutil
from pathlib import Path
from urllib.parse import quote

from helhed.config import environment, language
from helhed.config.commands.serve import is_refused, is_taken, serve
from helhed.config.language import _
from helhed.config.terminal import complain, load_product, say

DEFAULT_FOLDER = "demodata"
THIS_MACHINE = "127.0.0.1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", metavar=_("PORT"), type=int, help=_("the port to answer at, else PORT or 8000"))
    parser.add_argument(
        "--data",
        metavar=_("FOLDER"),
        type=Path,
        default=Path(DEFAULT_FOLDER),
        help=_("where the made-up data lie (default: ./demodata)"),
    )
    parser.add_argument("--prepare-only", action="store_true", help=_("make the data, and do not start the site"))


def run(args: argparse.Namespace) -> int:
    ready = args.data.resolve() / "lindevig"
    if args.prepare_only:
        _build(ready)
        return 0
    bind = f"{THIS_MACHINE}:{args.port or environment.number('PORT', 8000)}"
    if _is_bound_elsewhere() or is_taken(bind):
        return 1
    if not ready.exists() and not _is_built_apart(ready):
        return 1
    _set_environment(ready, bind)
    if is_refused():
        return 1
    _tell(bind)
    return serve(bind, workers=1, threads=4)


def _is_bound_elsewhere() -> bool:
    """The demo lets anybody in without a password, so it is never served to other machines."""
    host, _colon, _port = environment.text("HELHED_BIND", THIS_MACHINE + ":").rpartition(":")
    if host in {THIS_MACHINE, "localhost", "[::1]"}:
        return False
    complain(_("HELHED_BIND is not this machine. The demo needs no password, and is only shown on this machine."))
    return True


def _set_environment(folder: Path, bind: str) -> None:
    """The demo has settings of its own, so that it can never touch the data of a real municipality."""
    os.environ.update(
        {
            "HELHED_DATABASE": f"sqlite://{quote(str(folder / 'helhed.sqlite3'))}",
            "HELHED_SECRET_KEY": (folder / "secret-key").read_text().strip(),
            "HELHED_BIND": bind,
            "HELHED_ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
            "HELHED_HTTPS": "0",
            "HELHED_TRUSTED_PROXIES": "0",
            "HELHED_MUNICIPALITY": "",
            "HELHED_SMTP_HOST": "",
            "HELHED_SMTP_SECURITY": "",
            "HELHED_SMTP_PORT": "",
        }
    )


def _is_built_apart(ready: Path) -> bool:
    """In a process of its own, because the product reads once which database it works on."""
    process = multiprocessing.get_context("spawn").Process(target=_build_in_language, args=(ready,))
    process.start()
    process.join()
    return process.exitcode == 0


def _build_in_language(ready: Path) -> None:
    language.choose(language.of_the_machine())
    _build(ready)


def _build(ready: Path) -> None:
    """Make the data beside where they are to lie, and move them there when they are whole."""
    ready.parent.mkdir(parents=True, exist_ok=True)
    with (ready.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if ready.exists():
            return
        building = ready.with_name("building")
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(mode=0o700)
        _write_key(building / "secret-key")
        _set_environment(building, THIS_MACHINE)
        _fill()
        building.rename(ready)


def _write_key(path: Path) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))


def _fill() -> None:
    say(_("Making the fictional municipality Lindevig …"))
    load_product()
    from django.core.management import call_command
    from django.db import connections

    from helhed.base.viewer import system_viewer
    from helhed.demo.build import build

    call_command("migrate", interactive=False, verbosity=0)
    build(by=system_viewer("helhed demo"), tell=lambda step: say(f"· {step}"))
    connections.close_all()


def _tell(bind: str) -> None:
    from helhed.base.viewer import system_viewer
    from helhed.config.startup import set_clock
    from helhed.organisation.queries import demo_accounts

    set_clock()
    say("")
    say(_("Helhed shows Lindevig, a municipality that does not exist, at http://%s") % bind)
    say(_("Sign in at http://%s/log-ind by choosing who to be; no password is needed:") % bind)
    for persona in demo_accounts(system_viewer("helhed demo")):
        say(f"  {persona.name}, {persona.role}")
    say(_("Stop it with Ctrl+C."))
