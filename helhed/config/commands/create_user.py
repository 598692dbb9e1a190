import argparse
import getpass
import sys

from helhed.config.language import _
from helhed.config.terminal import complain, load_product, require_database, say

ROLES = (
    *("administrator", "dpo", "consultant", "leader", "support_worker"),
    *("politician", "council_member", "citizen"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", metavar=_("USERNAME"), help=_("what the person types to sign in"))
    parser.add_argument("--name", metavar=_("NAME"), required=True, help=_("the person's name"))
    parser.add_argument("--role", choices=ROLES, required=True, help=_("the role, in the whole municipality"))
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help=_("ask for the password, or read it from standard input; else a link to choose one is written"),
    )


def run(args: argparse.Namespace) -> int:
    require_database()
    load_product()
    password = _read_password() if args.password_stdin else ""
    from django.db import DatabaseError

    from helhed.base.errors import Invalid

    try:
        say(_created(args, password))
    except Invalid as problem:
        complain(problem.message)
        return 1
    except DatabaseError as problem:
        complain(_("The database cannot be used (HELHED_DATABASE): %s") % str(problem).strip())
        return 1
    return 0


def _read_password() -> str:
    """Never from the command line, which others on the machine can see."""
    if sys.stdin.isatty():
        return getpass.getpass(_("Password: "))
    return sys.stdin.readline().rstrip("\r\n")


def _created(args: argparse.Namespace, password: str) -> str:
    """Open the account with its role, all of it or nothing. Returns what to say."""
    from django.db import transaction
    from django.urls import reverse

    from helhed.access.actions import create_account, give_password, make_reset_link
    from helhed.base.roles import Role
    from helhed.base.viewer import system_viewer
    from helhed.config.startup import set_clock
    from helhed.organisation.actions import assign_role

    set_clock()
    by = system_viewer("helhed create-user")
    with transaction.atomic():
        account_id = create_account(by=by, username=args.username, name=args.name)
        assign_role(by=by, account_id=account_id, role=Role(args.role), unit_id=None)
        if args.password_stdin:
            give_password(by=by, account_id=account_id, password=password)
            return _("The account is open.")
        link = reverse("choose-password", args=[account_id, make_reset_link(by=by, account_id=account_id)])
    return _("The account is open. Within 24 hours, choose a password at the site's address followed by:\n%s") % link
