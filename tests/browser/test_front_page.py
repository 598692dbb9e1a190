"""What a first visit costs a phone on a slow line."""

from playwright.sync_api import Browser

from tools.site import transferred

MOST = 120_000


def test_the_front_page_is_light(browser: Browser, site: str) -> None:
    parts = transferred(browser, f"{site}/")
    assert any(".woff2" in address for address in parts)
    assert sum(parts.values()) <= MOST, parts
    # It counts what comes over the line: the style sheet of the design system is compressed.
    assert all(size < 60_000 for size in parts.values()), parts
