"""The process in which one file is read: started by `parent.py`, and imported by nobody else."""

import os
import sys
from collections.abc import Callable
from typing import Any

from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.sandbox.carried import to_json, to_plain
from helhed.policy.reading.sandbox.confinement import confine

Task = Callable[[bytes], Any]


def main(task: Task) -> None:
    """The limits are on, and the task is loaded; what else there is to give up goes before the file is seen."""
    _send(_outcome(task))
    # What libraries do at the end of a process is of no use here, and may itself fall.
    os._exit(0)


def _outcome(task: Task) -> bytes:
    """An error's own words may hold text of the document, so only its name and place leave this process."""
    try:
        confine()
        return to_json({"answer": to_plain(task(sys.stdin.buffer.read()))})
    except Unreadable as refused:
        return to_json({"refused": refused.reason})
    except MemoryError:
        return b'{"failed": "memory"}'
    except Exception as error:
        return to_json({"failed": f"{type(error).__name__} {_place(error)}"})


def _place(error: Exception) -> str:
    step = error.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    return f"{os.path.basename(step.tb_frame.f_code.co_filename)}:{step.tb_lineno}" if step else ""


def _send(outcome: bytes) -> None:
    left = memoryview(outcome)
    while left:
        left = left[os.write(sys.stdout.fileno(), left) :]
