"""The history of rows, act by act, as the folders above ask for it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import models
from django.utils import translation

from helhed.audit.acting import acting
from helhed.audit.models import FieldChange
from helhed.audit.queries import _value, get_history
from helhed.base.viewer import Viewer
from helhed.organisation.models import Staff, Unit
from helhed.organisation.words import Sector
from tests.world import SYSTEM, at

METTE = Viewer(account_id=uuid4(), name="Mette Holm")


@pytest.fixture
def ida(db: None) -> UUID:
    unit = Unit.objects.create(name="Solgården", sector=Sector.SOCIAL)
    with acting(by=SYSTEM):
        return Staff.objects.create(name="Ida", title="Leder", unit=unit).id


def change(staff_id: UUID, by: Viewer = METTE, **changed: object) -> None:
    with acting(by=by):
        Staff.objects.filter(id=staff_id).update(**changed)


def names(ids: set[UUID]) -> Mapping[UUID, str]:
    return {each: f"nr. {each.hex[-4:]}" for each in ids}


def history_of(*ids: UUID, most: int = 50) -> list[list[tuple[object, object]]]:
    acts = get_history(SYSTEM, Staff, ids, {"unit_id": names}, most).acts
    return [[(each.before, each.after) for each in act.changes] for act in acts]


def test_newest_first_and_by_the_act_even_where_two_are_interleaved(ida: UUID) -> None:
    change(ida, name="Ida A", title="Chef")
    with at(2024, 2, 1):
        change(ida, name="Ida B")
    first = FieldChange.objects.get(column="title")
    FieldChange.objects.create(
        **{
            **{field: getattr(first, field) for field in ("at", "table", "row_id", "actor_id", "actor", "request_id")},
            "column": "left_on",
            "after": "2024-01-31",
        }
    )
    acts = get_history(SYSTEM, Staff, [ida], {}).acts
    assert [(act.by, len(act.changes)) for act in acts] == [("Mette Holm", 3), ("Mette Holm", 1)]


def test_acts_of_one_request_are_told_apart(ida: UUID) -> None:
    change(ida, name="Ida A")
    change(ida, name="Ida B")
    assert history_of(ida) == [[("Ida A", "Ida B")], [("Ida", "Ida A")]]


def test_what_went_back_and_forth_in_one_act_is_told_as_it_ended(ida: UUID) -> None:
    with acting(by=METTE):
        for name, title in (("Ida A", "Chef"), ("Ida B", "Leder")):
            Staff.objects.update(name=name, title=title)
    assert history_of(ida) == [[("Ida", "Ida B")]]


def test_an_act_that_ended_where_it_began_is_no_history(ida: UUID) -> None:
    with acting(by=METTE):
        for name in ("Ida A", "Ida"):
            Staff.objects.update(name=name)
    assert history_of(ida) == []


def test_other_rows_and_other_tables_are_not_told_of(ida: UUID) -> None:
    change(ida, name="Ida A")
    assert history_of(uuid4()) == history_of() == []
    assert get_history(SYSTEM, Unit, [ida], {}).acts == ()


def test_long_history_is_cut_between_two_acts(ida: UUID) -> None:
    for number in range(4):
        change(ida, name=f"Ida {number}", title=f"Leder {number}")
    for most, acts, is_cut in ((8, 4, False), (7, 3, True), (6, 3, True), (1, 1, True)):
        history = get_history(SYSTEM, Staff, [ida], {}, most)
        assert (len(history.acts), history.is_cut) == (acts, is_cut), most


def test_what_an_id_points_at_is_named_or_said_to_have_no_name(ida: UUID) -> None:
    before = Staff.objects.get().unit_id
    other = Unit.objects.create(name="Broen", sector=Sector.SOCIAL).id
    change(ida, unit_id=other)
    assert history_of(ida) == [[(f"nr. {before.hex[-4:]}", f"nr. {other.hex[-4:]}")]]
    [change_told] = get_history(SYSTEM, Staff, [ida], {}).acts[0].changes
    assert "-" not in str(change_told.before)


def test_a_column_that_is_gone_is_not_told_of(ida: UUID) -> None:
    change(ida, name="Ida A")
    trace = FieldChange.objects.get()
    trace.pk, trace.column = None, "nickname"
    trace.save(force_insert=True)
    assert history_of(ida) == [[("Ida", "Ida A")]]


@pytest.mark.parametrize(
    ("field", "sqlite", "postgresql", "value"),
    [
        (models.DateField(), "2024-02-01", "2024-02-01", date(2024, 2, 1)),
        (
            models.DateTimeField(),
            "2024-02-01 08:30:00.000001",
            "2024-02-01T08:30:00.000001+00:00",
            datetime(2024, 2, 1, 8, 30, 0, 1, tzinfo=UTC),
        ),
        (models.BooleanField(), "1", "true", "yes"),
        (models.BooleanField(), "0", "false", "no"),
        (models.IntegerField(), "7", "7", "7"),
        (models.TextField(), "true", "true", "true"),
        (models.CharField(choices=Sector), "social", "social", "Social services"),
        (models.CharField(choices=Sector), "abolished", "abolished", "abolished"),
        (models.TextField(), "", None, None),
    ],
)
def test_the_two_databases_are_read_alike(
    field: models.Field, sqlite: str, postgresql: str | None, value: object
) -> None:
    with translation.override("en"):
        assert [_value(text, field, {}) for text in (sqlite, postgresql)] == [value, value]
