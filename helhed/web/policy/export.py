"""A policy to take away: the same blocks as Word and as PDF, and its content as JSON with the schema it follows."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from helhed.base.blocks import Block, BulletList, Cell, Document, Heading, Link, Note, Paragraph, Table, Words
from helhed.base.clock import COPENHAGEN
from helhed.base.errors import Missing
from helhed.policy.content.exchange import SCHEMA
from helhed.policy.queries.documents import get_document, get_edition
from helhed.policy.queries.editions import export_policy
from helhed.policy.queries.shown import PolicyContent, ShownArea, ShownEnd, ShownGoal, ShownLink
from helhed.policy.words import AlignmentKind, DocumentState
from helhed.web.documents.pdf import to_pdf
from helhed.web.documents.word import to_docx
from helhed.web.policy.standing import edition_shown, line, meaning
from helhed.web.policy.thread import goal_address
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.written import years
from helhed.web.templatetags.components import date_written

WRITTEN_BY_PEOPLE = "da"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EDITION = re.compile("[1-9][0-9]{0,4}")
Whole = Callable[[str], str]


@method_decorator(conditional_page, name="dispatch")
class PolicyWord(PublicPage):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        content = _asked(request, slug)
        data = to_docx(_document(request, content), day_of(content))
        return as_file(request, data, WORD, slug, ".docx")


@method_decorator(conditional_page, name="dispatch")
class PolicyPdf(PublicPage):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        content = _asked(request, slug)
        data = to_pdf(_document(request, content), day_of(content))
        return as_file(request, data, "application/pdf", slug, ".pdf", shown="inline")


@method_decorator(conditional_page, name="dispatch")
class PolicyJson(PublicPage):
    """The content in the published format. What is written by hand beside the policies has no editions, and no file."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        data = export_policy(viewer_of(request), slug, edition_asked(request)).encode()
        response = as_file(request, data, "application/json", slug, ".json")
        schema = request.build_absolute_uri(reverse("policy-schema"))
        response.headers["Link"] = f'<{schema}>; rel="describedby"; type="application/schema+json"'
        return response


@method_decorator(conditional_page, name="dispatch")
class PolicySchema(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")


def _asked(request: HttpRequest, slug: str) -> PolicyContent:
    viewer, number = viewer_of(request), edition_asked(request)
    return get_document(viewer, slug) if number is None else get_edition(viewer, slug, number)


def edition_asked(request: HttpRequest) -> int | None:
    """The edition that `?udgave=` names; none: the one that is shown."""
    asked = request.GET.get("udgave")
    if asked is None:
        return None
    if not EDITION.fullmatch(asked):
        raise Missing
    return int(asked)


def as_file(
    request: HttpRequest, data: bytes, content_type: str, name: str, ending: str, *, shown: str = "attachment"
) -> HttpResponse:
    """A file that is called what its address is called, with the edition where one was asked for."""
    asked = edition_asked(request)
    edition = f"-udgave-{asked}" if asked else ""
    response = HttpResponse(data, content_type=content_type)
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}{edition}{ending}"'
    return response


def _document(request: HttpRequest, content: PolicyContent) -> Document:
    municipality = settings.MUNICIPALITY
    return as_document(
        content,
        whole=request.build_absolute_uri,
        language=get_language() or settings.LANGUAGE_CODE,
        author=municipality.name,
        notice=_("%(name)s is made up.") % {"name": municipality.name} if municipality.is_fictional else "",
    )


def day_of(content: PolicyContent) -> date | None:
    """The document's own day: when it was adopted, or, until then, when its file was read."""
    if content.adopted:
        return content.adopted[1]
    return content.source.read_at.astimezone(COPENHAGEN).date() if content.source else None


