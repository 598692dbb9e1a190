"""Reading in a policy and reviewing it: with the keyboard alone, without scripts; and with both sides in sight."""

from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESKTOP, PERSONAS, seen_as
from tools.site import sign_in

DRAFT = "/politik/sammen-om-hverdagen/udkast"
POLICY = """Et nyt liv
Socialpolitik 2025-2028

Fokusområde 1: Bolig
Et godt hjem er begyndelsen på et godt liv.

Vores mål er:
• At alle på botilbuddene har deres egen nøgle.
• At ingen venter mere end 30 dage på en bolig.

Fokusområde 2: Fællesskab
Ingen skal være alene, hvis de ikke har lyst til det.

Vores mål er:
• At flere deltager i foreningslivet.
• At pårørende bliver hørt.
"""
NEW = "/politik/et-nyt-liv"
# The keyboard is at the thing, one can see that it is, and nothing lies over it.
AT = """target => {
    const here = document.activeElement;
    if (here !== target) return "";
    const box = here.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 10));
    const outlined = [here, ...document.querySelectorAll(":focus-within")].some(each => {
        const style = getComputedStyle(each);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    return outlined && top && (here.contains(top) || top.contains(here)) ? "seen" : "unseen";
}"""


def tab_to(page: Page, target: Locator, presses: int = 300) -> None:
    """Press Tab until the keyboard is at the thing; it must be seen to be there."""
    handle = target.first.element_handle()
    for _press in range(presses):
        page.keyboard.press("Tab")
        if found := page.evaluate(AT, handle):
            assert found == "seen", target
            return
    raise AssertionError(f"never reached: {target}")


def press(page: Page, target: Locator) -> None:
    """Go to a link, a button or a fold by the keyboard, and press Enter."""
    tab_to(page, target)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def write(page: Page, target: Locator, text: str) -> None:
    tab_to(page, target)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def goal(page: Page, text: str) -> Locator:
    return page.locator(".found-area li", has_text=text)


def upload(page: Page, own_site: str, file: Path) -> None:
    sign_in(page, own_site, PERSONAS["consultant"])
    page.goto(f"{own_site}/politik")
    press(page, page.locator('main a[href$="/politik/indl%C3%A6s"]'))
    tab_to(page, page.locator("input[type=file]"))
    # The window in which one chooses a file is the system's own.
    page.locator("input[type=file]").set_input_files(file)
    press(page, page.locator("main form button[type=submit]"))
    page.wait_for_url(f"**{NEW}/udkast")


def follow_a_goal_to_the_text_and_back(page: Page) -> None:
    """To its place in the text, and back from there."""
    press(page, goal(page, "deres egen nøgle").locator('a[href^="#blok-"]'))
    expect(page.locator(".passage:target")).to_contain_text("deres egen nøgle")
    press(page, page.locator(".passage:target .tools a").first)
    expect(page.locator(".found-area li:target")).to_contain_text("deres egen nøgle")


def reword_move_and_undo(page: Page) -> None:
    press(page, goal(page, "deres egen nøgle").locator('a[href*="/m%C3%A5l/"]'))
    write(page, page.locator("#skriv-text"), "At alle har en nøgle.")
    press(page, page.locator("main form button[type=submit]").first)
    expect(page.locator(".found-area li:target")).to_contain_text("At alle har en nøgle.")
    press(page, goal(page, "venter mere end 30 dage").locator("button").first)
    expect(page.locator(".found-area").first.locator("li").first).to_contain_text("30 dage")
    press(page, page.locator(".review-bar button").first)
    expect(page.locator(".found-area").first.locator("li").first).to_contain_text("At alle har en nøgle.")


