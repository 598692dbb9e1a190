"""What comes next with a status, in plain words and with the way to it; the table below is read from above."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helhed.base.viewer import Viewer
from helhed.status_reports.queries.desk import Desk
from helhed.status_reports.words import ReportState
from helhed.web.status_reports.desk_page import section_address


@dataclass(frozen=True)
class NextStep:
    """`href` leads to where it is done; empty where one can only wait."""

    title: str
    text: str
    label: str = ""
    href: str = ""


def next_step(viewer: Viewer, desk: Desk) -> NextStep:
    """The first that applies: for an editor what is still to be written, for those who write the status the whole way
    from naming editors to publishing it."""
    return next(_steps(desk)) if desk.is_writer else _of_editor(viewer, desk)


def _of_editor(viewer: Viewer, desk: Desk) -> NextStep:
    own = [each for each in desk.sections if each.editor_id == viewer.staff_id and not each.is_ready]
    if not own:
        return NextStep(_("You are done"), _("Your sections are ready. Thank you for writing them."))
    if desk.stands_still:
        return NextStep(_("Wait for the hearing"), _("What is heard stands still. Afterwards you can write again."))
    title = ngettext("Write your section", "Write your %(count)s sections", len(own)) % {"count": len(own)}
    text = _("You can save as often as you like. Mark a section as ready when it is.")
    return NextStep(title, text, _("Write"), section_address(own[0]))


def _steps(desk: Desk) -> Iterator[NextStep]:
    report, lacking = desk.report, {each.field for each in desk.readiness.lacks}
    if report.state is ReportState.PUBLISHED:
        yield NextStep(
            _("It is published"),
            _("What it says is kept and never changed. If something is wrong, a corrected edition can be begun."),
        )
    if report.state is ReportState.IN_HEARING:
        text = _("What is heard stands still. When the hearing is over you can reply, and change what it showed.")
        yield NextStep(_("Wait for the hearing"), text, _("See the hearing"), "#sending")
    yield from _unready(desk)
    if report.hearing_id is None and "committee" in lacking:
        text = _("Ask the councils what they think before a committee deals with it.")
        yield NextStep(_("Send it to hearing"), text, _("Go to the hearing"), "#sending")
    if "hearing" in lacking and report.hearing_id:
        text = _("Everybody who answered gets a reply, which stands in the status beside the answer.")
        yield NextStep(_("Reply to the answers"), text, _("Go to the hearing"), "#sending")
    if "outcome" in lacking:
        text = _("Change what the committee asked for, and send the status to it again.")
        yield NextStep(_("A committee has sent it back"), text, _("See the committees"), "#sending")
    if "committee" in lacking:
        text = _("Write which committees get it, and what each does with it when it has.")
        yield NextStep(_("Let the committees deal with it"), text, _("Go to the committees"), "#sending")
    if "year" in lacking:
        yield NextStep(_("Wait until the year is over"), _("Until then what is compiled still changes."))
    text = _("Nothing stands in the way. From then on everybody can read it, and it is never changed.")
    yield NextStep(_("Publish it"), text, _("Go to publishing"), "#sending")


def _unready(desk: Desk) -> Iterator[NextStep]:
    waiting = [each for each in desk.sections if not each.is_ready]
    alone = sum(not each.editor for each in waiting)
    if alone:
        title = ngettext("Find an editor for %(count)s section", "Find editors for %(count)s sections", alone)
        text = _("Name who writes it, or write it yourself.")
        yield NextStep(title % {"count": alone}, text, _("Go to the sections"), "#sections")
    if waiting:
        title = ngettext("%(count)s section is not ready", "%(count)s sections are not ready", len(waiting))
        text = _("The editors are reminded as the day comes near. You can also write in a section yourself.")
        yield NextStep(title % {"count": len(waiting)}, text, _("Go to the sections"), "#sections")
