from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from helhed.base.errors import AlreadyDone, Changed, Invalid
from helhed.communication.actions import discard_message, queue_trial_message, send_again
from helhed.communication.queries import list_messages, undelivered_since
from helhed.communication.words import MessageState
from helhed.web.communication.forms import MessageFilterForm
from helhed.web.request import page_number, viewer_of
from helhed.web.shell.parts import Crumb

LOOK = {
    MessageState.WAITING: "under_way",
    MessageState.SENT: "done",
    MessageState.DEAD: "late",
    MessageState.STOPPED: "dropped",
}


class MessageList(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        form = MessageFilterForm(request.GET or None)
        chosen = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
        page = list_messages(viewer, **chosen, page=page_number(request))
        context = {
            "crumbs": [Crumb(_("Messages"))],
            "form": form,
            "page": page,
            "messages_shown": [(each, LOOK[each.state]) for each in page.messages],
            "is_filtered": bool(chosen.keys() - {"order"}),
            "has_server": bool(settings.EMAIL_HOST),
            "undelivered_since": undelivered_since(viewer),
        }
        return render(request, "communication/message_list.html", context)


def _done(request: HttpRequest, act: Callable[[], None], said: str) -> HttpResponse:
    """Back to the list, with what came of it; done twice counts as done."""
    try:
        act()
    except (AlreadyDone, Changed):
        messages.info(request, _("Somebody else was quicker; the list shows how it stands now."))
    except Invalid as problem:
        messages.warning(request, problem.message)
    else:
        messages.success(request, said)
    return redirect("message-list")


class SendTrial(View):
    def post(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        return _done(request, lambda: queue_trial_message(by=viewer), _("A trial message to you is on its way."))


class SendAgain(View):
    def post(self, request: HttpRequest, message_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        return _done(request, lambda: send_again(by=viewer, message_id=message_id), _("The message is tried again."))


class Discard(View):
    def post(self, request: HttpRequest, message_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        return _done(request, lambda: discard_message(by=viewer, message_id=message_id), _("The message is discarded."))
