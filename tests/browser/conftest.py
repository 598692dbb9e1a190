import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tools.site import TOP, chromium, fresh_demo, served

AXE = TOP / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 390, "height": 844}


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
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def on_request(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")):
            self.faults.append(f"elsewhere: {request.url}")

    def on_response(self, response: Any) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.faults.append(f"{response.status}: {response.url}")


def watched_page(browser: Browser, **options: Any) -> Iterator[Page]:
    context = browser.new_context(locale="da-DK", **options)
    watch = Watch(context)
    yield context.new_page()
    context.close()
    assert watch.faults == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page at the width of a desktop; the test fails if `Watch` sees a fault."""
    yield from watched_page(browser, viewport={"width": 1280, "height": 900})


@pytest.fixture
def page_without_js(browser: Browser) -> Iterator[Page]:
    """A page at the width of a phone, with JavaScript off."""
    yield from watched_page(browser, viewport=PHONE, java_script_enabled=False)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Run axe on a page: one line for each thing that breaks a rule, none where all is well."""
    source = AXE.read_text("utf-8")

    def run(page: Page) -> list[str]:
        # Evaluated by the browser's own debugger, which the page's content policy does not bind.
        page.evaluate(source)
        found = page.evaluate("tags => axe.run({runOnly: tags})", AXE_TAGS)["violations"]
        return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]

    return run
