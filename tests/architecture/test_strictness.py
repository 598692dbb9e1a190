"""The test run itself is strict: these are the faults it must not let through."""

import warnings

import pytest
from django.contrib.auth.hashers import make_password
from django.template import engines


def test_an_undefined_variable_in_a_template_fails() -> None:
    template = engines["django"].from_string("{{ nothing_of_the_kind }}")
    with pytest.raises(pytest.fail.Exception, match="nothing_of_the_kind"):
        template.render({})


def test_a_warning_is_an_error() -> None:
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)


def test_passwords_are_hashed_fast() -> None:
    assert make_password("a").startswith("md5$")


@pytest.mark.django_db
def test_a_query_too_many_is_shown_with_its_sql(queries) -> None:
    from django.contrib.contenttypes.models import ContentType

    with pytest.raises(pytest.fail.Exception, match=r"1 queries, not 0:\n +1 the test: SELECT"), queries(0):
        ContentType.objects.count()
    with queries() as seen:
        ContentType.objects.count()
    assert seen.count == 1
