from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from helhed.web.request import viewer_of
from helhed.web.shell import colours
from helhed.web.shell.errors import ERRORS
from helhed.web.shell.front_page import front_page
from helhed.web.shell.gallery import shown_components
from helhed.web.shell.parts import Crumb, Fact

A_YEAR = 365 * 24 * 3600


@method_decorator(login_not_required, name="dispatch")
class FrontPage(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "shell/front_page.html", {"content": front_page(viewer_of(request))})


@method_decorator(login_not_required, name="dispatch")
class Accessibility(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        crumbs = [Crumb(_("Accessibility statement"))]
        return render(request, "shell/accessibility.html", {"crumbs": crumbs, "contacts": _contacts()})


@method_decorator(login_not_required, name="dispatch")
class OfficialStatement(View):
    """`/was` is where the register of accessibility statements looks for a public body's."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect(settings.MUNICIPALITY.accessibility_statement or "accessibility")


@method_decorator(login_not_required, name="dispatch")
class Privacy(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        content = {
            "crumbs": [Crumb(_("Privacy"))],
            "contacts": _contacts(),
            "cookie_columns": [_("Name"), _("What it is for"), _("How long it is kept")],
            "cookies": _cookies(),
        }
        return render(request, "shell/privacy.html", content)


def _contacts() -> list[Fact]:
    municipality = settings.MUNICIPALITY
    return [
        Fact(_("Municipality"), f"{municipality.name}, {municipality.authority}", language="da"),
        Fact(_("Address"), municipality.address, language="da"),
        Fact(_("Telephone"), municipality.telephone),
        Fact(_("E-mail"), municipality.email, f"mailto:{municipality.email}"),
    ]


def _cookies() -> list[list[str]]:
    return [
        [settings.LANGUAGE_COOKIE_NAME, _("Remembers the language you have chosen"), _("One year")],
        [settings.CSRF_COOKIE_NAME, _("Makes sure that a form is sent by you and not by another site"), _("One year")],
        [settings.SESSION_COOKIE_NAME, _("Keeps you signed in"), _("An hour after you last did something")],
        [
            settings.KNOWN_BROWSER_COOKIE_NAME,
            _("Knows that you have signed in from here, so that others' guessing does not keep you out"),
            _("Half a year"),
        ],
        ["messages", _("Carries a message such as “saved” to the next page"), _("Until it has been shown")],
    ]


@method_decorator(login_not_required, name="dispatch")
class Gallery(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "shell/gallery.html", {"components": shown_components(request)})


@method_decorator(login_not_required, name="dispatch")
class MunicipalityColours(View):
    """The municipality's colours. The address carries their version, so they are kept for as long as it stands."""

    def get(self, request: HttpRequest) -> HttpResponse:
        sheet = HttpResponse(colours.stylesheet(settings.MUNICIPALITY), content_type="text/css; charset=utf-8")
        if request.GET.get("v") == colours.version(settings.MUNICIPALITY):
            patch_cache_control(sheet, public=True, max_age=A_YEAR, immutable=True)
        return sheet


set_language = login_not_required(require_POST(django_set_language))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 404)


def not_allowed(request: HttpRequest) -> HttpResponse:
    return _error(request, 405)


def _error(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "shell/error.html", {"error": ERRORS[status]}, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Made of the settings alone: what is broken may be the database, or what every other page is given."""
    content: dict[str, Any] = {
        "error": ERRORS[500],
        "municipality": settings.MUNICIPALITY,
        "page_language": get_language() or settings.LANGUAGE_CODE,
    }
    return HttpResponse(render_to_string("shell/server_error.html", content), status=500)
