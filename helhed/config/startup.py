"""What is unsafe or missing, said in plain words; the worst stops the start, however Helhed is started."""

import ipaddress
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from django.db import DatabaseError, close_old_connections, connection
from django.db.migrations.executor import MigrationExecutor

from helhed.access.queries import demo_clock_shift
from helhed.audit.triggers import missing_triggers, read_catalogue
from helhed.base import clock
from helhed.base.viewer import system_viewer
from helhed.config import language
from helhed.config.language import _
from helhed.organisation.queries import has_administrator

SHORTEST_KEY = 50
SITE = re.compile(r"https?://[\w.\[\]:-]+")


class Unsafe(Exception):
    """Helhed does not start like this; the message says why, a line for each reason."""


@dataclass(frozen=True)
class Finding:
    """`stops`: Helhed does not start. Otherwise it starts, and somebody ought to know."""

    stops: bool
    text: str


Findings = Iterator[Finding]


def begin() -> None:
    """Refuse a start that is unsafe; else set the clock, and decide once and for all whether this is a demo."""
    language.choose(language.of_the_machine())
    reasons = [finding.text for finding in findings() if finding.stops]
    if reasons:
        raise Unsafe("\n".join(reasons))
    settings.HAS_DEMO_SIGN_IN = set_clock() and is_this_machine_only(settings.BIND, settings.ALLOWED_HOSTS)
    close_old_connections()


def set_clock() -> bool:
    """Shift the clock of a demo municipality. Whether the data are made up."""
    shift = demo_clock_shift()
    if shift is not None:
        clock.shift_by(shift)
    return shift is not None


def findings() -> list[Finding]:
    found = [*check_key(_secret_key()), *check_hosts(settings.ALLOWED_HOSTS), *check_static(Path(settings.STATIC_ROOT))]
    trouble = [*check_database()]
    if trouble:
        return found + trouble
    # The site itself does its work, however messages leave.
    found += [Finding(False, each.text) for each in check_mail()]
    data = check_demo if demo_clock_shift() is not None else check_real
    return [*found, *data(settings.BIND, settings.ALLOWED_HOSTS)]


def findings_at_work() -> list[Finding]:
    """What concerns `helhed work`, which answers no browser."""
    return [*check_database()] or [*check_mail()]


def _secret_key() -> str:
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""


def check_key(key: str) -> Findings:
    if len(key) < SHORTEST_KEY or len(set(key)) < 5:
        yield Finding(
            True,
            _("HELHED_SECRET_KEY is missing or too easy to guess. Set it to at least %d random characters.")
            % SHORTEST_KEY,
        )


def check_hosts(hosts: Sequence[str]) -> Findings:
    if "*" in hosts:
        yield Finding(True, _("HELHED_ALLOWED_HOSTS is *, which is every name. Write the names of the site."))


def check_static(root: Path) -> Findings:
    if "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"] and not (root / "staticfiles.json").exists():
        yield Finding(True, _("The style sheets are not gathered in %s. Run: make .venv") % root)


def check_demo(bind: str, hosts: Sequence[str]) -> Findings:
    if not is_this_machine_only(bind, hosts):
        yield Finding(
            True,
            _(
                "The database holds the made-up demo data, where anybody may sign in without a password. "
                "It is only served on this machine: by `helhed demo`, or with HELHED_BIND and every one of "
                "HELHED_ALLOWED_HOSTS set to this machine (127.0.0.1, localhost)."
            ),
        )


def check_real(bind: str, hosts: Sequence[str]) -> Findings:
    yield from check_https(bind, uses_https=settings.USES_HTTPS, proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT)
    if all(is_loopback(host) for host in hosts):
        yield Finding(False, _("HELHED_ALLOWED_HOSTS names this machine only, so nobody else can reach the site."))
    if settings.MUNICIPALITY.is_fictional:
        yield Finding(False, _("HELHED_MUNICIPALITY is not set, so every page says Lindevig, and that it is made up."))
    if not has_administrator(system_viewer("helhed check")):
        yield Finding(
            False,
            _(
                "Nobody is system administrator. Open the first account: "
                "helhed create-user USERNAME --name NAME --role administrator"
            ),
        )


