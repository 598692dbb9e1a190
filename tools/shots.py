"""Take a picture of every page, as everybody who can sign in, at the width of a phone and of a desktop."""

import re
import shutil
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from tools.pages import crawl, file_name
from tools.site import TOP, chromium, fresh_demo, personas, served, sign_in

SHOTS = TOP / "shots"
WIDTHS = (390, 1280)


def take(page: Page, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=folder / f"{name}-{width}.jpg", full_page=True, quality=80)


def shoot_as(browser: Browser, base: str, persona: str, known: set[str]) -> int:
    """Shoot what this persona reaches and nobody before did; the front page is shot for each."""
    context = browser.new_context(locale="da-DK")
    page = context.new_page()
    if persona:
        sign_in(page, base, persona)
    folder = SHOTS / (re.sub(r"\W+", "-", persona.lower()).strip("-") or "visitor")
    new = [address for address in crawl(context.request, base) if address not in known]
    known.update(new)
    for address in dict.fromkeys([f"{base}/", *new]):
        page.goto(address)
        take(page, folder, file_name(address))
    context.close()
    return len(new)


def everybody(browser: Browser, base: str) -> list[str]:
    context = browser.new_context(locale="da-DK")
    names = personas(context.new_page(), base)
    context.close()
    return ["", *names]


def main() -> None:
    shutil.rmtree(SHOTS, ignore_errors=True)
    known: set[str] = set()
    with fresh_demo() as data, served(data) as base, chromium() as browser:
        for persona in everybody(browser, base):
            started = time.monotonic()
            number = shoot_as(browser, base, persona, known)
            print(f"· {persona or 'visitor'}: {number} new pages, {time.monotonic() - started:.0f} s", flush=True)
    print(f"The pictures are in {SHOTS}")


if __name__ == "__main__":
    main()
