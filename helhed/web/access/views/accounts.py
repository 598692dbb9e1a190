from collections import defaultdict
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.access.actions import change_email, create_account, disable_account, enable_account, make_reset_link
from helhed.access.queries import (
    ShownAccount,
    assignable_roles,
    get_managed_account,
    list_accounts,
    list_roles,
    may_open_accounts,
)
from helhed.base.errors import AlreadyDone, Invalid
from helhed.base.roles import Role
from helhed.base.viewer import Viewer
from helhed.organisation.actions import assign_role, end_role
from helhed.organisation.queries import list_assignments, list_units
from helhed.web.access.forms import AccountFilterForm, AccountForm, AssignRoleForm, EmailForm
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Cell, Crumb, Fact, Text

ON_A_PAGE = 50


class AccountList(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        form = AccountFilterForm(request.GET or None)
        chosen = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
        accounts = list_accounts(viewer, **chosen)
        page = Paginator(accounts, ON_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "crumbs": [Crumb(_("Accounts"))],
            "form": form,
            "columns": [_("Name"), _("User name"), _("Roles"), _("State")],
            "rows": _rows(viewer, list(page)),
            "page": page,
            "is_filtered": bool(chosen.keys() - {"order"}),
        }
        return render(request, "access/account_list.html", context)


def _rows(viewer: Viewer, accounts: list[ShownAccount]) -> list[list[Cell | Text]]:
    roles = defaultdict(set)
    for assignment in list_assignments(viewer):
        roles[assignment.account_id].add(assignment.role)
    return [
        [
            Cell(account.name, reverse("account", args=[account.id])),
            account.username,
            ", ".join(sorted(roles[account.id])),
            _state(account),
        ]
        for account in accounts
    ]


def _state(account: ShownAccount) -> str:
    if not account.is_open:
        return _("Closed")
    return _("Open") if account.has_password else _("Open, no password chosen yet")


class CreateAccount(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, AccountForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AccountForm(request.POST)
        if form.is_valid():
            try:
                return redirect("account", create_account(by=viewer_of(request), **form.cleaned_data))
            except AlreadyDone as earlier:
                return redirect("account", earlier.object_id)
            except Invalid as problem:
                form.add_error(problem.field, problem.message)
        return self.page(request, form, status=422)

    def page(self, request: HttpRequest, form: AccountForm, status: int = 200) -> HttpResponse:
        may_open_accounts(viewer_of(request))
        crumbs = [Crumb(_("Accounts"), reverse("account-list")), Crumb(_("New account"))]
        return render(request, "access/create_account.html", {"form": form, "crumbs": crumbs}, status=status)


class AccountPage(View):
    def get(self, request: HttpRequest, account_id: UUID) -> HttpResponse:
        return account_page(request, account_id, _role_form(viewer_of(request)))


def account_page(
    request: HttpRequest, account_id: UUID, form: AssignRoleForm, link: str = "", status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    account = get_managed_account(viewer, account_id)
    context = {
        "crumbs": [Crumb(_("Accounts"), reverse("account-list")), Crumb(account.name)],
        "account": account,
        "facts": [
            Fact(_("User name"), account.username),
            Fact(_("E-mail"), account.email or _("None")),
            Fact(_("State"), _state(account)),
        ],
        "assignments": list_assignments(viewer, account_id=account_id),
        "form": form,
        "link": link,
    }
    return render(request, "access/account.html", context, status=status)


def _role_form(viewer: Viewer, typed: object = None) -> AssignRoleForm:
    units = [(str(unit.id), "\u2003" * unit.depth + unit.name) for unit in list_units(viewer)]
    return AssignRoleForm(typed, roles=assignable_roles(viewer), units=units)


class DisableAccount(View):
    def post(self, request: HttpRequest, account_id: UUID) -> HttpResponse:
        try:
            disable_account(by=viewer_of(request), account_id=account_id)
        except AlreadyDone:
            return redirect("account", account_id)
        messages.success(request, _("The account is closed, and signed out everywhere."))
        return redirect("account", account_id)


class EnableAccount(View):
    def post(self, request: HttpRequest, account_id: UUID) -> HttpResponse:
        try:
            enable_account(by=viewer_of(request), account_id=account_id)
        except AlreadyDone:
            return redirect("account", account_id)
        messages.success(request, _("The account is open again."))
        return redirect("account", account_id)


class ChangeEmail(View):
    """Where messages to somebody are sent."""

    def get(self, request: HttpRequest, account_id: UUID) -> HttpResponse:
        account = get_managed_account(viewer_of(request), account_id)
        return email_page(request, account, EmailForm(initial={"email": account.email, "seen_email": account.email}))

    def post(self, request: HttpRequest, account_id: UUID) -> HttpResponse:
        account = get_managed_account(viewer_of(request), account_id)
        return email_answer(request, account, reverse("account", args=[account_id]))


def email_answer(request: HttpRequest, account: ShownAccount, back: str) -> HttpResponse:
    """Save the address; where it is refused, what was typed stands beside the address there is now."""
    form = EmailForm(request.POST)

    def act() -> None:
        change_email(by=viewer_of(request), account_id=account.id, **form.cleaned_data)

    if form.is_valid() and is_carried_out(form, act):
        messages.success(request, _("The e-mail address is saved."))
        return redirect(back)
    if form.non_field_errors():
        form.data = {**request.POST.dict(), "seen_email": account.email}
    return email_page(request, account, form, status=422)


def email_page(request: HttpRequest, account: ShownAccount, form: EmailForm, status: int = 200) -> HttpResponse:
    if account.is_own:
        crumbs = [Crumb(_("My account"), reverse("own-account"))]
    else:
        crumbs = [
            Crumb(_("Accounts"), reverse("account-list")),
            Crumb(account.name, reverse("account", args=[account.id])),
        ]
    # A browser fills in the reader's own address, which is nobody else's.
    form.fields["email"].widget.attrs["autocomplete"] = "email" if account.is_own else "off"
    context = {
        "crumbs": [*crumbs, Crumb(_("E-mail address"))],
        "facts": [Fact(_("Name"), account.name), Fact(_("Address now"), account.email or _("None"))],
        "form": form,
    }
    return render(request, "access/change_email.html", context, status=status)


class MakeResetLink(View):
    """The link stands in this one answer and nowhere else: it is neither stored nor logged."""

    def post(self, request: HttpRequest, account_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        try:
            token = make_reset_link(by=viewer, account_id=account_id)
        except AlreadyDone:
            messages.info(request, _("The link has been shown already. Make a new one if it is lost."))
            return redirect("account", account_id)
        link = request.build_absolute_uri(reverse("choose-password", args=[account_id, token]))
        return account_page(request, account_id, _role_form(viewer), link)


class AssignRole(View):
    def post(self, request: HttpRequest, account_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        form = _role_form(viewer, request.POST)

        def act() -> None:
            chosen = form.cleaned_data
            assign_role(by=viewer, account_id=account_id, role=Role(chosen["role"]), unit_id=chosen["unit"])

        if form.is_valid() and is_carried_out(form, act):
            return redirect("account", account_id)
        return account_page(request, account_id, form, status=422)


class EndRole(View):
    def post(self, request: HttpRequest, account_id: UUID, assignment_id: UUID) -> HttpResponse:
        try:
            end_role(by=viewer_of(request), account_id=account_id, assignment_id=assignment_id)
        except AlreadyDone:
            return redirect("account", account_id)
        return redirect("account", account_id)


class RoleList(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"crumbs": [Crumb(_("Roles"))], "roles": list_roles(viewer_of(request))}
        return render(request, "access/role_list.html", context)