def check_https(bind: str, *, uses_https: bool, proxies: int) -> Findings:
    if not uses_https and not is_loopback(host_of(bind)):
        yield Finding(
            True,
            _("HELHED_HTTPS is 0 and the site is not on this machine only: passwords would travel in the open."),
        )
    elif not uses_https:
        yield Finding(False, _("HELHED_HTTPS is 0: good for trying out on this machine, and for nothing else."))
    elif not proxies:
        yield Finding(
            False,
            _(
                "HELHED_TRUSTED_PROXIES is 0, so no request counts as encrypted and everybody is sent on without end. "
                "Set it to the number of proxies in front of Helhed."
            ),
        )


def check_mail() -> Findings:
    """Why no message leaves, or why it would leave in a wrong way."""
    host = settings.EMAIL_HOST
    if demo_clock_shift() is not None:
        if host and not is_loopback(host):
            yield Finding(True, _("The database holds made-up data, and HELHED_SMTP_HOST would send to real people."))
    elif not host:
        yield Finding(False, _("HELHED_SMTP_HOST is not set, so no message is sent; all of them wait."))
    if host:
        yield from check_sender(settings.DEFAULT_FROM_EMAIL, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        yield from check_line(host, settings.EMAIL_SECURITY, has_password=bool(settings.EMAIL_HOST_PASSWORD))
        yield from check_links(settings.SITE_ADDRESS)


def check_sender(sender: str, user: str, password: str) -> Findings:
    if not is_address(sender):
        yield Finding(True, _("HELHED_SMTP_FROM must be the e-mail address that messages come from."))
    if bool(user) != bool(password):
        yield Finding(True, _("HELHED_SMTP_USER and HELHED_SMTP_PASSWORD must both be set, or neither of them."))


def check_line(host: str, security: str, *, has_password: bool) -> Findings:
    if security == "none" and not is_loopback(host):
        yield Finding(
            has_password,
            _("HELHED_SMTP_SECURITY is none and the mail server is another machine: messages travel in the open."),
        )


def check_links(address: str) -> Findings:
    if not SITE.fullmatch(address):
        yield Finding(
            bool(address),
            _("HELHED_ADDRESS must be an address such as https://helhed.lindevig.example, for the links in messages."),
        )


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def check_database() -> Findings:
    """The first thing that is wrong with it; what comes after cannot be asked before it is put right."""
    checks: tuple[Callable[[], Findings], ...] = (check_file, check_migrations, check_triggers)
    try:
        for check in checks:
            trouble = list(check())
            if trouble:
                yield from trouble
                return
    except DatabaseError as problem:
        yield Finding(True, _("The database cannot be used (HELHED_DATABASE): %s") % str(problem).strip())


def check_file() -> Findings:
    if connection.settings_dict["NAME"] == ":memory:":
        yield Finding(True, _("HELHED_DATABASE is not set."))
    elif connection.vendor == "sqlite" and (answer := _asked("PRAGMA quick_check(1)")) != "ok":
        yield Finding(True, _("The database file is damaged; bring back the newest whole copy. (%s)") % answer)


def _asked(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0])


def check_migrations() -> Findings:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Finding(True, _("The database is not up to date. Take a copy, and run: helhed migrate"))


def check_triggers() -> Findings:
    missing = missing_triggers(connection.vendor, read_catalogue())
    if missing:
        yield Finding(
            True,
            _(
                "What keeps the log from being changed is missing or altered: %s. "
                "Find out who did it and why before you put it back by: helhed migrate"
            )
            % ", ".join(missing),
        )


def is_this_machine_only(bind: str, hosts: Sequence[str]) -> bool:
    """Whether nobody but this machine can reach the site; what is not known counts as no."""
    return is_loopback(host_of(bind)) and bool(hosts) and all(is_loopback(host) for host in hosts)


def host_of(bind: str) -> str:
    """The host of `host:port` or `[host]:port`; nothing where every address, or a socket file, is meant."""
    host, colon, _port = bind.rpartition(":")
    return host if colon else ""


def is_loopback(host: str) -> bool:
    bare = host.removeprefix("[").removesuffix("]")
    if bare == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False
