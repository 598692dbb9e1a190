"""Figures that must hold, each beside a floor measured in the same run, so that the ratio can be compared."""

import json
import os
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from tools.bare_status import SLUG_AND_YEAR, bare_status, publish_anew
from tools.measuring import (
    Figure,
    add_initiatives,
    demo_client,
    page_figures,
    processor,
    queries_of,
    seconds,
    undone,
)
from tools.site import TOP, chromium, fresh_demo, served, transferred

SEED = TOP / "helhed" / "demo" / "policy" / "socialpolitik-2021-2024.txt"
RESULTS = TOP / "bench"

Measure = Callable[[Path], Iterator[Figure]]
ENTRIES: list[Measure] = []


def entry(measure: Measure) -> Measure:
    """Add a measurement to the run; it is given the folder of a demo to measure on."""
    ENTRIES.append(measure)
    return measure


def show(figure: Figure) -> None:
    ratio = f"{figure.ratio:8.1f} ×" if figure.ratio else " " * 10
    print(f"{figure.name:42} {figure.value:10.4g} {figure.unit:8} {ratio}{figure.bound}", flush=True)


def write(figures: list[Figure]) -> None:
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    machine = {"at": now.isoformat(), "python": platform.python_version(), "cores": os.cpu_count()}
    lines = [json.dumps({**machine, **asdict(figure), "ratio": figure.ratio}) for figure in figures]
    (RESULTS / f"{now:%Y%m%dT%H%M%S}.json").write_text("\n".join(lines) + "\n", "utf-8")


@entry
def reading_the_seed(_data: Path) -> Iterator[Figure]:
    from helhed.policy.reading.read import read_policy

    data = SEED.read_bytes()
    floor = seconds(lambda: [line.split() for line in SEED.read_text("utf-8").splitlines()])
    yield Figure("reading the seed", seconds(lambda: read_policy(data)), "s", floor, hold=1)


@entry
def reading_by_kind(_data: Path) -> Iterator[Figure]:
    """Shares of the documents with answer keys: found of what stands there, and right of what was found."""
    from helhed.policy.reading.read import read_policy
    from tests.policy.reading.scoring import by_kind, documents

    scores = by_kind((keyed, read_policy(keyed.data)) for keyed in documents())
    for kind, (areas, goals) in sorted(scores.items()):
        asked = kind == "structured"
        for name, score, least in (("areas", areas, 90), ("goals", goals, 95)):
            found, right = 100 * score.recall, 100 * score.precision
            yield Figure(f"{kind}: {name} found, of {score.expected}", found, "%", least=least if asked else None)
            yield Figure(f"{kind}: {name} right, of {score.found}", right, "%", least=least)


LINES_ON_A_PAGE = 32
LONG_POLICY = """
#set page(paper: "a4")
#set text(lang: "da", size: 10pt)
#for page in json(bytes(sys.inputs.pages)) [#for line in page [#par(line)] #pagebreak(weak: true)]
"""


@entry
def reading_in_the_sandbox(_data: Path) -> Iterator[Figure]:
    """Each beside a child that is started, gives everything up and reads nothing."""
    from helhed.policy.reading.sandbox.parent import READER, Child, network_denial

    floor = seconds(network_denial)
    for name, data, hold in (("the seed", SEED.read_bytes(), 1), ("a PDF of 100 pages", long_policy(), 5)):
        peaks: list[int] = []

        def read(data: bytes = data, peaks: list[int] = peaks) -> None:
            child = Child(READER, data)
            child.answer()
            peaks.append(child.peak)

        yield Figure(f"{name}, in the sandbox", seconds(read, rounds=3), "s", floor, hold=hold)
        yield Figure(f"{name}, memory of the child", max(peaks) / 1e6, "MB", hold=300)


