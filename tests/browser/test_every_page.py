"""Every page, as everybody who can reach it: axe, no sideways scrolling, nothing refused by the policy."""

from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, Page

from tests.browser.conftest import AXE, DESKTOP, NARROW, PHONE, seen_as, watched

LANGUAGES = ["da", "en", "de"]
ROLES = ["leader", "consultant", "council_member", "dpo", "administrator"]
# The visitor's pages are many: in parts, so that two cores can share them.
PARTS = 3
Axe = Callable[..., list[str]]
PagesOf = Callable[[str], list[str]]


def kind(address: str) -> str:
    return str(resolve(unquote(urlsplit(address).path)).url_name)


def one_of_each_kind(addresses: list[str]) -> list[str]:
    return list({kind(address): address for address in reversed(addresses)}.values())


def own_pages(pages_of: PagesOf, role: str) -> list[str]:
    """The pages that the role leads to, and a visitor is not led to."""
    everybody = set(pages_of(""))
    return [address for address in pages_of(role) if address not in everybody]


def too_wide(page: Page) -> list[str]:
    """The widths at which the page has to be scrolled sideways."""
    faults = []
    for size in (PHONE, NARROW):
        page.set_viewport_size(size)
        needed = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"needs {needed} of {size['width']} px"] if needed > size["width"] else []
    page.set_viewport_size(PHONE)
    return faults


def at_once(page: Page) -> None:
    """Let axe come with each page, instead of being sent after it."""
    page.add_init_script(path=AXE)


def faults_of(page: Page, addresses: list[str], *checks: Callable[[Page], list[str]]) -> Iterator[str]:
    for address in addresses:
        page.goto(address)
        for check in checks:
            yield from (f"{unquote(urlsplit(address).path)}: {fault}" for fault in check(page))


def split(addresses: list[str]) -> tuple[list[str], list[str]]:
    """One of each kind, and the rest of them."""
    examples = one_of_each_kind(addresses)
    return examples, [address for address in addresses if address not in examples]


def looked_at(page: Page, examples: list[str], rest: list[str], axe: Axe, language: str) -> Iterator[str]:
    """Colours are the same on all pages of a kind, and what people wrote is as long in every language."""
    at_once(page)
    yield from faults_of(page, examples, axe, too_wide)
    checks = [lambda page: axe(page, color_contrast=False), *([too_wide] if language == "da" else [])]
    yield from faults_of(page, rest, *checks)


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_a_visitor_sees(
    browser: Browser, site: str, pages_of: PagesOf, axe: Axe, language: str, part: int
) -> None:
    examples, rest = split(pages_of(""))
    with seen_as(browser, site, "", language) as page:
        assert list(looked_at(page, examples[part::PARTS], rest[part::PARTS], axe, language)) == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_a_role_adds(
    browser: Browser, site: str, pages_of: PagesOf, axe: Axe, language: str, role: str
) -> None:
    """In Danish also what a visitor sees, where it may show the role more; the leader's forms are the consultant's."""
    examples, rest = split(own_pages(pages_of, role))
    if language == "da":
        examples += one_of_each_kind(pages_of(""))
    if language != "da" or role == "leader":
        rest = []
    with seen_as(browser, site, role, language) as page:
        assert list(looked_at(page, examples, rest, axe, language)) == []


@pytest.mark.parametrize("role", ["", *ROLES])
def test_each_kind_of_page_at_a_desk(browser: Browser, site: str, pages_of: PagesOf, axe: Axe, role: str) -> None:
    known = {kind(address) for address in pages_of("")} - {"front-page"} if role else set()
    addresses = [each for each in one_of_each_kind(pages_of(role)) if kind(each) not in known]
    with seen_as(browser, site, role, viewport=DESKTOP) as page:
        at_once(page)
        assert list(faults_of(page, addresses, axe)) == []


