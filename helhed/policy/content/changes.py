"""The changes a reviewer makes to a policy's content, each a value of its own, and how one is carried out."""

from helhed.policy.content.area_changes import (
    AddArea,
    AddIntroduction,
    ChangeArea,
    DropArea,
    JoinAreas,
    MoveArea,
    NumberAreas,
    SplitArea,
)
from helhed.policy.content.doubts import ConfirmParts, SettleWarning
from helhed.policy.content.fact_changes import AddStatements, AddValue, SetFacts, SetStatements, SetValues
from helhed.policy.content.goal_changes import (
    AddGoal,
    AddGoals,
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
from helhed.policy.content.sections import (
    AddSection,
    ChangeSection,
    DropSection,
    FromText,
    JoinSections,
    without_left,
)
from helhed.policy.content.tree import Content

__all__ = [
    "AddArea",
    "AddGoal",
    "AddGoals",
    "AddIntroduction",
    "AddQuote",
    "AddSection",
    "AddStatements",
    "AddValue",
    "Change",
    "ChangeArea",
    "ChangeQuote",
    "ChangeSection",
    "ConfirmParts",
    "ContinueGoal",
    "ContinueGoals",
    "DropArea",
    "DropGoal",
    "DropQuote",
    "DropSection",
    "JoinAreas",
    "JoinGoals",
    "JoinSections",
    "MoveArea",
    "MoveGoal",
    "NumberAreas",
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
    | NumberAreas
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
    | AddGoals
    | AddIntroduction
    | AddStatements
    | AddValue
    | AddSection
    | ChangeSection
    | JoinSections
    | DropSection
    | ConfirmParts
    | SettleWarning
)


def apply(content: Content, change: Change) -> Content:
    """The content after the change; what the change does not name stays as it is, and so does the content given.

    Raises `Missing` where the change names a part that is not there, and `Invalid` where it makes no sense.
    """
    after = change.on(content)
    return without_left(after, change.leaves) if isinstance(change, FromText) else after