def long_policy() -> bytes:
    """The pages of the seed again and again, until there are a hundred, set by Typst."""
    import typst

    lines = [line for line in SEED.read_text("utf-8").splitlines() if line.strip()]
    starts = range(0, len(lines), LINES_ON_A_PAGE)
    pages = [lines[start : start + LINES_ON_A_PAGE] for start in starts]
    hundred = [pages[number % len(pages)] for number in range(100)]
    return bytes(typst.compile(LONG_POLICY.encode(), sys_inputs={"pages": json.dumps(hundred)}))


POLICY = "/politik/faelles-om-et-liv-med-muligheder"
STATUS = "/status/{}/{}".format(*SLUG_AND_YEAR)


@entry
def second_start(data: Path) -> Iterator[Figure]:
    """From the command to the first answer, with the data made before; nothing is made anew."""
    started = time.perf_counter()
    with served(data):
        until_answer = time.perf_counter() - started
    yield Figure("demo, second start", until_answer, "s", hold=5)


@entry
def first_visit(data: Path) -> Iterator[Figure]:
    """What a real browser fetches for the front page, with nothing kept from before."""
    with served(data) as base, chromium() as browser:
        parts = transferred(browser, f"{base}/")
    page = parts[f"{base}/"]
    yield Figure("front page, transferred", sum(parts.values()) / 1000, "kB", page / 1000, hold=120)


@entry
def pages(data: Path) -> Iterator[Figure]:
    """Each page beside the privacy page, which asks the database nothing: the frame, drawn by the same templates."""
    client = demo_client(data)
    floor = seconds(lambda: client.get("/privatliv"))
    yield Figure("a page that asks nothing", floor * 1000, "ms")
    yield from page_figures(client, "policy overview", POLICY, floor, most_queries=15, most_ms=150)
    yield from page_figures(client, "front page", "/", floor)
    yield from page_figures(client, "search for botilbud", "/søg?q=botilbud", floor)
    yield from page_figures(client, "yearly status", STATUS, floor)
    queries_of(client, f"{STATUS}/status.pdf")
    pdf = seconds(lambda: client.get(f"{STATUS}/status.pdf"), rounds=3)
    yield Figure("yearly status as PDF", pdf, "s", floor, hold=5)
    with undone():
        number = add_initiatives(200)
        yield from page_figures(client, f"policy overview, {number} initiatives", POLICY, floor, 15, 150)


@entry
def forms_of_a_status(data: Path) -> Iterator[Figure]:
    """Every form of a status of 40 goals and 200 initiatives, one after the other, and the PDF of them by itself."""
    demo_client(data)
    from helhed.web.documents.pdf import _set
    from helhed.web.status_reports.files import written
    from tests.web.status_reports.contents import large

    content = large()
    makers: tuple[Callable[[Any], object], ...] = (
        *(written.as_html, written.as_word, written.as_excel, written.as_agenda, written.as_easy_pdf),
    )

    def pdf() -> None:
        _set.cache_clear()
        written.as_pdf(content)

    def everything() -> None:
        pdf()
        for make in makers:
            make(content)

    floor = seconds(pdf, rounds=3)
    yield Figure("a status of 200 initiatives, all forms", seconds(everything, rounds=3), "s", floor, hold=5)


# The rows that the overview shows, and those that its words follow from.
ROWS_OF_INITIATIVES = (
    """
    SELECT plan.slug, plan.title, plan.starts_on, plan.ends_on, initiative.*, unit.name, staff.name, deputy.name
    FROM action_plans_initiative initiative
    JOIN action_plans_actionplan plan ON plan.id = initiative.plan_id
    JOIN organisation_unit unit ON unit.id = initiative.unit_id
    LEFT JOIN organisation_staff staff ON staff.id = initiative.accountable_id
    LEFT JOIN organisation_staff deputy ON deputy.id = initiative.deputy_id
    ORDER BY plan.starts_on, plan.slug, initiative.number
    """,
    "SELECT initiative_id, title, due_on, planned_on, done_on FROM action_plans_milestone ORDER BY due_on",
    "SELECT initiative_id, state, at, words FROM action_plans_progressupdate ORDER BY at",
    """
    SELECT served.initiative_id, goal.code, wording.area, wording.text
    FROM action_plans_goalserved served
    JOIN policy_policygoal goal ON goal.id = served.goal_id
    JOIN policy_officialwording wording ON wording.goal_id = goal.id
    """,
)


