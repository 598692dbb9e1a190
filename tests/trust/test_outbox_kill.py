"""The outbox when the power goes: real processes of `helhed work`, killed at random moments, and a real mail server.

Promised: no message is lost. One may leave twice only where the process died between the server's acceptance and our
writing it down, and then under the same id.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connection

from tests.mail_server import Mail, MailServer, mail_server
from tools.postgres import postgres

TOP = Path(__file__).resolve().parents[2]
KILLS = 200 if os.environ.get("HELHED_TRUST") == "full" else 24
# Before the message is the server's, after that and before we are told, and while we write it down.
BEFORE, BETWEEN, WRITING = ("connect", "mail", "rcpt", "data"), "accepted", "told"
LEASE = 1.0

# The product as it is, but for how long a message stays in dead hands.
WORKER = """
import sys
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4
from helhed.communication import words
from helhed.config.commands import work
words.LEASE = timedelta(seconds={lease})
load = work.load_product
def load_and_plant():
    load()
    from helhed.communication import outbox
    {plant}
work.load_product = load_and_plant
from helhed.config.command import main
sys.exit(main(["work", {how}]))
"""
NOTHING = "pass"
WRITES_BEFORE_IT_SENDS = """
    def carry(by, message, port, judges):
        state = outbox._settle(by, message, None)
        port.send(outbox._letter(message))
        return state
    outbox._carry = carry
"""
NEW_ID_EACH_TIME = """
    letter = outbox._letter
    outbox._letter = lambda message: replace(letter(message), message_id=f"<{uuid4()}@lindevig.dk>")
"""
LEAVES_NO_CLAIM = """
    outbox.LEASE = timedelta(0)
"""
FILL = """
from helhed.config import language, terminal
language.choose("da")
terminal.load_product()
from helhed.base.roles import Role
from tests.communication.queued import add_reader, queue
ida = add_reader("ida", Role.ADMINISTRATOR)
for number in range({count}):
    queue(ida, subject=f"Nummer {{number}}", dedup_key=str(number))
"""
TELL = """
import json
from helhed.config import language, terminal
language.choose("da")
terminal.load_product()
from helhed.communication.models import OutboxMessage
messages = OutboxMessage.objects.all()
print(json.dumps([(each.message_id, each.state, each.claimed_until is not None) for each in messages]))
"""


@dataclass
class House:
    """A database of its own, and the processes that work on it."""

    address: str
    started: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def environment(self, port: int) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "LANG": "en_GB.UTF-8",
            "HELHED_DATABASE": self.address,
            "HELHED_SECRET_KEY": "abcdefghij" * 6,
            "HELHED_SMTP_HOST": "127.0.0.1",
            "HELHED_SMTP_PORT": str(port),
            "HELHED_SMTP_SECURITY": "none",
            "HELHED_SMTP_FROM": "helhed@lindevig.dk",
        }

    def run(self, *arguments: str) -> str:
        """A process that must end well; what it said."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=TOP,
            env=self.environment(9),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def work(self, port: int, *how: str, plant: str = NOTHING, lease: float = LEASE) -> "subprocess.Popen[bytes]":
        code = WORKER.format(plant=plant.strip(), how=", ".join(map(repr, how)), lease=lease)
        process = subprocess.Popen(
            [sys.executable, "-c", code], cwd=TOP, env=self.environment(port), stdout=subprocess.DEVNULL
        )
        self.started.append(process)
        return process

    def fill(self, count: int) -> None:
        self.run("-c", FILL.format(count=count))

    def rows(self) -> list[tuple[str, str, bool]]:
        return [(message_id, state, in_hand) for message_id, state, in_hand in json.loads(self.run("-c", TELL))]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """On the kind of database that this run of the tests is about."""
    if connection.vendor == "postgresql":
        with postgres() as address:
            yield from _migrated(House(address))
    else:
        yield from _migrated(House(f"sqlite://{tmp_path}/helhed.sqlite3"))


def _migrated(house: House) -> Iterator[House]:
    house.run("-m", "helhed.config.command", "migrate")
    yield house
    for process in house.started:
        process.kill()
        process.wait()


@dataclass
class Killer:
    """Kills the worker when the mail server has come to a stage for the so-manieth time, after a moment more."""

    stage: str
    times: int
    pause: float
    worker: "subprocess.Popen[bytes] | None" = None

    def __call__(self, stage: str, _said: str) -> str:
        if self.worker is not None and stage == self.stage:
            self.times -= 1
            if self.times <= 0:
                time.sleep(self.pause)
                self.worker.kill()
        return ""


