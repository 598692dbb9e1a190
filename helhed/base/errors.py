from dataclasses import dataclass
from uuid import UUID


class NotAllowed(Exception):
    """The viewer may not do or see this; people get the same answer as for a thing that is missing."""


class Missing(Exception):
    """There is no such thing that this viewer may know of."""


class Invalid(Exception):
    """What was typed cannot be used; `field` says where, the message says why and what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in one of many rows: its number, the field in it, and why and what to do."""

    row: int
    field: str
    message: str


class InvalidRows(Invalid):
    """Some of many rows cannot be used, so none was; `problems` are all of them, at least one."""

    def __init__(self, problems: tuple[RowProblem, ...]) -> None:
        super().__init__(problems[0].field, problems[0].message)
        self.problems = problems


class Changed(Exception):
    """Somebody else changed the thing since the version this viewer saw."""


class AlreadyDone(Exception):
    """This very form was sent before and carried out then; `object_id` is what it made or changed."""

    def __init__(self, object_id: UUID | None) -> None:
        super().__init__("already done")
        self.object_id = object_id
