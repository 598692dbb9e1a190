"""What every view does with a request: who asks, is the page public, and how an action's answer becomes a page."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from helhed.base.errors import AlreadyDone, Changed, Invalid
from helhed.base.viewer import Viewer


def viewer_of(request: HttpRequest) -> Viewer:
    """Who is asking; put on the request once, before any view runs."""
    return cast("Viewer", request.viewer)  # type: ignore[attr-defined]


def page_number(request: HttpRequest) -> int:
    """The page of a list that is asked for; the first where it is no number."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


@method_decorator(login_not_required, name="dispatch")
class PublicPage(View):
    """A page that needs no sign-in; every other view asks for one."""


def is_carried_out(form: BaseForm, act: Callable[[], Any]) -> bool:
    """Carry out an action with what was typed; where it is refused, the form says why and keeps all of it.

    A form that was carried out before counts as carried out, so that the second sending gets the first's answer.
    """
    try:
        act()
    except AlreadyDone:
        return True
    except Invalid as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message)
    except Changed:
        form.add_error(
            None,
            _(
                "Somebody else has changed this since you opened the page. "
                "What you wrote is still here: compare it with what stands now, and save again."
            ),
        )
    return not form.errors
