"""Looking at a page about policies, and at the words on it."""

import re
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from helhed.access.models import Account
from tests.world import SLUG

PAGE = f"/politik/{SLUG}"


def client_of(username: str = "") -> Client:
    client = Client()
    # The catalogues are looked after elsewhere; English is the text in the code.
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if username:
        client.force_login(Account.objects.get(username=username))
    return client


def answer(address: str, username: str = "") -> HttpResponse:
    return client_of(username).get(address)


def read(address: str, username: str = "") -> str:
    """The main part of the page, with its tags, on one line."""
    found = answer(address, username)
    assert found.status_code == 200, address
    main = re.search(r"<main.*</main>", found.content.decode(), re.DOTALL)
    assert main
    return unquote(re.sub(r"\s+", " ", main[0]))


def words(html: str) -> str:
    """What stands between the tags."""
    without_inline = re.sub(r"</?(span|a|strong|svg|use|del|ins)\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", without_inline)).strip()
