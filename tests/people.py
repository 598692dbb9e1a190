"""People with an account for the tests of the door: made through the ordinary actions, and signed in by password."""

from uuid import UUID

from django.test import Client

from helhed.access.actions import create_account, give_password
from helhed.audit.models import Event
from helhed.audit.words import Verb
from helhed.base.roles import Role
from helhed.base.viewer import Viewer, system_viewer
from helhed.organisation.actions import assign_role
from helhed.organisation.queries import viewer_of_account

SYSTEM = system_viewer("tests")
PASSWORD = "kastanje-trappe-violin"
OTHER_PASSWORD = "regnbue-hammer-postkort"
HUMAN_ROLES = tuple(role for role in Role if role is not Role.SYSTEM)


def add_account(username: str, *roles: Role, password: str = "", name: str = "") -> UUID:
    account_id = create_account(by=SYSTEM, username=username, name=name or username.title())
    for role in roles:
        assign_role(by=SYSTEM, account_id=account_id, role=role, unit_id=None)
    if password:
        give_password(by=SYSTEM, account_id=account_id, password=password)
    return account_id


def add_viewer(role: Role) -> Viewer:
    return viewer_of_account(add_account(f"the-{role.value}", role))


def sign_in(username: str, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    answer = client.post("/log-ind", {"login": username, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    return client


def signed_in(role: Role, username: str = "") -> Client:
    username = username or f"the-{role.value}"
    add_account(username, role, password=PASSWORD)
    return sign_in(username)


def events(*verbs: Verb) -> list[Event]:
    """The events of these verbs, oldest first."""
    return list(Event.objects.filter(verb__in=verbs).order_by("at", "id"))
