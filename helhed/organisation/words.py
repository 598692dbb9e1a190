from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_UNIT_NAME = 120
LONGEST_TITLE = 120


class Sector(TextChoices):
    SOCIAL = "social", _("Social services")
    HEALTH = "health", _("Health")
    EMPLOYMENT = "employment", _("Employment")
    CHILDREN_YOUNG = "children_young", _("Children and young people")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    ADMINISTRATION = "administration", _("Administration")
