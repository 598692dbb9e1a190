"""What holds for every decision of a body of the municipality, whatever it is about."""

from datetime import date

from django.utils.translation import gettext as _

from helhed.base import clock
from helhed.base.errors import Invalid


def check_decision(body: str, on: date) -> None:
    """A decision can be written down if, and only if, a body is named and the day has come.

    Raises `Invalid` otherwise.
    """
    if not body.strip():
        raise Invalid("body", _("Write which body decided it."))
    if on > clock.today():
        raise Invalid("on", _("The day has not come yet. Write the day it was decided."))
