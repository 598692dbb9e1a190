"""How large, how deep and how many: in full under `make trust`, a twenty-fifth in every other run."""

import os
import socket
from collections.abc import Callable

Make = Callable[[], bytes]
Files = dict[str, Make]

FULL = os.environ.get("HELHED_TRUST") == "full"
SHARE = 1 if FULL else 25
LONG = 10_000_000 // SHARE
MANY = 500_000 // SHARE
DEEP = 50_000
# Where the text of a file must never come from, and nothing may ever be left.
SECRET = "/etc/passwd"
ESCAPED = "helhed-escaped"
# A file that makes its reader come here is found out.
LISTENING = socket.create_server(("127.0.0.1", 0))
ADDRESS = f"http://127.0.0.1:{LISTENING.getsockname()[1]}/"


def repeated(piece: str | bytes, length: int = LONG) -> Make:
    """The piece again and again, to about this length; made when it is called."""
    data = piece.encode() if isinstance(piece, str) else piece
    return lambda: data * (length // len(data))


def given(data: str | bytes) -> Make:
    made = data.encode() if isinstance(data, str) else data
    return lambda: made
