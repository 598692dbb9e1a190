"""A published status without a page around it: the least that anybody would need to show what it says."""

import json
from typing import Any

SLUG_AND_YEAR = ("faelles-om-et-liv-med-muligheder", 2022)


def publish_anew() -> None:
    """The status of `STATUS` as a new edition, with what has been written since."""
    from helhed.base.viewer import system_viewer
    from helhed.status_reports.actions.reports import start_correction
    from helhed.status_reports.queries.reports import get_report
    from tests.status_reports.reported import publish

    by = system_viewer("bench")
    report = get_report(by, *SLUG_AND_YEAR)
    publish(start_correction(by=by, report_id=report.id, reason="Målt, ikke ment."))


STANDING = """
SELECT frozen.content FROM status_reports_frozenstatus frozen
JOIN status_reports_statusreport report ON report.id = frozen.report_id
JOIN policy_steeringdocument policy ON policy.id = report.policy_id
WHERE policy.slug = %s AND report.year = %s AND report.kind = 'yearly'
ORDER BY report.edition DESC LIMIT 1
"""


def bare_status() -> str:
    """What the page shows, and nothing around it: the text that is kept, a line for each row."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(STANDING, SLUG_AND_YEAR)
        content = json.loads(cursor.fetchone()[0])
        cursor.execute("SELECT lineage FROM status_reports_citizenvoice WHERE withdrawn_on IS NOT NULL")
        cursor.fetchall()
    by_key = {each["key"]: each for each in content["initiatives"]}
    lines = [content["summary"], content["reading_guide"], content["method"], content["vision"]]
    for area in content["areas"]:
        lines += [area["title"], str(area["counts"]), area["judgement"], area["last_judgement"]]
        for goal in area["goals"]:
            lines += [goal["code"], goal["text"], goal["judgement"], str(goal["changes"])]
            lines += [
                _line(by_key[key], "title", "state", "accountable", "words", "written_on")
                for key in goal["initiatives"]
            ]
    names = (
        "number",
        "title",
        "unit",
        "accountable",
        "ends_on",
        "milestones_done",
        "milestones",
        "state",
        "last_state",
    )
    lines += [_line(each, *names) for each in content["initiatives"]]
    return "\n".join(lines)


def _line(initiative: dict[str, Any], *names: str) -> str:
    return "\t".join(str(initiative[name]) for name in names)
