import pytest

from helhed.base.errors import NotAllowed
from helhed.base.roles import Role
from helhed.base.viewer import RoleHeld, Viewer
from helhed.communication.rules import dead_letters, may_have_trial, readable_messages
from helhed.communication.words import EndReason, MessageState
from tests.communication.queued import add_reader, dead, queue
from tests.people import HUMAN_ROLES

pytestmark = pytest.mark.django_db
KEEPERS = {Role.ADMINISTRATOR, Role.SYSTEM}


def holder(*roles: Role) -> Viewer:
    return Viewer(roles=tuple(RoleHeld(role) for role in roles))


@pytest.mark.parametrize("role", Role)
def test_who_may_see_that_there_are_messages(role: Role) -> None:
    message = queue(add_reader())
    if role in KEEPERS:
        assert [each.id for each in readable_messages(holder(role))] == [message.id]
    else:
        with pytest.raises(NotAllowed):
            readable_messages(holder(role))
    assert may_have_trial(holder(role), None) == (role in KEEPERS)


def test_a_visitor_sees_none_and_all_other_roles_together_neither() -> None:
    for viewer in (Viewer(), holder(*(role for role in HUMAN_ROLES if role not in KEEPERS))):
        with pytest.raises(NotAllowed):
            readable_messages(viewer)


def test_the_words_of_a_message_are_not_even_fetched() -> None:
    queue(add_reader())
    found = readable_messages(holder(Role.ADMINISTRATOR)).get()
    assert found.get_deferred_fields() == {"subject", "body", "path"}


@pytest.mark.parametrize("reason", EndReason)
def test_only_what_was_not_delivered_can_be_sent_again(reason: EndReason) -> None:
    ida = add_reader()
    queue(ida)
    ended = dead(ida, reason)
    is_dead = reason in {EndReason.NO_ADDRESS, EndReason.REFUSED, EndReason.TRIED_TOO_OFTEN}
    assert ended.state == (MessageState.DEAD if is_dead else MessageState.STOPPED)
    assert [each.id for each in dead_letters(holder(Role.ADMINISTRATOR))] == ([ended.id] if is_dead else [])
