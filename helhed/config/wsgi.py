import os

from django.core.wsgi import get_wsgi_application

from helhed.config.requests import utf8_only

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helhed.config.settings")
application = utf8_only(get_wsgi_application())

from helhed.config import startup  # noqa: E402  (the settings must be loaded first)

startup.begin()
