from collections.abc import Iterator
from contextvars import copy_context
from datetime import UTC, date, datetime, timedelta

import pytest

from helhed.base import clock

MOMENT = datetime(2022, 6, 1, 12, tzinfo=UTC)
ALMOST = timedelta(minutes=1)


@pytest.fixture
def restored() -> Iterator[None]:
    yield
    clock.shift_by(timedelta(0))


def is_near(moment: datetime) -> bool:
    return timedelta(0) <= clock.now() - moment < ALMOST


def is_real() -> bool:
    return abs(clock.now() - datetime.now(UTC)) < ALMOST


def test_the_clock_shows_the_real_time_in_utc():
    assert is_real()
    assert clock.now().utcoffset() == timedelta(0)


def test_set_back_it_runs_from_the_moment():
    with clock.set_back_to(MOMENT):
        first, second = clock.now(), clock.now()
        assert is_near(MOMENT)
        assert second >= first
    assert is_real()


def test_set_back_within_set_back():
    with clock.set_back_to(MOMENT):
        with clock.set_back_to(MOMENT - timedelta(days=400)):
            assert is_near(MOMENT - timedelta(days=400))
        assert is_near(MOMENT)
    assert is_real()


def test_it_is_restored_after_an_error():
    with clock.set_back_to(MOMENT):
        with pytest.raises(ConnectionError), clock.set_back_to(MOMENT - timedelta(days=400)):
            raise ConnectionError
        assert is_near(MOMENT)
    assert is_real()


def test_it_is_set_back_for_the_one_who_did_it_alone():
    elsewhere = copy_context()
    with clock.set_back_to(MOMENT):
        assert abs(elsewhere.run(clock.now) - datetime.now(UTC)) < ALMOST


def test_a_shift_holds_for_all_and_a_moment_is_still_that_moment(restored):
    shift = timedelta(days=-1000)
    clock.shift_by(shift)
    assert is_near(datetime.now(UTC) + shift - ALMOST / 2)
    with clock.set_back_to(MOMENT):
        assert is_near(MOMENT)
    assert is_near(datetime.now(UTC) + shift - ALMOST / 2)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2022, 12, 31, 22, 30, tzinfo=UTC), date(2022, 12, 31)),
        (datetime(2022, 12, 31, 23, 30, tzinfo=UTC), date(2023, 1, 1)),
        (datetime(2022, 6, 30, 21, 30, tzinfo=UTC), date(2022, 6, 30)),
        (datetime(2022, 6, 30, 22, 30, tzinfo=UTC), date(2022, 7, 1)),
        (datetime(2022, 12, 31, 23, 30, tzinfo=clock.COPENHAGEN), date(2022, 12, 31)),
    ],
)
def test_today_is_the_day_in_denmark(moment, day):
    with clock.set_back_to(moment):
        assert clock.today() == day


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(TypeError), clock.set_back_to(datetime(2022, 6, 1)):  # noqa: DTZ001
        pass
    assert is_real()
