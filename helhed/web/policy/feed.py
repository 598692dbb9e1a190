"""What has been adopted, for feed readers and other programs: newest first, and only what everybody may read."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import conditional_page

from helhed.base.clock import COPENHAGEN
from helhed.base.viewer import Viewer
from helhed.policy.queries.documents import ListedPolicy, list_policies
from helhed.web.documents.word import writable
from helhed.web.policy.export import WORD
from helhed.web.policy.listing import counted
from helhed.web.request import PublicPage
from helhed.web.shell.written import years
from helhed.web.templatetags.components import date_written

VISITOR = Viewer()
Whole = Callable[[str], str]
FORMATS = (("policy-json", "application/json"), ("policy-word", WORD), ("policy-pdf", "application/pdf"))
BEFORE_ANYTHING = datetime(1970, 1, 1, tzinfo=UTC)


class PolicyAtom(Atom1Feed):
    """Atom (RFC 4287). An entry leads to its page, and as another form of the same to each file of it."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for href, content_type in item["other_forms"]:
            handler.addQuickElement("link", "", {"href": href, "rel": "alternate", "type": content_type})

    def latest_post_date(self) -> datetime:
        """A feed that nothing stands in yet has never changed."""
        return max((item["updateddate"] for item in self.items), default=BEFORE_ANYTHING)


@method_decorator(conditional_page, name="dispatch")
class PolicyFeed(PublicPage):
    """The same for everybody: what somebody signed in may read besides is not for a feed reader to keep."""

    def get(self, request: HttpRequest) -> HttpResponse:
        adopted = [(policy, policy.adopted_on) for policy in list_policies(VISITOR) if policy.adopted_on]
        newest_first = sorted(adopted, key=lambda each: (-each[1].toordinal(), each[0].title, each[0].slug))
        feed = _feed(newest_first, request.build_absolute_uri)
        return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _feed(adopted: Iterable[tuple[ListedPolicy, date]], whole: Whole) -> PolicyAtom:
    feed = PolicyAtom(
        title=_("Policies of %(name)s") % {"name": settings.MUNICIPALITY.name},
        link=whole(reverse("policy-list")),
        description="",
        subtitle=_("%(name)s is made up.") % {"name": settings.MUNICIPALITY.name}
        if settings.MUNICIPALITY.is_fictional
        else None,
        language=get_language() or settings.LANGUAGE_CODE,
        author_name=settings.MUNICIPALITY.name,
        feed_url=whole(reverse("policy-feed")),
    )
    for policy, day in adopted:
        _add(feed, policy, day, whole)
    return feed


def _add(feed: PolicyAtom, policy: ListedPolicy, day: date, whole: Whole) -> None:
    """An edition that is adopted later is an entry of its own: its id holds the day."""
    address = whole(reverse("document", args=[policy.slug]))
    midnight = datetime.combine(day, time(), tzinfo=COPENHAGEN)
    feed.add_item(
        title=writable(_named(policy)),
        link=address,
        description=writable(_summary(policy, day)),
        unique_id=get_tag_uri(address, midnight),
        pubdate=midnight,
        updateddate=midnight,
        other_forms=[(whole(reverse(name, args=[policy.slug])), kind) for name, kind in FORMATS],
    )


def _named(policy: ListedPolicy) -> str:
    period = years(policy.period, policy.title)
    return f"{policy.title} ({period})" if period else policy.title


def _summary(policy: ListedPolicy, day: date) -> str:
    """As HTML, which is what Django's feed says a summary is."""
    adopted = _("Adopted on %(day)s") % {"day": date_written(day)}
    return escape(
        ". ".join(filter(None, [policy.subtitle, counted(policy) if policy.area_count else "", adopted])) + "."
    )
