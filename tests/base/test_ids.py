import time
from uuid import RFC_4122

from helhed.base.ids import uuid7


def test_the_version_and_the_variant_are_those_of_the_standard():
    for _time in range(200):
        made = uuid7()
        assert (made.version, made.variant) == (7, RFC_4122)


def test_the_first_48_bits_are_the_milliseconds():
    before = time.time_ns() // 1_000_000
    made = uuid7()
    after = time.time_ns() // 1_000_000
    assert before <= made.int >> 80 <= after


def test_a_later_id_sorts_later(monkeypatch):
    moment = time.time_ns()
    made = []
    for milliseconds in range(50):
        monkeypatch.setattr("helhed.base.ids.time.time_ns", lambda now=moment + milliseconds * 1_000_000: now)
        made.append(uuid7())
    assert made == sorted(made)
    assert [str(each) for each in made] == sorted(str(each) for each in made)


def test_ids_of_one_millisecond_differ(monkeypatch):
    monkeypatch.setattr("helhed.base.ids.time.time_ns", lambda: 1_700_000_000_000_000_000)
    made = {uuid7() for _time in range(2000)}
    assert len(made) == 2000
    assert len({each.int >> 80 for each in made}) == 1


def test_the_real_time_is_used_even_where_the_clock_is_set_back():
    from tests.world import at

    with at(2001, 1, 1):
        in_the_past = uuid7()
    assert abs((in_the_past.int >> 80) - time.time_ns() // 1_000_000) < 60_000
