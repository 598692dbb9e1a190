import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helhed.config.settings")
application = get_wsgi_application()

from helhed.config import startup  # noqa: E402  (the settings must be loaded first)

startup.begin()
