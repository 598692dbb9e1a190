from dataclasses import dataclass, field
from uuid import UUID

from helhed.base.ids import uuid7
from helhed.base.roles import Role


@dataclass(frozen=True)
class RoleHeld:
    """A role that holds today, the unit it holds in (none: the whole municipality), and that unit with all below it."""

    role: Role
    unit_id: UUID | None = None
    unit_ids: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Viewer:
    """Who is asking, for the length of one request, one job or one command.

    `account_id` and `staff_id` are empty for a visitor. `form_id` is the
    one-time id of the form that was sent, if one was.
    """

    account_id: UUID | None = None
    staff_id: UUID | None = None
    name: str = ""
    roles: tuple[RoleHeld, ...] = ()
    request_id: UUID = field(default_factory=uuid7)
    form_id: UUID | None = None

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None

    def has(self, *roles: Role) -> bool:
        return any(held.role in roles for held in self.roles)


def system_viewer(name: str) -> Viewer:
    """The named viewer that a job or a command acts as."""
    return Viewer(name=name, roles=(RoleHeld(Role.SYSTEM),))
