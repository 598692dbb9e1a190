"""What happens around every request: language, the read-only rule, who is asking, and the answer to a refusal."""

import re
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from helhed.base.errors import Missing, NotAllowed
from helhed.base.viewer import Viewer
from helhed.organisation.queries import viewer_of_account
from helhed.web.shell.views import not_allowed

Answer = Callable[[HttpRequest], HttpResponse]

SESSION_KEY = re.compile(r"[a-z0-9]{32}")
LOOKING = {"GET", "HEAD", "OPTIONS"}
# How a statement begins that reads, adds to the log or keeps the session, and what may not stand in the rest of it.
HARMLESS = re.compile(
    r"""\s*(SELECT|WITH|VALUES|BEGIN|SAVEPOINT|RELEASE|ROLLBACK|COMMIT|INSERT\s+INTO\s+"audit_event"|"""
    r"""(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"django_session")(?![\w."])""",
    re.IGNORECASE,
)
QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
HARMFUL = re.compile(
    r"""--|/\*|\$\$|\\|;\s*\S|\b(INSERT|UPDATE|DELETE|MERGE|INTO|TRUNCATE|CREATE|ALTER|DROP)\b|"""
    r"""\b(nextval|setval|set_config|dblink\w*|lo_\w+|pg_(?!get_|is_|table_is_)\w+)\s*\(""",
    re.IGNORECASE,
)


class WriteWhileReading(Exception):
    """A request that may only look tried to change something; it is a fault in the program."""


def whole_cookies(get_response: Answer) -> Answer:
    """A session cookie that we cannot have set is no cookie; the databases do not agree on what it would mean."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not SESSION_KEY.fullmatch(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return get_response(request)

    return answer


def language(get_response: Answer) -> Answer:
    """Danish, until the reader has chosen otherwise: what the browser prefers says little of its user."""

    def answer(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(known):
            request.LANGUAGE_CODE = known
            response = get_response(request)
        response.headers.setdefault("Content-Language", known)
        patch_vary_headers(response, ("Cookie",))
        return response

    return answer


def reading_cannot_write(get_response: Answer) -> Answer:
    """A GET may read, add to the log and keep its session; the database is not asked for anything else."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in LOOKING:
            return get_response(request)
        with connection.execute_wrapper(refuse_writes):
            return get_response(request)

    return answer


def refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not only_reads(sql):
        raise WriteWhileReading(sql.split(None, 3)[:3])
    return execute(sql, params, many, context)


@lru_cache(maxsize=500)
def only_reads(sql: str) -> bool:
    """Whether a statement is one and only reads, adds to the log or keeps the session.

    A comment or a backslash is refused unread, because the databases do not agree on where it ends.
    """
    beginning = HARMLESS.match(sql)
    return beginning is not None and not HARMFUL.search(QUOTED.sub("", sql[beginning.end() :]))


def working_day(get_response: Answer) -> Answer:
    """A sign-in is worth one working day at the most, however busy the session is kept."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            if now - request.session.setdefault("began_at", now) > settings.LONGEST_SESSION:
                logout(request)
        return get_response(request)

    return answer


def viewer(get_response: Answer) -> Answer:
    """Who is asking, built once; what is shown to somebody signed in is kept in no cache, unless the view says so."""

    def answer(request: HttpRequest) -> HttpResponse:
        form_id = _form_id(request)
        asking = Viewer(form_id=form_id)
        if request.user.is_authenticated:
            asking = viewer_of_account(request.user.pk, name=request.user.name, form_id=form_id)
        request.viewer = asking  # type: ignore[attr-defined]
        response = get_response(request)
        if asking.is_signed_in and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return answer


def _form_id(request: HttpRequest) -> UUID | None:
    if request.method in LOOKING:
        return None
    try:
        return UUID(request.POST["form_id"])
    except KeyError:
        return None
    except ValueError as problem:
        raise BadRequest from problem


def errors_to_answers(get_response: Answer) -> Answer:
    """What may not be seen and what is missing get one and the same answer; every refusal is a page with words."""

    class Middleware:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            response = get_response(request)
            if isinstance(response, HttpResponseNotAllowed):
                response.content = not_allowed(request).content
            return response

        def process_exception(self, request: HttpRequest, problem: Exception) -> None:
            if isinstance(problem, NotAllowed | Missing):
                raise Http404 from problem

    return Middleware()