def faults(rows: list[tuple[str, str, bool]], kept: list[Mail], kills: int) -> list[str]:
    """Where the promise was not kept."""
    ids: dict[str, list[str]] = {}
    for mail in kept:
        ids.setdefault(str(mail.parsed["Subject"]), []).append(mail.message_id)
    repeats = sum(len(each) - 1 for each in ids.values())
    found = [f"{subject} left under several ids" for subject, each in ids.items() if len(set(each)) > 1]
    found += [f"{len(rows) - len(ids)} lost"] if len(ids) < len(rows) else []
    found += [f"{repeats} repeats after {kills} kills"] if repeats > kills else []
    states = Counter(state for _id, state, _in_hand in rows)
    return found + ([f"not all are sent: {dict(states)}"] if set(states) != {"sent"} else [])


def kill_and_finish(house: House, killers: list[Killer], plant: str = NOTHING) -> tuple[list[Mail], list[str]]:
    """Start a worker for each killer, and one more that nobody kills. What the server has, and what went wrong."""
    house.fill(sum(killer.times for killer in killers) + 5)
    with mail_server() as server:
        for killer in killers:
            server.answer = killer
            killer.worker = house.work(server.port, "--every", "1", plant=plant)
            assert killer.worker.wait(60) == -signal.SIGKILL
            server.answer = Killer("", 0, 0)
        time.sleep(LEASE)
        assert house.work(server.port, "--once", plant=plant).wait(60) == 0
        return server.kept, faults(house.rows(), server.kept, len(killers))


def at_random(seed: int) -> list[Killer]:
    chance = random.Random(seed)
    stages = (*BEFORE, BETWEEN, BETWEEN, BETWEEN, WRITING, WRITING, WRITING)
    return [
        Killer(stage, 1 if stage == "connect" else chance.randint(1, 5), chance.choice((0, chance.random() / 50)))
        for stage in (chance.choice(stages) for _kill in range(KILLS))
    ]


def test_no_message_is_lost_and_none_repeated_under_another_id(house: House) -> None:
    seed = int.from_bytes(os.urandom(4))
    kept, found = kill_and_finish(house, at_random(seed))
    assert found == [], f"seed {seed}"
    assert len(kept) > KILLS


def test_killed_between_acceptance_and_writing_a_message_leaves_once_more(house: House) -> None:
    """So the worst case does happen here, and with it what the promise says of it."""
    kept, found = kill_and_finish(house, [Killer(BETWEEN, 2, 0), Killer(BETWEEN, 1, 0)])
    assert found == []
    assert len(kept) - len({mail.message_id for mail in kept}) == 2


def test_a_planted_worker_that_writes_before_it_sends_is_caught(house: House) -> None:
    _kept, found = kill_and_finish(house, [Killer("mail", 2, 0), Killer("data", 1, 0)], WRITES_BEFORE_IT_SENDS)
    assert found == ["2 lost"]


def test_a_planted_worker_that_makes_a_new_id_each_time_is_caught(house: House) -> None:
    _kept, found = kill_and_finish(house, [Killer(BETWEEN, 1, 0)], NEW_ID_EACH_TIME)
    assert found == ["Nummer 0 left under several ids"]


def side_by_side(house: House, plant: str, lease: float) -> list[str]:
    """Three workers over one outbox, with a server that takes its time."""
    house.fill(60)

    def slow(stage: str, _said: str) -> str:
        time.sleep(0.01)
        return ""

    with mail_server(slow) as server:
        workers = [house.work(server.port, "--once", plant=plant, lease=lease) for _worker in range(3)]
        assert [worker.wait(120) for worker in workers] == [0, 0, 0]
        assert server.connections >= 2
        return faults(house.rows(), server.kept, kills=0)


def test_workers_side_by_side_send_nothing_twice(house: House) -> None:
    assert side_by_side(house, NOTHING, lease=600) == []


def test_planted_workers_that_leave_no_claim_are_caught(house: House) -> None:
    found = side_by_side(house, LEAVES_NO_CLAIM, lease=600)
    assert [fault for fault in found if "repeats after 0 kills" in fault]


def test_asked_to_end_a_worker_finishes_what_it_has_in_hand(house: House) -> None:
    house.fill(30)
    server: MailServer
    with mail_server(lambda _stage, _said: time.sleep(0.01) or "") as server:
        worker = house.work(server.port, "--every", "60", lease=600)
        while len(server.kept) < 5:
            time.sleep(0.01)
            assert worker.poll() is None
        worker.terminate()
        assert worker.wait(20) == 0
        kept = len(server.kept)
    rows = house.rows()
    assert 5 <= kept < 30
    assert Counter(state for _id, state, _in_hand in rows) == {"sent": kept, "waiting": 30 - kept}
    assert not any(in_hand for _id, _state, in_hand in rows)
