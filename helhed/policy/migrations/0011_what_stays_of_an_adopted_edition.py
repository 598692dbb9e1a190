"""Which files adopted editions were read from, and which edition said what a goal carries on.

What earlier editions said was not kept: what stands is what the last edition with the goal says.
"""

from typing import Any

from django.db import migrations, models


def say_what_stays(apps: Any, schema_editor: Any) -> None:
    def rows(name: str) -> Any:
        return apps.get_model("policy", name).objects.using(schema_editor.connection.alias)

    adopted = rows("Edition").filter(in_force_on__isnull=False)
    rows("OriginalFile").filter(id__in=adopted.values("file")).update(is_adopted=True)
    last = rows("PolicyGoal").filter(id=models.OuterRef("new_goal")).values("edition")
    rows("GoalSuccession").update(edition=models.Subquery(last))


class Migration(migrations.Migration):
    dependencies = [("policy", "0010_what_came_with_a_reading")]

    operations = [
        migrations.AddField(
            model_name="originalfile",
            name="is_adopted",
            field=models.BooleanField(default=False, verbose_name="an edition read from it is adopted"),
        ),
        migrations.RemoveConstraint(model_name="goalsuccession", name="a_goal_continues_another_once"),
        migrations.AddField(
            model_name="goalsuccession",
            name="edition",
            field=models.PositiveIntegerField(default=1, verbose_name="edition"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="goalsuccession",
            constraint=models.UniqueConstraint(
                fields=["new_goal", "old_goal", "edition"], name="a_goal_continues_another_once_in_each_edition"
            ),
        ),
        migrations.RunPython(say_what_stays, migrations.RunPython.noop, elidable=True),
    ]
