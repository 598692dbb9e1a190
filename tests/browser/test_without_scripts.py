"""A phone on which JavaScript is off: everything works, and what is sent twice is done once."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PERSONAS
from tests.browser.test_thread import GOAL, INITIATIVE, POLICY, VISION
from tools.site import sign_in

WORDS = "Rådet på Solgården holdt sit tredje møde, og referatet ligger på opslagstavlen."


def test_the_menu_the_language_and_the_search(page_without_js: Page, site: str) -> None:
    page = page_without_js
    page.goto(site)
    expect(page.locator(".menu-wide")).to_be_hidden()
    menu = page.locator(".menu-narrow")
    expect(menu.locator("a").first).to_be_hidden()
    menu.locator("summary").click()
    menu.locator('a[href="/politik"]').click()
    page.wait_for_url("**/politik")
    for language in ("de", "en", "da"):
        page.locator(f'.languages button[value="{language}"]').click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert page.url == f"{site}/politik"
    page.goto(site)
    page.locator("main input[name=q]").fill("botilbud")
    page.locator("main .search-box button").click()
    page.locator(f'.goal-card a[href="{GOAL}"]').click()
    expect(page.locator("h1")).to_contain_text("botilbuddene")
    expect(page.locator("[data-print]:visible")).to_have_count(0)


def test_a_consultant_writes_and_nothing_is_done_twice(page_without_js: Page, own_site: str) -> None:
    page = page_without_js
    sign_in(page, own_site, PERSONAS["consultant"])
    page.goto(own_site + INITIATIVE)
    before = page.locator(".updates > li").count()
    page.locator('main a[href$="/fremdrift"]').click()
    page.locator("input[name=state][value=on_track]").check()
    page.locator("textarea[name=words]").fill(WORDS)
    page.locator("textarea[name=reason]").fill("Det ved vi først til april.")
    page.locator("input[name=confidence][value=low]").check()
    sent = {field: page.locator(f"main [name={field}]").input_value() for field in ("form_id", "seen_update")}
    page.locator("main form .actions button").click()
    page.wait_for_url(f"**{INITIATIVE}")
    expect(page.locator(".updates > li").first).to_contain_text(WORDS)
    expect(page.locator(".messages")).to_be_visible()

    # Whoever goes back meets the form anew, above it what was written a moment ago.
    page.go_back()
    expect(page.locator("main [data-last-words]")).to_contain_text(WORDS)
    token = page.locator("main [name=csrfmiddlewaretoken], .languages [name=csrfmiddlewaretoken]").first.input_value()
    # The same form, sent once more as an impatient finger would.
    said = {"state": "on_track", "words": WORDS, "reason": "Det ved vi først til april.", "confidence": "low"}
    form = {**sent, **said, "csrfmiddlewaretoken": token}
    again = page.request.post(f"{own_site}{INITIATIVE}/fremdrift", form=form, headers={"Referer": own_site})
    assert again.status == 200
    page.goto(own_site + INITIATIVE)
    expect(page.locator(".updates > li")).to_have_count(before + 1)


def test_a_consultant_writes_what_serves_what(page_without_js: Page, own_site: str) -> None:
    page = page_without_js
    sign_in(page, own_site, PERSONAS["consultant"])
    page.goto(f"{own_site}/styringstrekanten/skriv")
    before = page.locator("tbody tr").count()
    page.locator("select[name=lower]").select_option(label="Kommuneplan 2021–2033")
    page.locator("select[name=kind]").select_option("serves")
    page.locator("select[name=upper]").select_option(label="— Et godt liv")
    page.locator("main .prose form button[type=submit]").click()
    expect(page.locator(".messages")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(before + 1)
    page.goto(own_site + VISION)
    expect(page.locator(".facts").first).to_contain_text("Kommuneplan 2021–2033")
    page.locator(".account form button").click()
    expect(page.locator('.account a[href="/log-ind"]')).to_be_visible()
    answer = page.goto(f"{own_site}/styringstrekanten/skriv")
    assert answer is not None
    assert "/log-ind" in page.url


def test_the_folded_parts_of_a_policy_open(page_without_js: Page, site: str) -> None:
    page_without_js.goto(site + POLICY)
    part = page_without_js.locator(".folded details").first
    expect(part.locator("div")).to_be_hidden()
    part.locator("summary").click()
    expect(part.locator("div")).to_be_visible()
