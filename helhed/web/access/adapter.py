"""Where the sign-in library asks us: whom to count guesses against, what to write in the log, where to go next."""

import secrets
from dataclasses import replace
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from helhed.access.actions import change_password, record_failed_sign_in, record_sign_in
from helhed.access.words import username_as_kept
from helhed.audit.words import Verb
from helhed.base.viewer import Viewer
from helhed.organisation.queries import viewer_of_account
from helhed.web.request import viewer_of

KNOWN_FOR = 180 * 24 * 3600
MOST_KNOWN = 8


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is closed: accounts are made by the system administrator."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The user name or the password is not right. Try again."),
        "enter_current_password": _("This is not your present password. Try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only an address within Helhed."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt before it is made; it is taken off again where it succeeds.

        A browser that the account has signed in from before has a count of its own, so that somebody else's
        guessing cannot keep the real person out.
        """
        username = username_as_kept(credentials["username"])
        browser = _known_browser(request, username)
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="known_browser" if browser else "login_failed",
            key=f"{browser}:{username}",
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        record_failed_sign_in(by=_unrepeated(request), username=username_as_kept(credentials["username"]))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        signed_in = viewer_of_account(UUID(str(user.pk)))
        record_sign_in(by=replace(signed_in, request_id=viewer_of(request).request_id), verb=Verb.SIGNED_IN)

    def logout(self, request: HttpRequest) -> None:
        super().logout(request)
        record_sign_in(by=_unrepeated(request), verb=Verb.SIGNED_OUT)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        change_password(by=_unrepeated(self.request), password=password)
        user.refresh_from_db()


def _unrepeated(request: HttpRequest) -> Viewer:
    """Signing in twice is two things, also from the same form."""
    return replace(viewer_of(request), form_id=None)


def remember_browser(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Let the browser prove later that this account has signed in from it; the cookie names nobody."""
    browser, known = _read_cookie(request)
    marks = [mark for mark in known if mark != _mark(username)][-MOST_KNOWN + 1 :]
    response.set_signed_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        ".".join([browser or secrets.token_hex(8), *marks, _mark(username)]),
        salt="known-browser",
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known_browser(request: HttpRequest, username: str) -> str:
    browser, known = _read_cookie(request)
    return browser if _mark(username) in known else ""


def _read_cookie(request: HttpRequest) -> tuple[str, list[str]]:
    name = settings.KNOWN_BROWSER_COOKIE_NAME
    value = request.get_signed_cookie(name, default="", salt="known-browser", max_age=KNOWN_FOR)
    browser, *known = value.split(".") if value else [""]
    return browser, known


def _mark(username: str) -> str:
    return signing.Signer(salt="known-browser").signature(username)[:20]
