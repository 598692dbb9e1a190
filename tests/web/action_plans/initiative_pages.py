"""Looking at the pages of those who are responsible, and sending what they write there."""

import re
from html import unescape
from typing import Any
from urllib.parse import unquote
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.test import Client

from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.shown import ShownInitiative
from tests.action_plans.acting import PLAN
from tests.web.policy.pages import client_of, words
from tests.world import SYSTEM

OWN = "/mine-initiativer"
PAGE = f"/handleplan/{PLAN}/1"


def client(name: str = "") -> Client:
    return client_of(name.replace("_", "-"))


def page(address: str, name: str = "") -> str:
    """The main part of a page, with its tags, on one line."""
    found = client(name).get(address)
    assert found.status_code == 200, address
    return main_of(found)


def main_of(answer: HttpResponse) -> str:
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    assert main
    return unescape(unquote(re.sub(r"\s+", " ", main[0])))


def read(address: str, name: str = "") -> str:
    return words(page(address, name))


def told(answer: HttpResponse) -> str:
    return words(main_of(answer))


def send(who: str, address: str, /, **typed: Any) -> HttpResponse:
    return client(who).post(address, {"form_id": uuid4(), **typed})


def initiative(initiative_id: UUID) -> ShownInitiative:
    return next(each for each in list_initiatives(SYSTEM) if each.id == initiative_id)


def row(initiative_id: UUID, **typed: Any) -> dict[str, Any]:
    """What the page sends about one initiative: nothing was written in it, unless told otherwise."""
    latest = initiative(initiative_id).latest
    sent = {"state": "", "seen_update": str(latest.id) if latest else "", **typed}
    return {f"{initiative_id}-{name}": value for name, value in sent.items()}
