"""Which edition's words an easy wording was written to.

Where all editions of a goal say the same, it is the last of them. Where they do not, nobody can tell, and none is
written: then the easy wording waits until somebody has looked it over.
"""

from collections import defaultdict
from typing import Any

from django.db import migrations, models


def say_what_they_were_written_to(apps: Any, schema_editor: Any) -> None:
    def rows(name: str) -> Any:
        return apps.get_model("policy", name).objects.using(schema_editor.connection.alias)

    said: dict[Any, set[str]] = defaultdict(set)
    for goal_id, text in rows("OfficialWording").values_list("goal", "text"):
        said[goal_id].add(text)
    unchanged = [goal_id for goal_id, texts in said.items() if len(texts) == 1]
    written = rows("PolicyGoal").exclude(easy_wording="").filter(id__in=unchanged)
    written.update(easy_wording_edition=models.F("edition"))


class Migration(migrations.Migration):
    dependencies = [("policy", "0006_steps_numbered_through")]

    operations = [
        migrations.AddField(
            model_name="policygoal",
            name="easy_wording_edition",
            field=models.PositiveIntegerField(
                null=True, verbose_name="the edition that the easy wording was written to"
            ),
        ),
        migrations.RunPython(say_what_they_were_written_to, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="policygoal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("easy_wording_edition__isnull", True),
                    models.Q(("easy_wording", ""), _negated=True),
                    _connector="OR",
                ),
                name="only_an_easy_wording_was_written_to_an_edition",
            ),
        ),
    ]
