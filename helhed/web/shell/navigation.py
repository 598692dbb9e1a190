from dataclasses import dataclass
from urllib.parse import unquote

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from helhed.web.shell.parts import Text


@dataclass(frozen=True)
class NavItem:
    """A place in the menu; with permissions it is shown to those who have one of them, else to everybody."""

    name: str
    label: Text
    permissions: tuple[str, ...] = ()


@dataclass(frozen=True)
class NavLink:
    href: str
    label: Text
    is_current: bool


PUBLIC = (
    NavItem("policy-list", _("Policy")),
    NavItem("steering", _("Steering triangle")),
    NavItem("action-plan-list", _("Action plans")),
    NavItem("status-list", _("Yearly status")),
    NavItem("hearing-list", _("Hearings")),
    NavItem("council-list", _("Councils")),
    NavItem("goal-search", _("Search")),
)
OWN = (
    NavItem(
        "own-initiatives", _("My initiatives"), ("write_own_progress", "write_unit_progress", "write_all_progress")
    ),
    NavItem("policy-read-in", _("Read in a policy"), ("write_steering",)),
    NavItem("steering-edit", _("Write steering documents"), ("write_steering",)),
    NavItem("account-list", _("Accounts"), ("manage_accounts",)),
    NavItem("message-list", _("Messages"), ("keep_messages",)),
    NavItem("role-list", _("Roles"), ("read_roles",)),
    NavItem("record", _("Record of data"), ("read_record",)),
    NavItem("log", _("Log"), ("read_log",)),
)


def links(items: tuple[NavItem, ...], permissions: set[str], path: str) -> list[NavLink]:
    """The places of one list that are shown; the one the page lies under is marked, wherever in the menu it is."""
    here = _place((*items, *PUBLIC, *OWN), permissions, path)
    return [NavLink(reverse(item.name), item.label, item.name == here) for item in _shown(items, permissions)]


def _place(items: tuple[NavItem, ...], permissions: set[str], path: str) -> str:
    """The longest address that the page lies under: /styringstrekanten/skriv is not /styringstrekanten."""
    under = [item.name for item in _shown(items, permissions) if path.startswith(unquote(reverse(item.name)))]
    return max(under, key=lambda name: len(reverse(name)), default="")


def _shown(items: tuple[NavItem, ...], permissions: set[str]) -> list[NavItem]:
    return [item for item in items if not item.permissions or permissions & {*item.permissions}]
