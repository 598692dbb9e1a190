import pytest

from helhed.access.rules import may
from helhed.access.words import Permission
from helhed.audit.rules import readable_events
from helhed.base.errors import NotAllowed
from helhed.base.roles import Role
from helhed.base.viewer import RoleHeld, Viewer


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (Role.CITIZEN, False),
        (Role.SUPPORT_WORKER, False),
        (Role.LEADER, False),
        (Role.CONSULTANT, False),
        (Role.POLITICIAN, False),
        (Role.COUNCIL_MEMBER, False),
        (Role.DPO, True),
        (Role.ADMINISTRATOR, False),
        (Role.SYSTEM, False),
    ],
)
@pytest.mark.django_db
def test_only_the_data_protection_officer_reads_the_log(role: Role, reads: bool) -> None:
    viewer = Viewer(roles=(RoleHeld(role),))
    assert may(viewer, Permission.READ_LOG) == reads
    if reads:
        readable_events(viewer)
    else:
        with pytest.raises(NotAllowed):
            readable_events(viewer)


def test_a_visitor_does_not_read_the_log() -> None:
    with pytest.raises(NotAllowed):
        readable_events(Viewer())
