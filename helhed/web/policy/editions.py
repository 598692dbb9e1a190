"""All editions of a policy, and one of them whole, as it was adopted or as it is proposed."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.policy.queries.documents import get_document, get_edition
from helhed.policy.queries.goals import goals_by_id
from helhed.policy.queries.shown import PolicyContent, ShownEdition
from helhed.policy.words import DocumentState, SectionKind
from helhed.web.participation.about import hearings_of
from helhed.web.policy.standing import (
    LOOK,
    Remark,
    StandingNote,
    Way,
    comparison_address,
    edition_address,
    edition_shown,
    in_force,
    meaning,
    name_of,
    newest_adopted,
    successors,
    way_to,
)
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.parts import Crumb


@dataclass(frozen=True)
class EditionRow:
    """An edition in the list; `compared` leads to what is different from the edition before it, if there is one."""

    name: str
    look: str
    meaning: str
    edition: ShownEdition
    href: str
    compared: str


class EditionList(PublicPage):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        content = with_editions(get_document(viewer, slug))
        shown = {
            "content": content,
            "rows": [_row(content, index) for index in reversed(range(len(content.editions)))],
            "successors": successors(viewer, content),
            "crumbs": crumbs_below(content),
        }
        return render(request, "policy/editions.html", shown)


def with_editions(content: PolicyContent) -> PolicyContent:
    """The policy, if it has editions; what is written by hand has none."""
    if content.edition is None:
        raise Missing
    return content


def crumbs_below(content: PolicyContent) -> list[Crumb]:
    """The way down to the editions of a policy."""
    document, slug = content.document, content.document.slug
    return [
        Crumb(_("Policy"), reverse("policy-list")),
        Crumb(document.title, reverse("document", args=[slug]), "da"),
        Crumb(_("Editions"), reverse("editions", args=[slug])),
    ]


def _row(content: PolicyContent, index: int) -> EditionRow:
    edition, slug = content.editions[index], content.document.slug
    before = content.editions[index - 1].number if index else None
    return EditionRow(
        name=name_of(edition.number),
        look=LOOK[edition.state],
        meaning=meaning(edition, content.editions),
        edition=edition,
        href=edition_address(slug, edition.number),
        compared=comparison_address(slug, before, edition.number) if before else "",
    )


class EditionPage(PublicPage):
    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        viewer = viewer_of(request)
        content = get_edition(viewer, slug, number)
        edition = edition_shown(content)
        if edition is None:
            raise Missing
        shown = {
            "content": content,
            "edition": edition,
            "asked": f"?udgave={number}",
            "name": name_of(number),
            "banner": _banner(viewer, content, edition),
            "look": LOOK[edition.state],
            "state": edition.state.label,
            "with_page": _goals_with_a_page(viewer, content, edition),
            "foreword": [each for each in content.sections if each.kind == SectionKind.FOREWORD],
            "sections": [each for each in content.sections if each.kind != SectionKind.FOREWORD],
            "crumbs": [*crumbs_below(content), Crumb(name_of(number))],
            **hearings_of(viewer, content, of_edition=True),
        }
        return render(request, "policy/edition.html", shown)


def _goals_with_a_page(viewer: Viewer, content: PolicyContent, edition: ShownEdition) -> set[UUID]:
    """Every goal has a page of its own; what the draft of a later edition adds gets one when it is adopted."""
    goal_ids = {goal.id for area in content.areas for goal in area.goals}
    if edition.is_adopted or content.document.is_draft:
        return goal_ids
    return set(goals_by_id(viewer, goal_ids))


def _banner(viewer: Viewer, content: PolicyContent, edition: ShownEdition) -> StandingNote:
    """Which edition one reads, and the way to the one that stands."""
    adopted, proposed = (
        _("You are reading edition %(number)s."),
        _("You are reading a proposal for edition %(number)s."),
    )
    reading = (adopted if edition.is_adopted else proposed) % {"number": edition.number}
    text = f"{reading} {meaning(edition, content.editions)}"
    kind = "info" if edition.state in (DocumentState.IN_FORCE, DocumentState.EXPIRED) else "warning"
    return StandingNote(kind, (Remark(text, tuple(_ways(viewer, content, edition))),))


def _ways(viewer: Viewer, content: PolicyContent, edition: ShownEdition) -> Iterator[Way]:
    """To what is in force instead, to the policy's own page, and to what is different."""
    slug, holding = content.document.slug, in_force(content.editions)
    is_elsewhere = holding and holding.number != edition.number
    if holding and is_elsewhere and holding != newest_adopted(content.editions):
        words = _("Edition %(number)s, which is in force") % {"number": holding.number}
        yield Way(words, edition_address(slug, holding.number))
    elif edition.state == DocumentState.SUPERSEDED and not holding:
        yield from (way_to(policy) for policy in successors(viewer, content) if policy.adopted_on)
    yield Way(_("The policy's own page, with its goals and what is done"), reverse("document", args=[slug]))
    if holding and is_elsewhere:
        words = _("See what is different from edition %(number)s, which is in force") % {"number": holding.number}
        yield Way(words, comparison_address(slug, *sorted((holding.number, edition.number))))
