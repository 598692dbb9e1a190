"""What the tests of the pages about drafts do again and again."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from helhed.access.models import Account
from helhed.policy.content.tree import Content, ContentArea, ContentGoal
from helhed.policy.queries.drafts import ShownDraft, get_draft
from tests.world import DRAFT_SLUG, SYSTEM

REVIEW = f"/politik/{DRAFT_SLUG}/udkast"
OUTSIDERS = ("citizen", "support_worker", "leader", "politician", "council_member", "dpo", "administrator")
NO_POLICY = "Referat\n\nVi drak kaffe og talte om vejret. Det regnede.\n\nBagefter gik vi hjem."


def client_of(username: str) -> Client:
    """Somebody signed in (none: a visitor), who reads English: the text in the code."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if username:
        client.force_login(Account.objects.get(username=username.replace("_", "-")))
    return client


def draft(slug: str = DRAFT_SLUG) -> ShownDraft:
    return get_draft(SYSTEM, slug)


def content(slug: str = DRAFT_SLUG) -> Content:
    return draft(slug).content


def area(number: int, slug: str = DRAFT_SLUG) -> ContentArea:
    return content(slug).areas[number - 1]


def goal(code: str, slug: str = DRAFT_SLUG) -> ContentGoal:
    found = draft(slug)
    return next(goal for goal in found.content.goals() if found.codes[goal.id] == code)


def texts(number: int, slug: str = DRAFT_SLUG) -> list[str]:
    """The goals of an area."""
    return [goal.text for goal in area(number, slug).goals]


def goal_address(code: str, does: str = "") -> str:
    return f"{REVIEW}/mål/{goal(code).id}{does and '/'}{does}"


def area_address(number: int, does: str = "") -> str:
    return f"{REVIEW}/område/{area(number).id}{does and '/'}{does}"


def send(client: Client, address: str, *, seen: int = 0, form_id: UUID | None = None, **typed: Any) -> HttpResponse:
    """The form as somebody sends it who has the newest page open, or the one at the step `seen`."""
    step = {"seen_step": seen or draft().step, "form_id": form_id or uuid4()}
    return client.post(address, {**step, **typed})


def page(answer: HttpResponse) -> str:
    """The page as one reads it."""
    return unescape(answer.content.decode())


def words(answer: HttpResponse) -> str:
    """The text of the page without its marks, each run of spaces as one."""
    return " ".join(re.sub(r"<[^>]*>", " ", page(answer)).split())


def file(data: bytes | str, name: str = "politik.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def upload(client: Client, data: bytes | str, name: str = "politik.txt", **typed: Any) -> HttpResponse:
    form: Mapping[str, Any] = {"file": file(data, name), "form_id": uuid4(), **typed}
    return client.post("/politik/indlæs", form)
