"""What the demo municipality is told from, and the clock it is told by."""

import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from helhed.base import clock

HERE = Path(__file__).parent


def at(day: date) -> Any:
    """The clock set back to the morning of a day."""
    return clock.set_back_to(datetime.combine(day, time(9), tzinfo=clock.COPENHAGEN))


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / "lindevig" / f"{name}.toml").read_text(encoding="utf-8"))