def test_every_page_is_reached_that_people_can_look_at(pages_of: PagesOf) -> None:
    """The crawl is as good as the links: an address without a way to it would never be looked at."""
    public = {
        *("front-page", "accessibility", "privacy", "gallery", "sign-in", "policy-list", "document", "focus-area"),
        *("editions", "edition", "hearing-list", "hearing-page", "council-list", "council"),
        *("goal", "steering", "goal-search", "action-plan-list", "action-plan", "initiative", "status-list", "status"),
        *("status-easy", "status-years", "initiative-overview"),
    }
    own = {
        "leader": {
            *("own-account", "own-email", "progress-write", "own-initiatives", "holders", "hand-over"),
            *("accountable-assign", "milestone-add", "milestone-change", "milestone-reach"),
            *("trial-start", "trial-change", "trial-decide", "communication", "step-done"),
            *("status-desk", "status-section"),
        },
        "consultant": {
            *("own-account", "own-email", "progress-write", "easy-wording", "easy-wordings"),
            *("status-start", "status-start-closing", "status-desk", "status-section", "status-editor", "status-due"),
            *("status-discard", "status-voices", "status-voice-add", "status-voice-withdraw", "status-publish"),
            *("own-initiatives", "holders", "hand-over", "accountable-assign", "initiatives-upload"),
            *("initiative-add", "initiative-change", "initiative-remove"),
            *("milestone-add", "milestone-change", "milestone-reach", "trial-start", "trial-change", "trial-decide"),
            *("plan-start", "plan-change", "plan-hearing", "plan-adopt", "plan-close", "plan-discard"),
            *("plan-before", "plan-let-go", "plan-compare"),
            *("communication", "step-add", "step-change", "step-done"),
            *("status-hearing", "status-committee", "status-correct"),
            *("steering-edit", "document-add", "document-change"),
            *("policy-read-in", "draft", "draft-facts", "draft-statements", "draft-values", "draft-mark"),
            *("draft-area", "draft-area-add", "draft-goal", "draft-goal-add", "draft-quote", "draft-quote-add"),
            *("draft-section", "draft-section-add"),
            *("draft-succession", "draft-continue", "draft-discard", "hearing", "adoption", "comparison"),
            *("hearing-open", "hearing-invite", "hearing-deadline", "hearing-close"),
            *("answer-type-in", "answer-correct", "answer-reply"),
            *("council-add", "member-add", "term-end", "member-link"),
        },
        "council_member": {"own-account", "own-email", "hearing-answer"},
        "dpo": {"own-account", "own-email", "role-list", "record", "log", "communication"},
        "administrator": {
            *("own-account", "own-email", "role-list", "message-list", "communication"),
            *("account-list", "account-create", "account", "account-email"),
        },
    }
    assert {kind(address) for address in pages_of("")} == public
    for role in ROLES:
        assert {kind(address) for address in pages_of(role)} - public == own[role], role


ERRORS = {404: ("GET", "/findes-ikke"), 405: ("GET", "/sprog"), 403: ("POST", "/sprog")}


@pytest.mark.parametrize("status", ERRORS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_errors(browser: Browser, site: str, axe: Axe, language: str, status: int) -> None:
    method, path = ERRORS[status]
    with watched(browser, language, viewport=PHONE) as page:
        page.goto(f"{site}/privatliv")
        if method == "POST":
            page.evaluate("document.querySelector('.languages [name=csrfmiddlewaretoken]').value = ''")
            with page.expect_navigation() as answered:
                page.locator(".languages button").first.click()
            answer = answered.value
        else:
            answer = page.goto(f"{site}{path}")
        assert answer is not None
        assert answer.status == status
        assert [*axe(page), *too_wide(page)] == []


FORMS = {
    "": ["/log-ind"],
    "consultant": [
        *("/styringstrekanten/skriv", "/styringstrekanten/skriv/dokument", "document-change"),
        *("progress-write", "status-start", "status-voice-add", "status-hearing", "status-committee"),
        *("policy-read-in", "draft-facts", "draft-mark", "draft-goal-add", "hearing", "adoption"),
        *("hearing-open", "hearing-invite", "hearing-deadline", "hearing-close", "answer-type-in", "answer-reply"),
        *("council-add", "member-add", "term-end"),
    ],
    "council_member": ["hearing-answer"],
    "administrator": ["/konti/ny", "account"],
}


def send_empty(page: Page) -> int:
    """Send the page's last form with nothing in it, past what the browser itself would stop."""
    page.evaluate("""() => {
        const form = [...document.querySelectorAll('main form')].findLast(each => each.querySelector('.form-group'));
        form.noValidate = true;
        for (const field of form.querySelectorAll('input:not([type=hidden]), select, textarea'))
            field.type === 'radio' || field.type === 'checkbox' ? field.checked = false : field.value = '';
        form.id = 'sent';
    }""")
    with page.expect_navigation() as answered:
        page.locator("#sent button[type=submit]").last.click()
    return answered.value.status if answered.value else 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", FORMS)
def test_forms_with_errors(browser: Browser, site: str, pages_of: PagesOf, axe: Axe, role: str, language: str) -> None:
    named = {kind(address): address for address in reversed(pages_of(role))}
    with seen_as(browser, site, role, language) as page:
        for form in FORMS[role]:
            page.goto(named.get(form) or f"{site}{form}")
            assert send_empty(page) == 422, form
            assert page.locator(".error-summary li").count() >= 1, form
            # The summary leads to the field.
            page.locator(".error-summary a").first.click()
            assert page.evaluate("document.activeElement.matches('input, select, textarea, legend')"), form
            assert [*axe(page), *too_wide(page)] == [], form


def test_a_planted_fault_is_found(page: Page, site: str, axe: Axe) -> None:
    page.goto(f"{site}/privatliv")
    assert list(faults_of(page, [f"{site}/privatliv"], axe, too_wide)) == []
    page.evaluate("""() => {
        const main = document.querySelector('main');
        main.insertAdjacentHTML('beforeend', '<img src="data:,"><p id="pale">Bleg</p><div id="wide">Bred</div>');
        document.querySelector('#pale').style.color = '#bbb';
        document.querySelector('#wide').style.width = '700px';
    }""")
    assert {fault.split(":")[0] for fault in axe(page)} == {"image-alt", "color-contrast"}
    assert [fault.split(" of ")[1] for fault in too_wide(page)] == ["390 px", "320 px"]