def rows_as_text() -> str:
    """The least that any overview would need: the same rows fetched by bare SQL, and written as plain text."""
    from django.db import connection

    lines: list[str] = []
    with connection.cursor() as cursor:
        for asked in ROWS_OF_INITIATIVES:
            cursor.execute(asked)
            lines += ["\t".join(map(str, row)) for row in cursor.fetchall()]
    return "\n".join(lines)


@entry
def published_status(data: Path) -> Iterator[Figure]:
    """Its page beside the same rows fetched by bare SQL and written as plain text, in processor time; and how the ratio
    changes where there is four times as much."""
    client = demo_client(data)
    ratios = []
    with undone():
        for wanted in (200, 800):
            number = add_initiatives(wanted)
            publish_anew()
            floor, spent = processor(bare_status), processor(lambda: client.get(STATUS))
            ratios.append(spent / floor)
            yield Figure(f"a status of {number}, page", spent * 1000, "ms", floor * 1000)
            yield Figure(f"a status of {number}, page", spent / floor, "floors", hold=25)
            yield Figure(f"a status of {number}, queries", queries_of(client, STATUS), "", hold=6)
    yield Figure("the same ratio, at four times as much", ratios[1] / ratios[0], "×", hold=1.2)


@entry
def overview_of_initiatives(data: Path) -> Iterator[Figure]:
    """One set as board, table and timeline, beside its rows as plain text, and four times as many of them."""
    client = demo_client(data)
    ratios: dict[str, float] = {}
    for wanted in (200, 800):
        with undone():
            number, floor = add_initiatives(wanted), seconds(rows_as_text, clock=time.process_time)
            for view in ("tavle", "tabel", "tidslinje"):
                address = f"/initiativer?vis={view}"
                spent = seconds(lambda address=address: client.get(address), clock=time.process_time)  # type: ignore[misc]
                ratio = spent / floor
                yield Figure(f"{number} initiatives as {view}", ratio, "floors", hold=25)
                yield Figure(f"{number} initiatives as {view}, queries", queries_of(client, address), "", hold=12)
                if view in ratios:
                    yield Figure(f"the same, to a quarter of them, {view}", ratio / ratios[view], "×", hold=1.2)
                ratios[view] = ratio
            spent = seconds(lambda: client.get("/initiativer.xlsx"), rounds=3)
            yield Figure(f"{number} initiatives as a spreadsheet", spent, "s", floor, hold=2 * wanted / 200)


@entry
def keeping_history(data: Path) -> Iterator[Figure]:
    """A change to one field of one row, beside the same change with the triggers of the history away."""
    demo_client(data)
    from helhed.action_plans.models import Initiative
    from helhed.audit.acting import acting
    from helhed.audit.triggers import drop_history
    from helhed.base.viewer import system_viewer

    changed = count()
    first = Initiative.objects.filter(number=1)

    def change() -> None:
        for _ in range(100):
            first.update(title=f"Titel {next(changed)}")

    with undone(), acting(by=system_viewer("bench")):
        kept = seconds(change)
        drop_history("default", plan=["all of it"])
        bare = seconds(change)
    yield Figure("a change that keeps its history", kept * 10, "ms", bare * 10)
    yield Figure("the same, to one without history", kept / bare, "×", hold=3)


def main() -> None:
    figures = []
    with fresh_demo() as data:
        for measure in ENTRIES:
            for figure in measure(data):
                show(figure)
                figures.append(figure)
    write(figures)
    if any(not figure.holds for figure in figures):
        print("Something does not hold.")


if __name__ == "__main__":
    main()
