"""Each person of the demo signs in by a button, and finds the menu of the role and no more."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PERSONAS, PHONE, seen_as
from tools.site import open_sign_in, personas

# Written by hand from what the roles may, never read from the product.
OWN = {
    "citizen": [],
    "support_worker": ["/mine-initiativer"],
    "leader": ["/mine-initiativer"],
    "consultant": ["/mine-initiativer", "/politik/indl%C3%A6s", "/styringstrekanten/skriv"],
    "politician": [],
    "council_member": [],
    "dpo": ["/databeskyttelse/roller", "/databeskyttelse/fortegnelse", "/databeskyttelse/log"],
    "administrator": ["/konti", "/beskeder", "/databeskyttelse/roller"],
}


def own_menu(page: Page) -> list[str | None]:
    return [link.get_attribute("href") for link in page.locator(".menu-wide .menu-own a").all()]


def test_the_sign_in_page_offers_everybody(page: Page, site: str) -> None:
    offered = personas(page, site)
    assert PERSONAS.keys() == OWN.keys()
    assert all(any(name in button for button in offered) for name in PERSONAS.values())
    assert len(offered) == len(PERSONAS)


@pytest.mark.parametrize("role", OWN)
def test_the_menu_is_the_role_s(browser: Browser, site: str, role: str) -> None:
    with seen_as(browser, site, role, viewport={"width": 1280, "height": 900}) as page:
        expect(page.locator('.account a[href="/min-konto"]')).to_contain_text(PERSONAS[role])
        assert own_menu(page) == OWN[role]
        for address in OWN[role]:
            answer = page.goto(site + address)
            assert answer is not None
            assert answer.status == 200
        page.set_viewport_size(PHONE)
        page.locator(".account form button").click()
        expect(page.locator('.account a[href="/log-ind"]')).to_be_visible()
        assert own_menu(page) == []


def test_a_visitor_has_no_menu_of_their_own(page: Page, site: str) -> None:
    open_sign_in(page, site)
    assert own_menu(page) == []
