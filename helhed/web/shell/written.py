"""Days, times and years as they are written."""

import re
from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

WRITTEN = {"da": "j. F Y", "de": "j. F Y", "en": "j F Y"}
DASH = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)")


def day_written(value: date | datetime) -> str:
    """The day in words, in Denmark and in the language of the page: 1. februar 2024."""
    day = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return _in_words(date(day.year, day.month, day.day), (get_language() or settings.LANGUAGE_CODE)[:2])


@lru_cache(maxsize=4096)
def _in_words(day: date, language: str) -> str:
    """A page of many rows writes the same few days again and again."""
    return date_format(day, WRITTEN[language])


def time_written(value: datetime) -> str:
    """The day and the time of day, in Denmark."""
    return date_format(timezone.localtime(value), "j. b Y H:i")


def years(period: str, beside: str = "") -> str:
    """A period as it is written: 2021–2024. Nothing where the words beside it name the same years."""
    written = DASH.sub("–", period)
    return "" if written in DASH.sub("–", beside) else written
