"""The browser tests' own eyes: each is shown to see the fault it is there for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import Watch

POLICY = {"Content-Security-Policy": "default-src 'none'"}
PLANTED = {
    "script": "<script>missing()</script>",
    "404": "<img src=/nothing.png alt=nothing>",
    "elsewhere": "<img src=http://example.invalid/a.png alt=nothing>",
    "Content Security Policy": "<p style='color: red'>x",
}


def answer(route: Route, body: str, headers: dict[str, str]) -> None:
    if route.request.resource_type == "document":
        route.fulfill(body=body, headers={"Content-Type": "text/html", **headers})
    else:
        route.fulfill(status=404)


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_on_a_page_is_seen(browser: Browser, fault: str) -> None:
    context = browser.new_context()
    watch = Watch(context)
    page = context.new_page()
    headers = POLICY if "Policy" in fault else {}
    page.route("**/*", lambda route: answer(route, f"<!doctype html>{PLANTED[fault]}", headers))
    page.goto("http://127.0.0.1:1/")
    page.wait_for_load_state("networkidle")
    context.close()
    assert any(fault in seen for seen in watch.faults), watch.faults


def test_axe_sees_a_picture_without_words(page: Page, axe: Callable[[Page], list[str]]) -> None:
    good = "<!doctype html><html lang=da><title>t</title><main><h1>h</h1>{}</main>"
    page.set_content(good.format(""))
    assert axe(page) == []
    page.set_content(good.format("<img src=data:,>"))
    assert [fault.split(":")[0] for fault in axe(page)] == ["image-alt"]
