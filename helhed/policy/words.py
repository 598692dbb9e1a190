from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_TITLE = 200
LONGEST_SLUG_OF_TITLE = 72
LONGEST_GOAL = 1000
LONGEST_EASY_WORDING = 500
LONGEST_TEXT = 20_000
LONGEST_RUNNING_TEXT = 10 * LONGEST_TEXT
LONGEST_CODE = 20
# Letters and digits with dots between, as in 1.2: a part of an address, and no longer than there is room for.
CODE_PATTERN = rf"(?![0-9A-Za-z.]{{{LONGEST_CODE + 1}}})[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*"


class DocumentKind(TextChoices):
    """The levels of the steering triangle, from the top down; action plans come below the policies."""

    VISION = "vision", _("Vision and planning strategy")
    MUNICIPAL_PLAN = "municipal_plan", _("Municipal plan")
    POLICY = "policy", _("Policy")


class DocumentState(TextChoices):
    """How far an edition has come on a day, and with it its document; what has expired is still valid."""

    DRAFT = "draft", _("Draft")
    HEARING = "hearing", _("In hearing")
    ADOPTED = "adopted", _("Adopted")
    IN_FORCE = "in_force", _("In force")
    EXPIRED = "expired", _("Expired, still valid")
    SUPERSEDED = "superseded", _("Superseded")


class StepKind(TextChoices):
    """What was done to a draft, as what there is to undo. A change is called what its class in `content` is called."""

    READ_IN = "read_in", _("read from the file")
    IMPORTED = "imported", _("fetched from an exchanged file")
    BEGUN = "begun", _("begun from the edition that stands")
    NAME_PREDECESSOR = "name_predecessor", _("the policy that it replaces named")
    SET_FACTS = "set_facts", _("facts changed")
    SET_STATEMENTS = "set_statements", _("vision statements changed")
    SET_VALUES = "set_values", _("values changed")
    ADD_AREA = "add_area", _("focus area added")
    CHANGE_AREA = "change_area", _("focus area changed")
    MOVE_AREA = "move_area", _("focus area moved")
    NUMBER_AREAS = "number_areas", _("focus areas numbered anew")
    JOIN_AREAS = "join_areas", _("focus areas joined")
    SPLIT_AREA = "split_area", _("focus area divided")
    DROP_AREA = "drop_area", _("focus area removed")
    ADD_GOAL = "add_goal", _("goal added")
    REWORD_GOAL = "reword_goal", _("goal reworded")
    MOVE_GOAL = "move_goal", _("goal moved")
    JOIN_GOALS = "join_goals", _("goals joined")
    SPLIT_GOAL = "split_goal", _("goal divided")
    DROP_GOAL = "drop_goal", _("goal removed")
    CONTINUE_GOAL = "continue_goal", _("what a goal continues changed")
    CONTINUE_GOALS = "continue_goals", _("unchanged goals confirmed")
    ADD_QUOTE = "add_quote", _("quote added")
    CHANGE_QUOTE = "change_quote", _("quote changed")
    DROP_QUOTE = "drop_quote", _("quote removed")
    ADD_GOALS = "add_goals", _("goals added")
    ADD_INTRODUCTION = "add_introduction", _("introduction added to")
    ADD_STATEMENTS = "add_statements", _("vision statements added")
    ADD_VALUE = "add_value", _("value added")
    ADD_SECTION = "add_section", _("running text added")
    CHANGE_SECTION = "change_section", _("running text changed")
    JOIN_SECTIONS = "join_sections", _("running text joined")
    DROP_SECTION = "drop_section", _("running text removed")
    CONFIRM_PARTS = "confirm_parts", _("doubts answered")
    SETTLE_WARNING = "settle_warning", _("warning looked at")


class AlignmentKind(TextChoices):
    SERVES = "serves", _("serves")
    BESIDE = "beside", _("stands beside")


class SectionKind(TextChoices):
    FOREWORD = "foreword", _("Foreword")
    INTRODUCTION = "introduction", _("Introduction")
    STEERING_TRIANGLE = "steering_triangle", _("Steering triangle")
    COUNCIL_VISION = "council_vision", _("The council's vision")
    FACT_BOX = "fact_box", _("Fact")
    IMPLEMENTATION = "implementation", _("How it is carried out")
    OTHER = "other", _("Other")