def as_document(content: PolicyContent, *, whole: Whole, **frame: Any) -> Document:
    """All that the policy says, and where it comes from. `whole` makes an address one that leads there from a file."""
    title = content.document.title.strip() or content.document.slug
    return Document(
        title=title,
        blocks=(
            Heading(title, language=WRITTEN_BY_PEOPLE),
            *_opening(content),
            *_vision(content),
            *_values(content),
            *_running_text(content),
            *(block for area in content.areas for block in _area(content, area, whole)),
            *_lighthouses(content),
            *_links(content, whole),
            *_about(content, whole),
        ),
        **frame,
    )


def _opening(content: PolicyContent) -> Iterator[Block]:
    document = content.document
    yield from _paragraphs(document.subtitle)
    yield Paragraph(" · ".join(filter(None, [str(document.kind.label), _years(content)])))
    yield from _standing(content)
    if settings.MUNICIPALITY.is_fictional and document.municipality not in ("", settings.MUNICIPALITY.name):
        yield Note(
            _(
                "The text was read in from a document of %(name)s. "
                "Action plans, progress and people around it are made up."
            )
            % {"name": document.municipality}
        )
    yield from _paragraphs(document.text)
    yield from _section(_("Who the policy is for"), *_paragraphs(content.target_group))


def _years(content: PolicyContent) -> str:
    """The period, where neither the title nor the subtitle above it names it."""
    document = content.document
    return years(document.period, f"{document.title} {document.subtitle}")


def _standing(content: PolicyContent) -> Iterator[Note]:
    """Which edition it is, and by whose decision; what is not in force says what that means."""
    edition = edition_shown(content)
    facts = [line(edition) if edition else str(content.state.label)]
    if content.adopted:
        body, day, item = content.adopted
        adopted = _("adopted by %(body)s on %(day)s") % {"body": body, "day": date_written(day)}
        facts.append(f"{adopted} ({item})" if item else adopted)
    if edition and edition.valid_until and edition.state in (DocumentState.ADOPTED, DocumentState.IN_FORCE):
        facts.append(_("the period ends on %(day)s") % {"day": date_written(edition.valid_until)})
    yield Note(" · ".join(facts))
    if edition and edition.state != DocumentState.IN_FORCE:
        yield Note(meaning(edition, content.editions))


def _vision(content: PolicyContent) -> Iterator[Block]:
    statements = (BulletList(content.statements, WRITTEN_BY_PEOPLE),) if content.statements else ()
    yield from _section(_("Vision"), *_paragraphs(content.vision), *_paragraphs(content.statements_lead), *statements)


def _values(content: PolicyContent) -> Iterator[Block]:
    """A value with words about it is a heading over them; values that are only named are a list."""
    if not any(text for _name, text in content.values):
        names = tuple(name for name, _text in content.values)
        yield from _section(_("Values"), *((BulletList(names, WRITTEN_BY_PEOPLE),) if names else ()))
        return
    yield Heading(_("Values"), 2)
    for name, text in content.values:
        if name.strip():
            yield Heading(name, 3, language=WRITTEN_BY_PEOPLE)
        yield from _paragraphs(text)


def _running_text(content: PolicyContent) -> Iterator[Block]:
    for section in content.sections:
        language = WRITTEN_BY_PEOPLE if section.title else ""
        yield Heading(section.heading, 2, language=language)
        yield from _paragraphs(section.text)


def _about_codes(content: PolicyContent, area: ShownArea) -> Iterator[Paragraph]:
    """Said once, above the first goals: after that the codes stand alone."""
    first = next((goal for each in content.areas for goal in each.goals), None)
    if first in area.goals:
        explained = _("In front of each goal stands its code, as %(code)s. It leads to the page about the goal.")
        yield Paragraph(explained % {"code": first.code})


