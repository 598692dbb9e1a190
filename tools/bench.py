"""Figures that must hold, each beside a floor measured in the same run, so that the ratio can be compared."""

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
SEED = TOP / "helhed" / "demo" / "policy" / "socialpolitik-2021-2024.txt"
RESULTS = TOP / "bench"

Measure = Callable[[], "Iterator[Figure]"]
ENTRIES: list[Measure] = []


@dataclass(frozen=True)
class Figure:
    """`floor` is the least that any program would need for the same here; `hold` is the number not to pass."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    hold: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def holds(self) -> bool:
        return self.hold is None or self.value <= self.hold


def entry(measure: Measure) -> Measure:
    """Add a measurement to the run."""
    ENTRIES.append(measure)
    return measure


def seconds(work: Callable[[], object], rounds: int = 7) -> float:
    """The median time of some rounds, after one to warm up."""
    work()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def show(figure: Figure) -> None:
    ratio = f"{figure.ratio:8.1f} ×" if figure.ratio else " " * 10
    hold = "" if figure.hold is None else f"  ≤ {figure.hold:g}: {'holds' if figure.holds else 'DOES NOT HOLD'}"
    print(f"{figure.name:42} {figure.value:10.4g} {figure.unit:8} {ratio}{hold}", flush=True)


def write(figures: list[Figure]) -> None:
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    machine = {"at": now.isoformat(), "python": platform.python_version(), "cores": os.cpu_count()}
    lines = [json.dumps({**machine, **asdict(figure), "ratio": figure.ratio}) for figure in figures]
    (RESULTS / f"{now:%Y%m%dT%H%M%S}.json").write_text("\n".join(lines) + "\n", "utf-8")


@entry
def reading_the_seed() -> Iterator[Figure]:
    from helhed.policy.reading.read import read_policy

    data = SEED.read_bytes()
    floor = seconds(lambda: [line.split() for line in SEED.read_text("utf-8").splitlines()])
    yield Figure("reading the seed", seconds(lambda: read_policy(data)), "s", floor, hold=1)


def main() -> None:
    figures = [figure for measure in ENTRIES for figure in measure()]
    for figure in figures:
        show(figure)
    write(figures)
    sys.exit(0 if all(figure.holds for figure in figures) else 1)


if __name__ == "__main__":
    main()
