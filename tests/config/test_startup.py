from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from helhed.access.actions import mark_as_demo
from helhed.audit.triggers import drop_history
from helhed.base import clock
from helhed.base.roles import Role
from helhed.config import startup
from helhed.config.startup import Finding, Unsafe, begin, findings, host_of, is_loopback, is_this_machine_only
from tests.people import SYSTEM, add_account

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
KEY = "abcdefghij" * 5


@pytest.fixture(autouse=True)
def as_it_was(settings: Any) -> Iterator[None]:
    settings.HAS_DEMO_SIGN_IN = False
    settings.BIND = "127.0.0.1:8000"
    settings.ALLOWED_HOSTS = LOOPBACK
    yield
    clock.shift_by(timedelta(0))


def stops(found: Any) -> list[bool]:
    return [finding.stops for finding in found]


@pytest.mark.parametrize("key", ["", "short", "x" * 49, "x" * 60, "abcd" * 20])
def test_a_planted_weak_key_stops(key: str) -> None:
    assert stops(startup.check_key(key)) == [True]


def test_a_good_key_is_no_fault() -> None:
    assert stops(startup.check_key(KEY)) == []


def test_every_name_allowed_stops() -> None:
    assert stops(startup.check_hosts(["helhed.lindevig.dk", "*"])) == [True]
    assert stops(startup.check_hosts(["helhed.lindevig.dk"])) == []


@pytest.mark.parametrize(
    ("bind", "uses_https", "proxies", "expected"),
    [
        ("127.0.0.1:8000", True, 1, []),
        ("10.0.0.5:8000", True, 1, []),
        ("127.0.0.1:8000", True, 0, [False]),
        ("127.0.0.1:8000", False, 0, [False]),
        ("0.0.0.0:8000", False, 0, [True]),
        ("10.0.0.5:8000", False, 1, [True]),
        ("unix:/run/helhed.sock", False, 0, [True]),
        ("", False, 0, [True]),
    ],
)
def test_passwords_do_not_travel_in_the_open(bind: str, uses_https: bool, proxies: int, expected: list[bool]) -> None:
    assert stops(startup.check_https(bind, uses_https=uses_https, proxies=proxies)) == expected


@pytest.mark.parametrize(
    ("bind", "hosts", "is_so"),
    [
        ("127.0.0.1:8000", LOOPBACK, True),
        ("[::1]:8000", ["localhost"], True),
        ("localhost:8000", ["127.0.0.1"], True),
        ("127.0.0.1:8000", [*LOOPBACK, "helhed.lindevig.dk"], False),
        ("127.0.0.1:8000", ["*"], False),
        ("127.0.0.1:8000", [".localhost"], False),
        ("127.0.0.1:8000", [], False),
        ("0.0.0.0:8000", LOOPBACK, False),
        ("[::]:8000", LOOPBACK, False),
        (":8000", LOOPBACK, False),
        ("8000", LOOPBACK, False),
        ("", LOOPBACK, False),
        ("unix:/run/helhed.sock", LOOPBACK, False),
        ("192.168.1.4:8000", LOOPBACK, False),
        ("127.0.0.1.evil.example:8000", LOOPBACK, False),
    ],
)
def test_what_is_not_known_is_not_this_machine(bind: str, hosts: list[str], is_so: bool) -> None:
    assert is_this_machine_only(bind, hosts) == is_so
    assert stops(startup.check_demo(bind, hosts)) == ([] if is_so else [True])


def test_hosts_are_read_as_they_are_written() -> None:
    assert [host_of(bind) for bind in ("a:1", "[::1]:2", ":3", "4", "")] == ["a", "[::1]", "", "", ""]
    assert is_loopback("127.5.6.7")
    assert not is_loopback("localhost.evil.example")


def test_style_sheets_that_are_not_gathered_stop(settings: Any, tmp_path: Path) -> None:
    assert stops(startup.check_static(tmp_path)) == []
    settings.STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    assert stops(startup.check_static(tmp_path)) == [True]
    (tmp_path / "staticfiles.json").touch()
    assert stops(startup.check_static(tmp_path)) == []


def test_a_missing_key_is_found_where_the_settings_have_none(settings: Any) -> None:
    settings.SECRET_KEY = ""
    assert [finding for finding in startup.check_key(startup._secret_key()) if finding.stops]


