from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_TITLE = 200
LONGEST_SLUG_OF_TITLE = 72
LONGEST_GOAL = 1000
LONGEST_EASY_WORDING = 500
LONGEST_TEXT = 20_000


class DocumentKind(TextChoices):
    """The levels of the steering triangle, from the top down; action plans come below the policies."""

    VISION = "vision", _("Vision and planning strategy")
    MUNICIPAL_PLAN = "municipal_plan", _("Municipal plan")
    POLICY = "policy", _("Policy")


class DocumentState(TextChoices):
    DRAFT = "draft", _("Draft")
    ADOPTED = "adopted", _("Adopted")


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