def divide_after_an_empty_try(page: Page) -> None:
    """What is folded opens, and a fault is told where it is."""
    press(page, goal(page, "pårørende bliver hørt").locator('a[href*="/m%C3%A5l/"]'))
    press(page, page.locator("details:has(#del-text) summary"))
    press(page, page.locator("details:has(#del-text) button"))
    expect(page.locator(".error-summary")).to_be_visible()
    press(page, page.locator(".error-summary a"))
    expect(page.locator("#del-text")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("At pårørende bliver set.\nAt pårørende bliver hørt.")
    press(page, page.locator("details:has(#del-text) button"))
    expect(goal(page, "pårørende")).to_have_count(2)


def mark_a_goal_in_the_text(page: Page) -> None:
    press(page, page.locator('.passage:has-text("Et godt hjem er begyndelsen") a[href*="tekst?fra="]'))
    write(page, page.locator("#brug-text"), "At alle har et godt hjem.")
    press(page, page.locator("main form button[type=submit]"))
    expect(goal(page, "At alle har et godt hjem.")).to_have_count(1)


def say_what_it_replaces(page: Page) -> None:
    """Which policy it replaces, and one goal that continues another."""
    press(page, page.locator(f'main a[href="{NEW}/udkast/gamle-m%C3%A5l"]'))
    tab_to(page, page.locator("#id_predecessor"))
    page.keyboard.press("ArrowDown")
    while "Fælles om et liv" not in page.locator("#id_predecessor option:checked").inner_text():
        page.keyboard.press("ArrowDown")
    press(page, page.locator('form[action$="/forg%C3%A6nger"] button'))
    row = page.locator(".successions > li").first
    press(page, row.locator(".tools a").first)
    tab_to(page, page.locator("input[name=old_ids]").first)
    page.keyboard.press("Space")
    press(page, page.locator("main form button[type=submit]"))
    expect(page.locator(".successions > li").first).to_contain_text("øjenhøjde")


def hear_and_adopt(page: Page, own_site: str) -> None:
    """To hearing and back, and adopted."""
    page.goto(f"{own_site}{NEW}")
    press(page, page.locator(f'main a[href="{NEW}/h%C3%B8ring"]'))
    write(page, page.locator("#id_body"), "Socialudvalget")
    tab_to(page, page.locator("#id_until"))
    page.locator("#id_until").fill("2030-01-01")
    press(page, page.locator("main form button[type=submit]"))
    page.wait_for_url(f"**{NEW}")
    press(page, page.locator(f'main a[href="{NEW}/udkast"]'))
    expect(page.locator(".steps button")).to_have_count(0)
    press(page, page.locator('main form[action$="/tilbage"] button'))
    press(page, page.locator(f'main a[href="{NEW}/vedtag"]'))
    write(page, page.locator("#id_body"), "Byrådet")
    press(page, page.locator("main form button[type=submit]"))
    page.wait_for_url(f"**{NEW}")
    expect(page.locator(".messages")).to_be_visible()
    expect(page.locator('form[action$="/ny-udgave"] button')).to_be_visible()


def test_a_whole_review_by_keyboard_without_scripts(page_without_js: Page, own_site: str, tmp_path: Path) -> None:
    page, file = page_without_js, tmp_path / "ny politik.txt"
    file.write_text(POLICY, encoding="utf-8")
    upload(page, own_site, file)
    follow_a_goal_to_the_text_and_back(page)
    reword_move_and_undo(page)
    divide_after_an_empty_try(page)
    mark_a_goal_in_the_text(page)
    say_what_it_replaces(page)
    hear_and_adopt(page, own_site)


def test_both_sides_stay_in_sight_at_a_desk(browser: Browser, site: str) -> None:
    """Without scripts the text moves and what was found stands still; with them each side follows the other."""
    for has_scripts in (False, True):
        with seen_as(browser, site, "consultant", viewport=DESKTOP, java_script_enabled=has_scripts) as page:
            page.goto(site + DRAFT)
            last = page.locator(".found-area li").last
            anchor = last.get_attribute("id")
            last.locator('a[href^="#blok-"]').click()
            expect(page.locator(".passage:target")).to_be_in_viewport()
            expect(last).to_be_in_viewport()
            if has_scripts:
                page.goto(f"{site}{DRAFT}#{anchor}")
                page.reload()
                block = str(last.locator('a[href^="#blok-"]').get_attribute("href"))
                expect(page.locator(block)).to_be_in_viewport()
                expect(page.locator(block)).to_have_class("passage passage--item is-used is-beside")


def test_undoing_keeps_the_place_where_scripts_run(browser: Browser, own_site: str) -> None:
    with seen_as(browser, own_site, "consultant", viewport=DESKTOP) as page:
        page.goto(own_site + DRAFT)
        page.locator(".found-area li .steps button").last.click()
        page.wait_for_load_state()
        place = page.url.partition("#")[2]
        page.locator(".review-bar button").first.click()
        page.wait_for_load_state()
        assert page.url.partition("#")[2] == place
        expect(page.locator(".found-area li:target")).to_be_in_viewport()


def test_a_file_that_takes_time_says_so(browser: Browser, site: str) -> None:
    with seen_as(browser, site, "consultant") as page:
        page.goto(f"{site}/politik/indl%C3%A6s")
        # As when it is sent, but without leaving the page.
        page.evaluate("document.querySelector('[data-busy]').dispatchEvent(new Event('submit'))")
        expect(page.locator("[data-busy]")).to_have_attribute("aria-busy", "true")
        expect(page.locator("[data-busy-words]")).not_to_be_empty()
        page.evaluate("dispatchEvent(new Event('pageshow'))")
        expect(page.locator("[data-busy-words]")).to_be_empty()


def test_two_review_the_same_draft(browser: Browser, own_site: str) -> None:
    with (
        seen_as(browser, own_site, "consultant", viewport=DESKTOP) as one,
        seen_as(browser, own_site, "consultant", viewport=DESKTOP) as other,
    ):
        for page in (one, other):
            page.goto(own_site + DRAFT)
            page.locator('.found-area li a[href*="/m%C3%A5l/"]').first.click()
        one.locator("#skriv-text").fill("At den ene skrev dette.")
        other.locator("#skriv-text").fill("At den anden skrev dette.")
        one.locator("main form button[type=submit]").first.click()
        one.wait_for_url("**/udkast#*")
        with other.expect_navigation() as answered:
            other.locator("main form button[type=submit]").first.click()
        assert answered.value is not None
        assert answered.value.status == 422
        expect(other.locator("#skriv-text")).to_have_value("At den anden skrev dette.")
        expect(other.locator("main")).to_contain_text("At den ene skrev dette.")
        other.locator("main form button[type=submit]").first.click()
        other.wait_for_url("**/udkast#*")
        expect(other.locator(".found-area li:target")).to_contain_text("At den anden skrev dette.")
        assert unquote(other.url).startswith(own_site + DRAFT)


def test_on_a_phone_one_jumps_to_an_area_and_back_by_keyboard(page_without_js: Page, site: str) -> None:
    page = page_without_js
    sign_in(page, site, PERSONAS["consultant"])
    page.goto(site + DRAFT)
    areas = page.locator(".area-jump a")
    assert areas.count() == page.locator("section.found-area[id^='omraade-']").count() + 1
    press(page, areas.nth(1))
    expect(page.locator("section.found-area:target h4")).to_be_in_viewport()
    press(page, page.locator(".found-area:target .area-back a"))
    expect(areas.first).to_be_in_viewport()
