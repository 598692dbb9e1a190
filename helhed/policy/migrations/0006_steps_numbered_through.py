"""No step of a document has the number of another, through all its drafts, and each says what its policy continues."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def count_on(apps: Any, schema_editor: Any) -> None:
    def rows(name: str) -> Any:
        return apps.get_model("policy", name).objects.using(schema_editor.connection.alias)

    for document in rows("SteeringDocument").filter(editions__steps__isnull=False).distinct():
        steps = rows("DraftStep").filter(edition__document=document)
        highest = steps.aggregate(highest=models.Max("number"))["highest"]
        rows("SteeringDocument").filter(id=document.id).update(last_step=highest)
        steps.update(predecessor=document.predecessor_id)


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0005_confirmed_goals'),
    ]

    operations = [
        migrations.AddField(
            model_name='draftstep',
            name='predecessor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policy.steeringdocument', verbose_name='continues the policy'),
        ),
        migrations.AddField(
            model_name='steeringdocument',
            name='last_step',
            field=models.PositiveIntegerField(default=0, verbose_name='last step'),
        ),
        migrations.AlterField(
            model_name='draftstep',
            name='kind',
            field=models.CharField(choices=[('read_in', 'read from the file'), ('imported', 'fetched from an exchanged file'), ('begun', 'begun from the edition that stands'), ('name_predecessor', 'the policy that it replaces named'), ('set_facts', 'facts changed'), ('set_statements', 'vision statements changed'), ('set_values', 'values changed'), ('add_area', 'focus area added'), ('change_area', 'focus area changed'), ('move_area', 'focus area moved'), ('join_areas', 'focus areas joined'), ('split_area', 'focus area divided'), ('drop_area', 'focus area removed'), ('add_goal', 'goal added'), ('reword_goal', 'goal reworded'), ('move_goal', 'goal moved'), ('join_goals', 'goals joined'), ('split_goal', 'goal divided'), ('drop_goal', 'goal removed'), ('continue_goal', 'what a goal continues changed'), ('continue_goals', 'unchanged goals confirmed'), ('add_quote', 'quote added'), ('change_quote', 'quote changed'), ('drop_quote', 'quote removed')], max_length=30, verbose_name='what was done'),
        ),
        migrations.RunPython(count_on, migrations.RunPython.noop, elidable=True),
    ]
