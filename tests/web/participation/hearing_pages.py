"""Looking at a page about hearings and councils, and sending a form on it."""

import re
from html import unescape
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from tests.participation.heard import OPEN, OVER
from tests.web.policy.pages import client_of, words

PAGE, PAST = f"/hoeringer/{OPEN}", f"/hoeringer/{OVER}"


def client(name: str = "") -> Client:
    return client_of(name.replace("_", "-"))


def page(address: str, name: str = "") -> str:
    found = client(name).get(address)
    assert found.status_code == 200, address
    main = re.search(r"<main.*</main>", found.content.decode(), re.DOTALL)
    assert main
    return unescape(unquote(re.sub(r"\s+", " ", main[0])))


def read(address: str, name: str = "") -> str:
    return words(page(address, name))


def told(sent: HttpResponse) -> str:
    return unescape(words(sent.content.decode()))


def send(who: str, address: str, /, **typed: Any) -> HttpResponse:
    return client(who).post(address, {"form_id": uuid4(), **typed})
