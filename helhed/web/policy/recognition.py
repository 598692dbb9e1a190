"""How an item of a draft was recognised, in plain words."""

from django.utils.translation import gettext_lazy as _

from helhed.policy.content.places import BY_HAND, CONFIRMED, CORRECTED, DIVIDED, MARKED
from helhed.policy.content.tree import ContentArea, ContentGoal, ContentQuote
from helhed.policy.queries.drafts import ShownDraft
from helhed.policy.reading.how import How
from helhed.web.shell.parts import Text

HOW_WORDS: dict[str, Text] = {
    How.WORDED_HEADING: _("the heading says that it is a focus area"),
    How.NUMBERED_HEADING: _("one of several headings with the same word and a number"),
    How.ANNOUNCED_HEADING: _("the document names its focus areas, and the heading is one of the names"),
    How.COUNTED_HEADING: _("there are as many headings as the document says it has focus areas"),
    How.HEADING_OVER_GOALS: _("the nearest heading above goals"),
    How.NAMED_IN_LIST: _("named in a list of focus areas"),
    How.NAMED_IN_SENTENCE: _("named in a sentence about focus areas"),
    How.NAMED_IN_CONTENTS: _("named in the table of contents"),
    How.GOALS_WITHOUT_AREA: _("goals that stand in no focus area"),
    How.ITEM_UNDER_GOAL_WORDS: _("an item below a line about goals"),
    How.ITEM_UNDER_RECURRING_WORDS: _("an item below words that come again and again"),
    How.ITEM_ANNOUNCED: _("an item of a list that the document announces as parts of the policy"),
    How.ITEM_IN_AREA: _("an item of a list in the focus area"),
    How.TEXT_UNDER_GOAL_WORDS: _("a text below a line about goals"),
    How.STATEMENT_HEADING: _("a heading that states something, over a text of its own"),
    How.CELL_OF_TABLE: _("a cell of a table of focus areas and goals"),
    How.SAID_IN_SENTENCE: _("a sentence in running text that says that it is a goal"),
    How.LABELLED_TEXT: _("the text itself says that it is a goal"),
    How.PARALLEL_TEXT: _("begins like other goals"),
    How.QUOTATION_MARKS: _("stands in quotation marks"),
    MARKED: _("marked in the text"),
    BY_HAND: _("written by hand"),
    CORRECTED: _("corrected by hand"),
    DIVIDED: _("divided from another goal"),
    CONFIRMED: _("looked over"),
}


def how_words(draft: ShownDraft, part: ContentArea | ContentGoal | ContentQuote) -> Text:
    """How a part was recognised; empty where another program wrote a word that is unknown here."""
    if isinstance(part, ContentGoal) and part.how == DIVIDED and part.divided_from in draft.codes:
        return _("divided from goal %(code)s") % {"code": draft.codes[part.divided_from]}
    return HOW_WORDS.get(part.how, "")
