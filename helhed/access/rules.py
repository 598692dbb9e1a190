"""The roles and what each may do: the one place. `/databeskyttelse/roller` shows it to people."""

from dataclasses import dataclass

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhed.access.models import Account
from helhed.access.words import Permission
from helhed.base.errors import NotAllowed
from helhed.base.roles import Role
from helhed.base.viewer import RoleHeld, Viewer


@dataclass(frozen=True)
class RoleDescription:
    """`summary` says in plain words who holds the role; `may` is all that it adds to what everybody may."""

    summary: str | Promise
    may: frozenset[Permission] = frozenset()


ROLES: dict[Role, RoleDescription] = {
    Role.CITIZEN: RoleDescription(
        _("A person who gets help from the municipality. Sees the public pages and own account.")
    ),
    Role.SUPPORT_WORKER: RoleDescription(
        _("Employee who supports citizens. Keeps the progress of the initiatives that are hers or his."),
        frozenset({Permission.WRITE_OWN_PROGRESS}),
    ),
    Role.LEADER: RoleDescription(
        _(
            "Leader of a unit. Keeps the progress of the unit's initiatives, says who is accountable for them, and "
            "reads the status as a draft."
        ),
        frozenset(
            {
                Permission.WRITE_OWN_PROGRESS,
                Permission.WRITE_UNIT_PROGRESS,
                Permission.ASSIGN_UNIT_ACCOUNTABLE,
                Permission.READ_DRAFT_STATUS,
            }
        ),
    ),
    Role.CONSULTANT: RoleDescription(
        _("Employee in the administration who keeps the policy, the action plans, the hearings and the yearly status."),
        frozenset(
            {
                Permission.WRITE_STEERING,
                Permission.WRITE_EASY_WORDING,
                Permission.WRITE_ALL_PROGRESS,
                Permission.READ_DRAFT_STATUS,
                Permission.WRITE_STATUS,
                Permission.KEEP_HEARINGS,
            }
        ),
    ),
    Role.POLITICIAN: RoleDescription(
        _("Member of the municipal council or a committee. Reads what is public and, in time, what is to be decided.")
    ),
    Role.COUNCIL_MEMBER: RoleDescription(
        _("Member of a council such as the disability council. Answers the hearings that the council is invited to."),
        frozenset({Permission.ANSWER_HEARINGS}),
    ),
    Role.DPO: RoleDescription(
        _("Watches over personal data. Sees the roles, the record of data and the log, and changes nothing."),
        frozenset({Permission.READ_ROLES, Permission.READ_RECORD, Permission.READ_LOG}),
    ),
    Role.ADMINISTRATOR: RoleDescription(
        _("Runs the system. Opens and closes accounts, assigns roles and sees whether messages get through."),
        frozenset({Permission.MANAGE_ACCOUNTS, Permission.KEEP_MESSAGES, Permission.READ_ROLES}),
    ),
    Role.SYSTEM: RoleDescription(
        _("A job or a command, under its own name. Only the one who runs the machine can start it."),
        frozenset(Permission) - {Permission.READ_LOG},
    ),
}
ASSIGNABLE = tuple(role for role in Role if role is not Role.SYSTEM)


def gives(held: RoleHeld, permission: Permission) -> bool:
    """A role gives a permission if, and only if, `ROLES` says so."""
    return permission in ROLES[held.role].may


def may(viewer: Viewer, permission: Permission) -> bool:
    """A viewer may if, and only if, one of the roles the viewer holds today gives the permission."""
    return any(permission in ROLES[held.role].may for held in viewer.roles)


def require(viewer: Viewer, permission: Permission) -> None:
    """Raises `NotAllowed` if, and only if, `may` says no."""
    if not may(viewer, permission):
        raise NotAllowed(permission)


class _ResetLinks(PasswordResetTokenGenerator):
    """A reset link is good if, and only if, it is the newest, less than a day old and not used.

    Making one, using one, and closing or opening the account each begin a new round. A new e-mail address ends it too.
    """

    def _make_hash_value(self, user: Account, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.session_round}"


reset_links = _ResetLinks()


def readable_accounts(viewer: Viewer) -> QuerySet[Account]:
    """An account may be read if, and only if, it is the viewer's own or the viewer manages accounts."""
    if may(viewer, Permission.MANAGE_ACCOUNTS):
        return Account.objects.all()
    return Account.objects.filter(id=viewer.account_id) if viewer.account_id else Account.objects.none()


def manageable_accounts(viewer: Viewer) -> QuerySet[Account]:
    """An account may be managed if, and only if, the viewer manages accounts and it is somebody else's.

    Nobody closes the door on themselves, and nobody gives themselves a role.
    """
    require(viewer, Permission.MANAGE_ACCOUNTS)
    return Account.objects.exclude(id=viewer.account_id) if viewer.account_id else Account.objects.all()


def addressable_accounts(viewer: Viewer) -> QuerySet[Account]:
    """The e-mail address of an account may be changed if, and only if, the account is the viewer's own or managed."""
    own = Account.objects.filter(id=viewer.account_id) if viewer.account_id else Account.objects.none()
    return own | manageable_accounts(viewer) if may(viewer, Permission.MANAGE_ACCOUNTS) else own
