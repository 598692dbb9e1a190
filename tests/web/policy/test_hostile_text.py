"""What is written in a policy to take over the page it is shown on: text on every page, and never anything else."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from lxml import html

from helhed.policy.actions.drafts import import_policy, start_edition
from helhed.policy.queries.documents import get_document_by_id
from helhed.policy.queries.drafts import get_draft
from helhed.policy.queries.editions import export_policy
from helhed.web.policy import urls
from tests.policy.drafted import adopt
from tests.web.policy.drafting import client_of
from tests.world import DRAFT, POLICY, SLUG, SYSTEM, VISITOR, at, build_world, read_in

TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}"
HOSTILE = (
    "</textarea></title><planted data-planted=1></planted><script>planted()</script>"
    "\"' data-planted=1 {{ 7|add:700700700 }}{% planted %}"
)
# What would stand there if the text had been run as a template; long enough never to be part of an id by chance.
RUN = "700700707"
NOT_TEXT = {
    "format",
    "kind",
    "state",
    "adoption",
    "code",
    "number",
    "page",
    "line",
    "how",
    "period",
    "predecessor_period",
}


def spoilt(value: Any) -> Any:
    """The same policy with the hostile text after each text of it."""
    if isinstance(value, dict):
        return {key: each if key in NOT_TEXT else spoilt(each) for key, each in value.items()}
    if isinstance(value, list):
        return [spoilt(each) for each in value]
    return f"{value} {HOSTILE}" if isinstance(value, str) else value


def spoilt_text(text: str) -> str:
    """A file with the hostile text in each goal and quote."""
    return "\n".join(f"{line} {HOSTILE}{TURNED}" if line[:1] in ("•", "”") else line for line in text.split("\n"))


@pytest.fixture
def slugs(db: None) -> Iterator[list[str]]:
    """Two policies in which every text is hostile: one fetched, adopted and with a draft of its next edition, which
    carries on another, and one read from a file."""
    with at(2024, 2, 1):
        world = build_world()
        data = json.dumps(spoilt(json.loads(export_policy(VISITOR, SLUG)))).encode()
        fetched = import_policy(by=SYSTEM, data=data, predecessor_id=world.policy_id)
        adopt(fetched, body=f"Byrådet {HOSTILE}", agenda_item=HOSTILE)
        start_edition(by=SYSTEM, document_id=fetched)
        read = read_in(spoilt_text(DRAFT), file_name=f"{HOSTILE}.txt", before=fetched)
        later = read_in(spoilt_text(POLICY), before=world.policy_id)
        yield [get_document_by_id(SYSTEM, each).document.slug for each in (fetched, read, later)]


def addresses(slug: str) -> dict[str, str]:
    """Each page of the policy and its draft that can be looked at, by its name."""
    content = get_draft(SYSTEM, slug).content
    area = content.areas[0]
    known = {
        "slug": slug,
        "code": "1.1",
        "place": 1,
        "number": 1,
        "goal_id": area.goals[0].id,
        "area_id": area.id,
        "quote_id": next((quote.id for each in content.areas for quote in each.quotes), area.id),
        "section_id": content.sections[0].id if content.sections else area.id,
    }
    found = {}
    for pattern in urls.urlpatterns:
        wanted = {name: known[name] for name in pattern.pattern.converters if name in known}
        try:
            found[str(pattern.name)] = reverse(str(pattern.name), kwargs=wanted)
        except NoReverseMatch:
            continue
    return found


def faults(answer: HttpResponse) -> list[str]:
    """What in the page was made of the hostile text; the page is taken apart as a browser does."""
    page = html.fromstring(answer.content.decode())
    made = [element.tag for element in page.iter("planted")]
    made += [f"<{element.tag} data-planted>" for element in page.xpath("//*[@data-planted]")]
    made += ["script" for element in page.iter("script") if not element.get("src")]
    return made + [RUN] * (RUN in answer.content.decode())


@pytest.mark.parametrize("username", ["consultant", ""])
def test_a_hostile_text_stays_a_text_on_every_page(slugs: list[str], username: str) -> None:
    client, looked_at, shown = client_of(username), set(), set()
    for slug in slugs:
        for name, address in addresses(slug).items():
            answer = client.get(address)
            if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
                continue
            assert faults(answer) == [], address
            assert TURNED not in answer.content.decode(), address
            looked_at.add(name)
            if "&lt;planted data-planted=1&gt;" in answer.content.decode():
                shown.add(name)
    least = {"document", "focus-area", "goal", "editions", "edition", "policy-list", "steering"}
    if username:
        least |= {"draft", "draft-facts", "draft-values", "draft-statements", "draft-succession"}
        least |= {"draft-continue", "draft-area", "draft-goal", "draft-quote", "draft-section", "adoption", "hearing"}
        least |= {"draft-discard", "easy-wording", "comparison"}
    assert looked_at >= least
    assert shown >= least - {"comparison"}


def test_an_element_that_was_made_of_a_text_is_found() -> None:
    for planted in (HOSTILE, f'<p title="{HOSTILE}">', f"<p title='{HOSTILE}'>", RUN):
        assert faults(HttpResponse(f"<html><body>{planted}</body></html>"))


def test_the_original_file_is_never_shown_as_a_page(slugs: list[str]) -> None:
    """Whatever it holds, and whatever it is called: a browser keeps it, and does not guess at what it may be."""
    client = client_of("consultant")
    page = f"<html><body><script>planted()</script><p>{DRAFT}</p></body></html>"
    slug = get_document_by_id(SYSTEM, read_in(page, file_name="side.html")).document.slug
    for each in (slug, *slugs[1:]):
        answer = client.get(f"/politik/{each}/fil")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        kept, _semicolon, name = answer.headers["Content-Disposition"].partition(";")
        assert kept == "attachment"
        assert not set("<>'{}") & set(name)
