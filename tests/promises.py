"""What every action promises, whichever folder it belongs to."""

from collections.abc import Callable
from typing import Any

import pytest

from helhed.audit.models import Event
from helhed.base.errors import AlreadyDone
from helhed.base.viewer import Viewer
from tests.world import everything, with_form

Act = Callable[[Viewer, Any], Any]


def check_nothing_stands_without_its_event(act: Act, world: Any, actions: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the event cannot be written, the change is not made. `actions` is the module the action lies in."""

    def fail(**_event: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(f"{actions}.record", fail)
    before = everything()
    with pytest.raises(ConnectionError):
        act(world.consultant, world)
    assert everything() == before


def check_a_form_is_carried_out_once(act: Act, world: Any) -> None:
    """A second sending changes nothing, and is told what the first one made."""
    by = with_form(world.consultant)
    act(by, world)
    after_one = everything()
    with pytest.raises(AlreadyDone) as refused:
        act(by, world)
    assert refused.value.object_id == Event.objects.get(form_id=by.form_id).object_id
    assert everything() == after_one
