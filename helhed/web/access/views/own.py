from typing import Any, cast
from uuid import UUID

from allauth.account.views import PasswordChangeView
from allauth.core.ratelimit import consume, respond_429
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from helhed.access.actions import choose_password
from helhed.access.queries import get_own_account, reset_link_is_good
from helhed.base.errors import Missing
from helhed.organisation.queries import list_assignments
from helhed.web.access.adapter import remember_browser
from helhed.web.access.forms import ChangePasswordForm, ChoosePasswordForm, EmailForm
from helhed.web.access.views.accounts import email_answer, email_page
from helhed.web.request import PublicPage, is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb, Fact


class OwnAccount(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        account = get_own_account(viewer)
        context = {
            "crumbs": [Crumb(_("My account"))],
            "facts": [
                Fact(_("Name"), account.name),
                Fact(_("User name"), account.username),
                Fact(_("E-mail"), account.email or _("None")),
            ],
            "roles": list_assignments(viewer, account_id=account.id),
            "has_password": account.has_password,
        }
        return render(request, "access/own_account.html", context)


class ChangeOwnEmail(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        account = get_own_account(viewer_of(request))
        return email_page(request, account, EmailForm(initial={"email": account.email, "seen_email": account.email}))

    def post(self, request: HttpRequest) -> HttpResponse:
        return email_answer(request, get_own_account(viewer_of(request)), reverse("own-account"))


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """A demo persona has no password, and so nothing to change."""

    http_method_names = ("get", "post", "head", "options")
    form_class = ChangePasswordForm
    template_name = "access/change_password.html"
    success_url = reverse_lazy("own-account")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise Missing
        return cast("HttpResponseBase", super().dispatch(request, *args, **kwargs))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not consume(request, action="own_password", user=request.user):
            return cast("HttpResponse", respond_429(request))
        return cast("HttpResponse", super().post(request, *args, **kwargs))

    def form_invalid(self, form: ChangePasswordForm) -> HttpResponse:
        return cast("HttpResponse", self.render_to_response(self.get_context_data(form=form), status=422))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumbs = [Crumb(_("My account"), reverse("own-account")), Crumb(_("Change password"))]
        return {**super().get_context_data(**kwargs), "crumbs": crumbs}


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class ChoosePassword(PublicPage):
    """What a reset link leads to; a link that is used, too old or made up leads to nothing, like any wrong address."""

    def get(self, request: HttpRequest, account_id: UUID, token: str) -> HttpResponse:
        return self.page(request, account_id, token, ChoosePasswordForm())

    def post(self, request: HttpRequest, account_id: UUID, token: str) -> HttpResponse:
        form = ChoosePasswordForm(request.POST)
        usernames: list[str] = []

        def act() -> None:
            password = form.cleaned_data["password"]
            by = viewer_of(request)
            usernames.append(choose_password(by=by, account_id=account_id, token=token, password=password))

        if not form.is_valid() or not is_carried_out(form, act):
            return self.page(request, account_id, token, form, status=422)
        messages.success(request, _("Your new password is saved. You can sign in with it now."))
        response = redirect("sign-in")
        for username in usernames:
            remember_browser(request, response, username)
        return response

    def page(
        self, request: HttpRequest, account_id: UUID, token: str, form: ChoosePasswordForm, status: int = 200
    ) -> HttpResponse:
        if not reset_link_is_good(viewer_of(request), account_id, token):
            raise Missing
        response = render(request, "access/choose_password.html", {"form": form}, status=status)
        # The address is the secret: no other page is told where the reader came from.
        response.headers["Referrer-Policy"] = "strict-origin"
        return response
