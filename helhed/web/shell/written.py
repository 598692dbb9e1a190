"""Days, times and years as they are written."""

import re
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

DASH = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)")


def time_written(value: datetime) -> str:
    """The day and the time of day, in Denmark."""
    return date_format(timezone.localtime(value), "j. b Y H:i")


def years(period: str, beside: str = "") -> str:
    """A period as it is written: 2021–2024. Nothing where the words beside it name the same years."""
    written = DASH.sub("–", period)
    return "" if written in DASH.sub("–", beside) else written
