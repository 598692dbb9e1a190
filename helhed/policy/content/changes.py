"""The changes a reviewer makes to a policy's content, each a value of its own, and how one is carried out."""

from helhed.policy.content.area_changes import AddArea, ChangeArea, DropArea, JoinAreas, MoveArea, SplitArea
from helhed.policy.content.doubts import ConfirmParts, SettleWarning
from helhed.policy.content.fact_changes import SetFacts, SetStatements, SetValues
from helhed.policy.content.goal_changes import (
    AddGoal,
    AddQuote,
    ChangeQuote,
    ContinueGoal,
    ContinueGoals,
    DropGoal,
    DropQuote,
    JoinGoals,
    MoveGoal,
    RewordGoal,
    SplitGoal,
)
from helhed.policy.content.tree import Content

__all__ = [
    "AddArea",
    "AddGoal",
    "AddQuote",
    "Change",
    "ChangeArea",
    "ChangeQuote",
    "ConfirmParts",
    "ContinueGoal",
    "ContinueGoals",
    "DropArea",
    "DropGoal",
    "DropQuote",
    "JoinAreas",
    "JoinGoals",
    "MoveArea",
    "MoveGoal",
    "RewordGoal",
    "SetFacts",
    "SetStatements",
    "SetValues",
    "SettleWarning",
    "SplitArea",
    "SplitGoal",
    "apply",
]

Change = (
    SetFacts
    | SetStatements
    | SetValues
    | ChangeArea
    | AddArea
    | MoveArea
    | JoinAreas
    | SplitArea
    | DropArea
    | AddGoal
    | RewordGoal
    | MoveGoal
    | JoinGoals
    | SplitGoal
    | DropGoal
    | ContinueGoal
    | ContinueGoals
    | AddQuote
    | ChangeQuote
    | DropQuote
    | ConfirmParts
    | SettleWarning
)


def apply(content: Content, change: Change) -> Content:
    """The content after the change; what the change does not name stays as it is, and so does the content given.

    Raises `Missing` where the change names a part that is not there, and `Invalid` where it makes no sense.
    """
    return change.on(content)
