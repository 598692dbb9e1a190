"""Two employees of a unit, whose history is looked at."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import connection

from helhed.audit.acting import acting
from helhed.audit.models import FieldChange
from helhed.base.viewer import Viewer
from helhed.organisation.models import Staff, Unit
from helhed.organisation.words import Sector
from tests.world import SYSTEM

METTE = Viewer(account_id=uuid4(), name="Mette Holm")
STAFF = "organisation_staff"


@dataclass
class People:
    unit: Unit
    ida: Staff
    eva: Staff


def hire() -> People:
    unit = Unit.objects.create(name="Solgården", sector=Sector.SOCIAL)
    with acting(by=SYSTEM):
        ida, eva = (Staff.objects.create(name=name, title="Leder", unit=unit) for name in ("Ida", "Eva"))
    return People(unit, ida, eva)


def execute(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def kept(*columns: str) -> list[tuple[Any, ...]]:
    return list(FieldChange.objects.values_list(*(columns or ("row_id", "column", "before", "after"))))


def update(people: People) -> None:
    Staff.objects.filter(name="Ida").update(name="Ida Krogh")
