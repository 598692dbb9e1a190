"""How an item of a policy was recognised."""

from enum import StrEnum


class How(StrEnum):
    WORDED_HEADING = "worded_heading"
    NUMBERED_HEADING = "numbered_heading"
    ANNOUNCED_HEADING = "announced_heading"
    COUNTED_HEADING = "counted_heading"
    HEADING_OVER_GOALS = "heading_over_goals"
    NAMED_IN_LIST = "named_in_list"
    NAMED_IN_SENTENCE = "named_in_sentence"
    NAMED_IN_CONTENTS = "named_in_contents"
    GOALS_WITHOUT_AREA = "goals_without_area"
    ITEM_UNDER_GOAL_WORDS = "item_under_goal_words"
    ITEM_UNDER_RECURRING_WORDS = "item_under_recurring_words"
    ITEM_ANNOUNCED = "item_announced"
    ITEM_IN_AREA = "item_in_area"
    TEXT_UNDER_GOAL_WORDS = "text_under_goal_words"
    STATEMENT_HEADING = "statement_heading"
    SAID_IN_SENTENCE = "said_in_sentence"
    LABELLED_TEXT = "labelled_text"
    CELL_OF_TABLE = "cell_of_table"
    PARALLEL_TEXT = "parallel_text"
    QUOTATION_MARKS = "quotation_marks"