def _area(content: PolicyContent, area: ShownArea, whole: Whole) -> Iterator[Block]:
    yield Heading(f"{area.number or area.place} {area.title}".strip(), 2, language=WRITTEN_BY_PEOPLE)
    yield from _paragraphs(area.intro)
    for quote in area.quotes:
        said = f"”{quote.text}”\n{quote.source}".strip()
        yield Paragraph(said, WRITTEN_BY_PEOPLE)
    yield from _about_codes(content, area)
    yield from _paragraphs(area.goals_lead)
    if area.goals:
        yield _goals(area, whole)
    elif content.goal_count:
        yield Paragraph(_("The document gives no goals for this focus area."))


def _goals(area: ShownArea, whole: Whole) -> Table:
    """The official wording, and beside it, under a heading of its own, the easy one where anybody has written it."""
    caption = _("The goals of focus area %(number)s") % {"number": area.number or area.place}
    code, official, easy = _("Code"), _("Official wording"), _("In easy words")
    if any(goal.easy_wording for goal in area.goals):
        rows = tuple(
            (*_official(goal, whole), Words(goal.easy_wording or "–", WRITTEN_BY_PEOPLE)) for goal in area.goals
        )
        return Table(caption, (code, official, easy), rows, (2, 10, 8))
    return Table(caption, (code, official), tuple(_official(goal, whole) for goal in area.goals), (2, 18))


def _official(goal: ShownGoal, whole: Whole) -> tuple[Cell, ...]:
    return Link(goal.code, whole(goal_address(goal))), Words(goal.text, WRITTEN_BY_PEOPLE)


def _lighthouses(content: PolicyContent) -> Iterator[Block]:
    named = (BulletList(content.lighthouses, WRITTEN_BY_PEOPLE),) if content.lighthouses else ()
    yield from _section(_("Lighthouse projects"), *named)


def _links(content: PolicyContent, whole: Whole) -> Iterator[Block]:
    rows = tuple(_link(content, link, whole) for link in content.links)
    table = (Table(_("What serves what"), (_("What"), _("How"), _("Which document")), rows, (4, 3, 6)),) if rows else ()
    yield from _section(_("How it hangs together"), *table)


def _link(content: PolicyContent, link: ShownLink, whole: Whole) -> tuple[Cell, ...]:
    """A link as it looks from this document, whichever end of it this is."""
    is_lower = link.lower.document.id == content.document.id
    own, other = (link.lower, link.upper) if is_lower else (link.upper, link.lower)
    part = Words(own.area, WRITTEN_BY_PEOPLE) if own.area else _("The whole document")
    if link.kind == AlignmentKind.BESIDE:
        return part, _("Stands beside"), _end(other, whole)
    return part, _("Serves") if is_lower else _("Is served by"), _end(other, whole)


def _end(end: ShownEnd, whole: Whole) -> Link:
    address = whole(reverse("document", args=[end.document.slug]))
    named = f"{end.area} ({end.document.title})" if end.area else end.document.title
    return Link(named, f"{address}#omraade-{end.place}" if end.place else address, WRITTEN_BY_PEOPLE)


def _about(content: PolicyContent, whole: Whole) -> Iterator[Block]:
    """Where it comes from, so that it can be checked."""
    facts = [(_("Address"), whole(reverse("document", args=[content.document.slug])))]
    if content.predecessor:
        facts.append((_("Follows after"), content.predecessor))
    if content.source:
        read = _("%(file)s, read in on %(day)s") % {
            "file": content.source.file_name,
            "day": date_written(content.source.read_at),
        }
        facts += [(_("The file that was read"), read), (_("Digest (SHA-256)"), content.source.digest)]
    yield from _section(_("About the document"), BulletList(tuple(f"{name}: {fact}" for name, fact in facts)))


def _section(title: str, *blocks: Block) -> Iterator[Block]:
    """A heading with what stands under it; nothing, where nothing does."""
    if blocks:
        yield Heading(title, 2)
        yield from blocks


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for part in re.split(r"\n\s*\n", text):
        if part.strip():
            yield Paragraph(part.strip(), WRITTEN_BY_PEOPLE)
