from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Messages are compared as they stand in the code."""
    with translation.override("en"):
        yield
