from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    CITIZEN = "citizen", _("Citizen")
    SUPPORT_WORKER = "support_worker", _("Support worker")
    LEADER = "leader", _("Leader")
    CONSULTANT = "consultant", _("Policy consultant")
    POLITICIAN = "politician", _("Politician")
    COUNCIL_MEMBER = "council_member", _("Council member")
    DPO = "dpo", _("Data protection officer")
    ADMINISTRATOR = "administrator", _("System administrator")
    SYSTEM = "system", _("The system itself")
