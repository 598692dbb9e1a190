from typing import Any

from django.conf import settings
from django.http import HttpRequest

from helhed.access.queries import permissions_of
from helhed.base.viewer import Viewer


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame around every page needs; an error before the viewer was known is shown as to a visitor."""
    viewer = getattr(request, "viewer", None) or Viewer()
    return {
        "municipality": settings.MUNICIPALITY,
        "viewer": viewer,
        "permissions": {permission.value for permission in permissions_of(viewer)},
        "languages": settings.LANGUAGES,
        "page_language": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
    }
