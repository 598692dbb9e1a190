"""What was read before there were editions becomes the first edition of its policy: adopted, or a draft of one step.

The content is written as `content.storing` keeps it: what is empty is left out.
"""

import re
from datetime import date
from typing import Any

from django.db import migrations


def give_editions(apps: Any, schema_editor: Any) -> None:
    def rows(name: str) -> Any:
        return apps.get_model("policy", name).objects.using(schema_editor.connection.alias)

    for document in rows("SteeringDocument").filter(read_at__isnull=False).select_related("original"):
        is_adopted = document.state == "adopted"
        content = content_of(rows, document)
        keep_facts_of_file(document)
        if is_adopted:
            adopt(rows, document, content)
        else:
            draft(rows, document, content)
        rows("SteeringDocument").filter(id=document.id).update(edition=int(is_adopted))


def keep_facts_of_file(document: Any) -> None:
    file = document.original
    file.name, file.digest, file.read_at = document.file_name, document.file_digest, document.read_at
    file.save(update_fields=["name", "digest", "read_at"])


def draft(rows: Any, document: Any, content: dict[str, Any]) -> None:
    edition = rows("Edition").create(document=document, number=1, step=1, file=document.original)
    rows("DraftStep").create(edition=edition, number=1, kind="read_in", at=document.read_at, content=content)
    # A goal of a draft has no wording; its row waits, with its easy wording, for the adoption.
    rows("OfficialWording").filter(goal__document=document).delete()


def adopt(rows: Any, document: Any, content: dict[str, Any]) -> None:
    on = document.adopted_on or document.read_at.date()
    edition = rows("Edition").create(
        document=document,
        number=1,
        file=document.original,
        content=content,
        in_force_on=on,
        valid_until=last_day(document, on),
    )
    rows("StateDecision").create(
        edition=edition, state="adopted", body=document.adopted_by, on=on, agenda_item=document.agenda_item
    )
    for wording in rows("OfficialWording").filter(goal__document=document).select_related("focus_area"):
        rows("PolicyGoal").filter(id=wording.goal_id).update(edition=1, focus_area=wording.focus_area_id)
        rows("OfficialWording").filter(id=wording.id).update(edition=1, area=wording.focus_area.title)


def last_day(document: Any, on: date) -> date | None:
    years = re.findall(r"\b[1-9]\d{3}\b", document.period)
    last = date(int(years[-1]), 12, 31) if years else None
    return last if last and last >= on else None


def content_of(rows: Any, document: Any) -> dict[str, Any]:
    def parts(name: str) -> Any:
        return rows(name).filter(document=document).order_by("position")

    areas = []
    for area in parts("FocusArea"):
        wordings = rows("OfficialWording").filter(focus_area=area).select_related("goal").order_by("goal__position")
        areas.append(area_content(area, wordings, parts("Quote").filter(focus_area=area)))
    return filled(
        title=document.title,
        subtitle=document.subtitle,
        municipality=document.municipality,
        period=document.period,
        predecessor_title=document.predecessor_title,
        predecessor_period=document.predecessor_period,
        target_group=document.target_group,
        vision=document.vision,
        vision_lead=document.vision_lead,
        statements=[each.text for each in parts("VisionStatement")],
        values=[filled(name=each.name, text=each.text) for each in parts("Value")],
        areas=areas,
        sections=[
            {"kind": each.kind, "text": each.text} | filled(title=each.title, page=each.page)
            for each in parts("Section")
        ],
    )


def area_content(area: Any, wordings: Any, quotes: Any) -> dict[str, Any]:
    return {"id": str(area.id)} | filled(
        title=area.title,
        number=area.number,
        intro=area.intro,
        goals_lead=area.goals_lead,
        goals=[
            {"id": str(each.goal_id), "text": each.text} | filled(code=each.goal.code, page=each.page, line=each.line)
            for each in wordings
        ],
        quotes=[{"id": str(each.id), "text": each.text} | filled(source=each.source) for each in quotes],
    )


def filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None and value not in ("", [])}


class Migration(migrations.Migration):
    dependencies = [("policy", "0002_editions")]

    operations = [migrations.RunPython(give_editions, migrations.RunPython.noop, elidable=True)]