@pytest.mark.parametrize(
    ("settings_of_mail", "expected"),
    [
        ({}, []),
        ({"DEFAULT_FROM_EMAIL": ""}, [True]),
        ({"DEFAULT_FROM_EMAIL": "Helhed"}, [True]),
        ({"EMAIL_HOST_USER": "helhed"}, [True]),
        ({"EMAIL_HOST_PASSWORD": "secret"}, [True]),
        ({"EMAIL_HOST_USER": "helhed", "EMAIL_HOST_PASSWORD": "secret"}, []),
        ({"EMAIL_SECURITY": "none"}, [False]),
        ({"EMAIL_SECURITY": "none", "EMAIL_HOST": "127.0.0.1"}, []),
        ({"EMAIL_SECURITY": "none", "EMAIL_HOST_USER": "helhed", "EMAIL_HOST_PASSWORD": "secret"}, [True]),
        ({"SITE_ADDRESS": ""}, [False]),
        ({"SITE_ADDRESS": "helhed.lindevig.dk"}, [True]),
        ({"SITE_ADDRESS": "javascript://helhed"}, [True]),
        ({"SITE_ADDRESS": "https://helhed.lindevig.dk:8443"}, []),
        ({"EMAIL_HOST": ""}, [False]),
    ],
)
@pytest.mark.django_db
def test_how_messages_leave_is_looked_at(settings: Any, settings_of_mail: dict[str, str], expected: list[bool]) -> None:
    whole = {
        "EMAIL_HOST": "mail.lindevig.dk",
        "EMAIL_SECURITY": "starttls",
        "EMAIL_HOST_USER": "",
        "EMAIL_HOST_PASSWORD": "",
        "DEFAULT_FROM_EMAIL": "helhed@lindevig.dk",
        "SITE_ADDRESS": "https://helhed.lindevig.dk",
    }
    for name, value in (whole | settings_of_mail).items():
        setattr(settings, name, value)
    assert stops(startup.check_mail()) == expected
    # The site itself is served all the same.
    assert not any(finding.stops for finding in findings())


@pytest.mark.parametrize(("host", "expected"), [("", []), ("mail.lindevig.dk", [True]), ("127.0.0.1", [])])
@pytest.mark.django_db
def test_made_up_people_are_not_written_to(settings: Any, host: str, expected: list[bool]) -> None:
    mark_as_demo(by=SYSTEM, clock_shift=timedelta(0))
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = host, "helhed@lindevig.dk"
    settings.SITE_ADDRESS = "https://helhed.lindevig.dk"
    assert stops(startup.check_mail()) == expected


@pytest.mark.django_db
def test_a_database_that_is_in_order_stops_nothing() -> None:
    assert [finding.text for finding in findings() if finding.stops] == []
    begin()


@pytest.mark.django_db
def test_a_planted_migration_that_was_not_run_stops() -> None:
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("access")[0]
    MigrationRecorder(connection).record_unapplied(*newest)
    assert stops(startup.check_database()) == [True]


@pytest.mark.django_db
def test_a_planted_missing_trigger_stops() -> None:
    with connection.cursor() as cursor:
        on_table = ' ON "audit_event"' if connection.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER "audit_event_no_delete"{on_table}')
    found = list(startup.check_database())
    assert stops(found) == [True]
    assert "audit_event_no_delete" in found[0].text
    with pytest.raises(Unsafe, match="audit_event_no_delete"):
        begin()


@pytest.mark.django_db
def test_a_planted_missing_history_stops() -> None:
    drop_history("default", plan=["a migration that did not end"])
    with pytest.raises(Unsafe, match="action_plans_initiative_history"):
        begin()


@pytest.mark.django_db
def test_a_database_that_cannot_be_reached_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable() -> Iterator[Finding]:
        raise DatabaseError("no route to host\n")
        yield

    monkeypatch.setattr(startup, "check_file", unreachable)
    found = list(startup.check_database())
    assert stops(found) == [True]
    assert found[0].text.endswith("no route to host")


@pytest.mark.django_db
def test_a_database_of_no_file_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", ":memory:")
    assert stops(startup.check_file()) == [True]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL checks its own files")
@pytest.mark.django_db
def test_a_damaged_file_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stops(startup.check_file()) == []
    monkeypatch.setattr(startup, "_asked", lambda sql: "row 1 missing from index")
    assert stops(startup.check_file()) == [True]


@pytest.mark.django_db
def test_a_real_start_says_what_ought_to_be_known(settings: Any) -> None:
    settings.USES_HTTPS, settings.ALLAUTH_TRUSTED_PROXY_COUNT = True, 1
    said = [finding.text for finding in findings()]
    assert [name for name in ("ALLOWED_HOSTS", "MUNICIPALITY", "create-user") if name in " ".join(said)] == [
        "ALLOWED_HOSTS",
        "MUNICIPALITY",
        "create-user",
    ]
    add_account("admin", Role.ADMINISTRATOR)
    settings.ALLOWED_HOSTS = ["helhed.lindevig.dk"]
    assert len(findings()) == len(said) - 2


@pytest.mark.django_db
def test_demo_sign_in_takes_both_the_marker_and_this_machine(settings: Any, monkeypatch: Any) -> None:
    # The transaction around this test lives in the connection that a start gives up.
    monkeypatch.setattr(startup, "close_old_connections", lambda: None)
    begin()
    assert not settings.HAS_DEMO_SIGN_IN
    mark_as_demo(by=SYSTEM, clock_shift=timedelta(days=-900))
    before = clock.now()
    begin()
    assert settings.HAS_DEMO_SIGN_IN
    assert clock.now() - before < timedelta(days=-899)


@pytest.mark.parametrize(
    "planted", [{"BIND": "0.0.0.0:8000"}, {"BIND": ""}, {"ALLOWED_HOSTS": [*LOOPBACK, "helhed.lindevig.dk"]}]
)
@pytest.mark.django_db
def test_demo_data_are_served_on_this_machine_only(settings: Any, planted: dict[str, Any]) -> None:
    mark_as_demo(by=SYSTEM, clock_shift=timedelta())
    for name, value in planted.items():
        setattr(settings, name, value)
    with pytest.raises(Unsafe, match="HELHED_BIND"):
        begin()
    assert not settings.HAS_DEMO_SIGN_IN
