"""The environment that the tests run in; loaded as a plugin, because settings are read before any conftest is."""

import os

os.environ.update(
    {
        "DJANGO_SETTINGS_MODULE": "helhed.config.settings",
        "HELHED_SECRET_KEY": "only-for-tests-" + "abcdefghij" * 5,
        "HELHED_ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
        "HELHED_DATABASE": os.environ.get("HELHED_TEST_DATABASE") or "sqlite:///:memory:",
        "HELHED_HTTPS": "0",
        "HELHED_MUNICIPALITY": "",
        "HELHED_SMTP_HOST": "",
    }
)
