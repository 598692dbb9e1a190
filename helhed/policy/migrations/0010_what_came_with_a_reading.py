"""Which policy a draft vision came along with: the one that the first link up to it was written from, as it is written
with the vision."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def say_what_it_came_with(apps: Any, schema_editor: Any) -> None:
    def rows(name: str) -> Any:
        return apps.get_model("policy", name).objects.using(schema_editor.connection.alias)

    for vision in rows("SteeringDocument").filter(kind="vision", state="draft"):
        # Ids are in the order of time.
        first = rows("Alignment").filter(upper_document=vision, kind="serves").order_by("id").first()
        if first and first.lower_document_id < vision.id:
            rows("SteeringDocument").filter(id=vision.id).update(came_with=first.lower_document_id)


class Migration(migrations.Migration):
    dependencies = [("policy", "0009_how_running_text_was_changed")]

    operations = [
        migrations.AddField(
            model_name="steeringdocument",
            name="came_with",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="brought",
                to="policy.steeringdocument",
                verbose_name="came along with the policy",
            ),
        ),
        migrations.RunPython(say_what_it_came_with, migrations.RunPython.noop, elidable=True),
    ]
