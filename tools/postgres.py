"""A throw-away PostgreSQL server on a free port of this machine, made of Debian's programs."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "50"}


def programs() -> Path:
    """The folder of the newest server installed; Debian keeps it off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    raise FileNotFoundError("PostgreSQL's server programs are not installed: apt-get install postgresql")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*command: str | Path) -> None:
    """PostgreSQL refuses to run as root, so root hands over to the user that Debian made for it."""
    as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_user, *map(str, command)], cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stdout.decode())


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server with an empty database; it is stopped and removed, whatever happens inside."""
    folder = Path(tempfile.mkdtemp(prefix="helhed-pg-"))
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    data, port, tools = folder / "data", free_port(), programs()
    settings = {**OPTIONS, "port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": folder}
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    log = folder / "log"
    try:
        run(tools / "initdb", "-D", data, "-U", "helhed", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        run(tools / "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options)
        yield f"postgresql://helhed@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            run(tools / "pg_ctl", "stop", "-w", "-m", "immediate", "-D", data)
        shutil.rmtree(folder, ignore_errors=True)
