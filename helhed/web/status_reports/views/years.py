"""The years of a policy beside each other, goal by goal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helhed.status_reports.queries.years import ComparedGoal, YearOfGoal, compare_years
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.parts import Cell, Crumb
from helhed.web.status_reports.addresses import goal_anchor
from helhed.web.status_reports.files.phrases import NOTHING, WRITTEN_BY_PEOPLE, counts_sentence


class YearsCompared(PublicPage):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        compared = compare_years(viewer_of(request), slug)
        shown = {
            "slug": slug,
            "compared": compared,
            "columns": [_("Year"), _("How the initiatives go"), _("The editor's judgement")],
            "goals": [(goal, goal_anchor(goal.code), _rows(slug, goal)) for goal in compared.goals],
            "crumbs": [Crumb(_("Yearly status"), reverse("status-list")), Crumb(_("Years compared"))],
        }
        return render(request, "status_reports/years.html", shown)


def _rows(slug: str, goal: ComparedGoal) -> list[list[Cell | str]]:
    """The newest year first, each leading to the goal in its status."""
    return [_row(slug, goal.code, year) for year in reversed(goal.years)]


def _row(slug: str, code: str, year: YearOfGoal) -> list[Cell | str]:
    address = f"{reverse('status', args=[slug, year.year])}#{goal_anchor(code)}"
    counts = counts_sentence(year.counts) if year.counts else _("No initiative served it.")
    judgement = Cell(year.judgement, language=WRITTEN_BY_PEOPLE) if year.judgement else NOTHING
    return [Cell(str(year.year), href=address), counts, judgement]
