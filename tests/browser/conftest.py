import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tools.pages import crawl
from tools.site import TOP, chromium, fresh_demo, served, sign_in

AXE = TOP / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
ORGANISATION = tomllib.loads((TOP / "helhed/demo/lindevig/organisation.toml").read_text("utf-8"))
# Who carries each role in the demo; somebody whose account was closed is not offered.
PERSONAS = {each["role"]: each["name"] for each in ORGANISATION["person"] if "role" in each and "left_on" not in each}


@pytest.fixture(scope="session")
def demo_data() -> Iterator[Path]:
    """The demo's data, built once a session and never served: each server gets a copy."""
    with fresh_demo() as data:
        yield data


@pytest.fixture(scope="session")
def site(demo_data: Path) -> Iterator[str]:
    """The address of a running product, for tests that change nothing another test looks at."""
    yield from serve_copy(demo_data, "shared")


@pytest.fixture
def own_site(demo_data: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a running product that this test has to itself."""
    yield from serve_copy(demo_data, f"own-{abs(hash(request.node.nodeid))}")


def serve_copy(demo_data: Path, name: str) -> Iterator[str]:
    copy = demo_data.parent / name
    shutil.copytree(demo_data, copy)
    with served(copy) as address:
        yield address
    shutil.rmtree(copy)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


class Watch:
    """What a page did that it must not: scripts that fail, things missing, refused by policy, or from elsewhere."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        context.on("weberror", lambda problem: self.faults.append(f"script: {problem.error}"))
        context.on("console", self.on_console)
        context.on("request", self.on_request)
        context.on("response", self.on_response)

    def on_console(self, message: Any) -> None:
        # What is not there is told by `on_response`, with its address.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console: {message.text}")

    def on_request(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")):
            self.faults.append(f"elsewhere: {request.url}")

    def on_response(self, response: Any) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.faults.append(f"{response.status}: {response.url}")


@contextmanager
def watched(browser: Browser, language: str = "da", **options: Any) -> Iterator[Page]:
    """A page in a browser of its own; what `Watch` sees fails the test."""
    context = browser.new_context(locale="da-DK", **options)
    context.add_cookies([{"name": "helhed-language", "value": language, "url": "http://127.0.0.1"}])
    watch = Watch(context)
    yield context.new_page()
    context.close()
    assert watch.faults == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page at the width of a desktop; the test fails if `Watch` sees a fault."""
    with watched(browser, viewport=DESKTOP) as page:
        yield page


@pytest.fixture
def page_without_js(browser: Browser) -> Iterator[Page]:
    """A page at the width of a phone, with JavaScript off."""
    with watched(browser, viewport=PHONE, java_script_enabled=False) as page:
        yield page


@contextmanager
def seen_as(browser: Browser, site: str, role: str, language: str = "da", **options: Any) -> Iterator[Page]:
    """A page of the one who carries the role in the demo, or of a visitor where there is no role."""
    with watched(browser, language, **{"viewport": PHONE, **options}) as page:
        if role:
            sign_in(page, site, PERSONAS[role])
        yield page


@pytest.fixture(scope="session")
def pages_of(browser: Browser, site: str) -> Callable[[str], list[str]]:
    """The addresses that a role leads to, found once a session; the empty role is a visitor."""
    found: dict[str, list[str]] = {}

    def pages(role: str) -> list[str]:
        if role not in found:
            with seen_as(browser, site, role) as page:
                found[role] = crawl(page.request, site)
        return found[role]

    return pages


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Run axe on a page: one line for each thing that breaks a rule, none where all is well."""
    source = AXE.read_text("utf-8")

    def run(page: Page, **rules: bool) -> list[str]:
        if not page.evaluate("'axe' in window"):
            # Evaluated by the browser's own debugger, which the page's content policy does not bind.
            page.evaluate(source)
        # It would fetch the style sheets anew, which the policy does bind; they stand in the page already.
        options = {
            "runOnly": AXE_TAGS,
            "preload": False,
            "resultTypes": ["violations"],
            "rules": {name.replace("_", "-"): {"enabled": asked} for name, asked in rules.items()},
        }
        found = page.evaluate("options => axe.run(options)", options)["violations"]
        return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]

    return run
