import pytest
from django.db import connection

from tests.audit.hired import People, hire


@pytest.fixture
def people(db: None) -> People:
    hired = hire()
    # Keys that PostgreSQL still has to look at would stop a change to the table.
    connection.check_constraints()
    return hired
