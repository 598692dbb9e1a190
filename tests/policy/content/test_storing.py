"""What is stored comes back as it was."""

import json

from hypothesis import given, settings

from helhed.policy.content.storing import restored, stored
from helhed.policy.content.tree import Content
from tests.policy.content.contents import CONTENTS, POLICY, seed


@settings(deadline=None)
@given(CONTENTS)
def test_every_content_comes_back(content):
    assert restored(json.loads(json.dumps(stored(content)))) == content


def test_what_stands_at_its_default_takes_no_room():
    assert stored(Content("Politik")) == {"title": "Politik"}
    assert "subtitle" in stored(POLICY)


def test_a_step_of_the_seed_is_small():
    assert len(json.dumps(stored(seed()), ensure_ascii=False)) < 60_000
