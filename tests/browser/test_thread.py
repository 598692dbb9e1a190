"""The thread, followed as a reader does: by pressing what stands on the page, and with the keys alone."""

import re

from playwright.sync_api import Locator, Page, expect

POLICY = "/politik/faelles-om-et-liv-med-muligheder"
VISION = "/politik/byraadets-vision-og-planstrategi"
AREA = f"{POLICY}/fokus/1"
GOAL = f"{POLICY}/m%C3%A5l/1.6"
PLAN = "/handleplan/handleplan-2022-2024"
INITIATIVE = f"{PLAN}/1"
STATUS = "/status/faelles-om-et-liv-med-muligheder/2022"


def knot(page: Page, address: str) -> Locator:
    """The first link of the page's thread that leads there."""
    return page.locator(f'.thread a[href="{address}"]').first


def press(page: Page, link: Locator, address: str) -> None:
    link.click()
    page.wait_for_url(f"**{address}")


def test_down_from_the_vision_and_up_again(page: Page, site: str) -> None:
    page.goto(site)
    press(page, knot(page, VISION), VISION)
    expect(page.locator("h1")).to_have_text("Byrådets Vision og Planstrategi")
    press(page, page.locator(f'.facts a[href="{POLICY}"]').first, POLICY)
    press(page, knot(page, AREA), AREA)
    expect(page.locator("h1")).to_have_text("Værdighed")
    press(page, knot(page, GOAL), GOAL)
    press(page, knot(page, INITIATIVE), INITIATIVE)
    expect(page.locator("h1")).to_have_text("Bruger-/pårørenderåd på alle botilbud")
    expect(page.locator(".updates > li").first).to_be_visible()
    # It serves two goals, and its thread runs through the first; the one we came from stands in the list.
    press(page, page.locator(f'.prose a[href="{GOAL}"]'), GOAL)
    for above in (AREA, POLICY, VISION):
        press(page, knot(page, above), above)
    page.go_back()
    press(page, knot(page, "/status"), "/status")
    press(page, page.locator(f'a[href="{STATUS}"]').first, STATUS)
    press(page, page.locator(f'.report a[href="{GOAL}"]').first, GOAL)


def test_every_page_of_the_thread_says_where_one_is(page: Page, site: str) -> None:
    for address in (POLICY, AREA, GOAL, INITIATIVE):
        page.goto(site + address)
        here = page.locator('.thread [aria-current="page"]')
        expect(here).to_have_count(1)
        assert re.sub(r"\s+", " ", here.inner_text()) in page.locator("main").inner_text()


def focused(page: Page) -> dict[str, str]:
    """What has the focus: where it leads, and how one sees that it has it."""
    return dict(
        page.evaluate("""() => {
        const here = document.activeElement;
        // A card that can be pressed as a whole is ringed as a whole.
        const look = getComputedStyle(here.closest('.card-box--link') || here);
        const box = here.getBoundingClientRect();
        return {
            href: here.getAttribute('href') || '', id: here.id,
            outline: look.outlineStyle === 'none' ? '' : look.outlineWidth,
            seen: String(box.bottom > 0 && box.top < innerHeight && box.width > 0),
        }
    }""")
    )


def tab_to(page: Page, address: str) -> None:
    """Press Tab until the link has the focus; the focus is seen all the way."""
    for _step in range(150):
        page.keyboard.press("Tab")
        now = focused(page)
        assert now["outline"] not in {"", "0px"}, now
        assert now["seen"] == "true", now
        if now["href"] == address:
            return
    raise AssertionError(f"The keys do not lead to {address}")


def test_the_thread_by_keys_alone(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    assert focused(page)["href"] == "#main"
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert focused(page)["id"] == "main"
    for address in (AREA, GOAL, INITIATIVE, GOAL):
        tab_to(page, address)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{address}")
