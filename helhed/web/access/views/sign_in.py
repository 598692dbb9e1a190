from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView, LogoutView
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib.auth import get_backends
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.generic.edit import FormView

from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.organisation.queries import DemoPersona, demo_accounts
from helhed.web.access.adapter import remember_browser
from helhed.web.access.forms import SignInForm
from helhed.web.request import viewer_of


class SignIn(LoginView):  # type: ignore[misc]
    http_method_names = ("get", "post", "head", "options")
    form_class = SignInForm
    template_name = "access/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The library's own context asks for addresses that are not mounted here."""
        context = FormView.get_context_data(self, **kwargs)
        return {**context, "next": self.get_next_url() or "", "personas": _personas(viewer_of(self.request))}

    def get_next_url(self) -> str | None:
        """Where the reader was going, unless only a form is sent there."""
        url = super().get_next_url()
        return url if url and _can_be_looked_at(url) else None

    def get_default_success_url(self) -> str:
        return reverse(settings.LOGIN_REDIRECT_URL)

    def form_valid(self, form: SignInForm) -> HttpResponse:
        response = cast("HttpResponse", super().form_valid(form))
        remember_browser(self.request, response, form.cleaned_data["login"])
        return response

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        if form.has_error("__all__", code="too_many_login_attempts"):
            return cast("HttpResponse", respond_429(self.request))
        return cast("HttpResponse", self.render_to_response(self.get_context_data(form=form), status=422))


def _can_be_looked_at(url: str) -> bool:
    try:
        view = resolve(url.partition("?")[0].partition("#")[0]).func
    except Resolver404:
        return False
    return hasattr(getattr(view, "view_class", None), "get")


def _personas(viewer: Viewer) -> list[DemoPersona]:
    return demo_accounts(viewer) if settings.HAS_DEMO_SIGN_IN else []


@method_decorator(login_not_required, name="dispatch")
class DemoSignIn(View):
    """Sign-in without a password, as a persona of the demo municipality; there is no such page anywhere else."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.HAS_DEMO_SIGN_IN:
            raise Missing
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = [each for each in _personas(viewer_of(request)) if str(each.account_id) == request.POST.get("account")]
        if not chosen:
            raise Missing
        account = cast("ModelBackend", get_backends()[0]).get_user(chosen[0].account_id)
        get_adapter().login(request, account)
        return redirect("front-page")


@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):  # type: ignore[misc]
    """Looking asks; only sending the form signs out. Who is signed out already is led to the front page."""

    template_name = "access/sign_out.html"
