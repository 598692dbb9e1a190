from dataclasses import fields
from datetime import timedelta

import pytest
from django.test import override_settings

from helhed.base import clock
from helhed.base.errors import NotAllowed
from helhed.base.roles import Role
from helhed.communication import outbox
from helhed.communication.queries import list_messages, undelivered_since
from helhed.communication.words import WORRYING_WAIT, EndReason, MessageChannel, MessageState
from tests.communication.queued import add_reader, dead, queue, work
from tests.mail_server import mail_server, through
from tests.people import HUMAN_ROLES, SYSTEM, add_viewer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [role for role in HUMAN_ROLES if role is not Role.ADMINISTRATOR])
def test_others_are_told_nothing(role: Role) -> None:
    viewer = add_viewer(role)
    for ask in (list_messages, undelivered_since):
        with pytest.raises(NotAllowed):
            ask(viewer)


def test_what_is_shown_holds_no_words_and_the_recipient_only_where_it_is_needed() -> None:
    ida = add_reader("ida")
    queue(ida)
    with mail_server() as server, override_settings(**through(server)):
        work()
    for reason in (EndReason.REFUSED, EndReason.NOT_ALLOWED):
        dead(ida, reason)
    waiting = queue(ida)
    shown = {each.state: each for each in list_messages(SYSTEM).messages}
    assert set(shown) == set(MessageState)
    assert {state for state, each in shown.items() if each.recipient} == {MessageState.DEAD}
    assert shown[MessageState.DEAD].recipient.account_id == ida
    assert shown[MessageState.DEAD].answer == "550 5.1.1"
    assert shown[MessageState.DEAD].reason == str(EndReason.REFUSED.label)
    assert shown[MessageState.WAITING].at == waiting.not_before
    assert not {field.name for field in fields(shown[MessageState.DEAD])} & {"subject", "body", "path"}


def test_the_list_is_narrowed_ordered_and_paged() -> None:
    ida = add_reader()
    queue(ida)
    ended = dead(ida)
    queue(ida)
    newest = [each.id for each in list_messages(SYSTEM).messages]
    assert newest == sorted(newest, reverse=True)
    assert [each.id for each in list_messages(SYSTEM, order="oldest").messages] == newest[::-1]
    assert [each.id for each in list_messages(SYSTEM, state="dead").messages] == [ended.id]
    assert list_messages(SYSTEM, kind="trial").count == 3
    paged = list_messages(SYSTEM, page=2, count=2)
    assert (len(paged.messages), paged.count, paged.number, paged.last) == (1, 3, 2, 2)
    assert list_messages(SYSTEM, page=99, count=2).number == 2


def test_messages_left_lying_are_told_of() -> None:
    ida = add_reader()
    assert undelivered_since(SYSTEM) is None
    lying = queue(ida, not_before=clock.now() - WORRYING_WAIT / 2)
    queue(ida, not_before=clock.now() + timedelta(days=1))
    assert undelivered_since(SYSTEM) is None
    with clock.set_back_to(clock.now() + WORRYING_WAIT):
        assert undelivered_since(SYSTEM) == lying.not_before
        outbox._claim(MessageChannel.EMAIL)
        assert undelivered_since(SYSTEM) is None
