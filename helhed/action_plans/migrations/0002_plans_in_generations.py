"""Action plans have generations, hearings and milestones, and an update says what followed from milestones and days.

What was written before is made whole: an old update is taken to have followed the proposal, for nobody was asked to
say why it did not, and says no confidence. Where it tells of a decision, or a plan of its adoption, and the body was
never written down, it says so; the day of the decision is then the latest it can be, that of the update.
"""

from typing import Any

import django.db.models.deletion
import helhed.base.ids
from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import TruncDate


NOT_SAID = "Ikke oplyst"
REFUSES = {
    "sqlite": 'DROP TRIGGER IF EXISTS "action_plans_progressupdate_no_update"',
    "postgresql": 'DROP TRIGGER IF EXISTS "action_plans_progressupdate_no_update" ON "action_plans_progressupdate"',
}


def make_whole(apps: Any, schema_editor: Any) -> None:
    """The trigger that refuses to rewrite an update comes back after the migration, as after each one."""
    schema_editor.execute(REFUSES[schema_editor.connection.vendor])
    alias = schema_editor.connection.alias
    updates = apps.get_model("action_plans", "ProgressUpdate").objects.using(alias)
    updates.update(proposal=F("state"))
    decided = updates.filter(state__in=("changed_by_decision", "dropped_by_decision"))
    decided.update(decided_by=NOT_SAID, decided_on=TruncDate("at"))
    apps.get_model("action_plans", "ActionPlan").objects.using(alias).filter(adopted_by="").update(adopted_by=NOT_SAID)
    if schema_editor.connection.vendor == "postgresql":
        # A table is not changed while its foreign keys still wait to be looked at.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):

    dependencies = [
        ('action_plans', '0001_initial'),
        ('organisation', '0001_initial'),
        ('policy', '0004_content_in_editions'),
    ]

    operations = [
        migrations.CreateModel(
            name='CommunicationStep',
            fields=[
                ('id', models.UUIDField(default=helhed.base.ids.uuid7, editable=False, primary_key=True, serialize=False, verbose_name='id')),
                ('audience', models.CharField(max_length=200, verbose_name='to whom')),
                ('message', models.TextField(verbose_name='message')),
                ('channel', models.CharField(max_length=200, verbose_name='channel')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('done_on', models.DateField(null=True, verbose_name='done on')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
            ],
            options={
                'verbose_name': 'Step of a communication plan',
                'ordering': ('due_on', 'id'),
            },
        ),
        migrations.CreateModel(
            name='InitiativeSuccession',
            fields=[
                ('id', models.UUIDField(default=helhed.base.ids.uuid7, editable=False, primary_key=True, serialize=False, verbose_name='id')),
                ('kind', models.CharField(choices=[('carried_over', 'carried over'), ('merged', 'merged with others'), ('let_go', 'let go')], max_length=20, verbose_name='kind')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'Initiative succession',
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.UUIDField(default=helhed.base.ids.uuid7, editable=False, primary_key=True, serialize=False, verbose_name='id')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('planned_on', models.DateField(verbose_name='first planned for')),
                ('done_on', models.DateField(null=True, verbose_name='reached on')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
            ],
            options={
                'verbose_name': 'Milestone',
                'ordering': ('due_on', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Trial',
            fields=[
                ('id', models.UUIDField(default=helhed.base.ids.uuid7, editable=False, primary_key=True, serialize=False, verbose_name='id')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('question', models.TextField(verbose_name='what we want to learn')),
                ('started_on', models.DateField(verbose_name='begins')),
                ('ends_on', models.DateField(verbose_name='ends')),
                ('decision', models.CharField(blank=True, choices=[('spread', 'spread it'), ('adjust', 'adjust it'), ('stop', 'stop it')], max_length=10, verbose_name='decision')),
                ('decided_on', models.DateField(null=True, verbose_name='decided on')),
                ('learned', models.TextField(blank=True, verbose_name='what we learned')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
            ],
            options={
                'verbose_name': 'Trial',
                'ordering': ('started_on', 'id'),
            },
        ),
        migrations.CreateModel(
            name='TrialArea',
            fields=[
                ('id', models.UUIDField(default=helhed.base.ids.uuid7, editable=False, primary_key=True, serialize=False, verbose_name='id')),
                ('title', models.TextField(verbose_name='title')),
            ],
            options={
                'verbose_name': 'Area of a trial',
            },
        ),
        migrations.AddField(
            model_name='actionplan',
            name='closed_on',
            field=models.DateField(null=True, verbose_name='closed on'),
        ),
        migrations.AddField(
            model_name='actionplan',
            name='hearing_from_on',
            field=models.DateField(null=True, verbose_name='in hearing from'),
        ),
        migrations.AddField(
            model_name='actionplan',
            name='hearing_until_on',
            field=models.DateField(null=True, verbose_name='last day of the hearing'),
        ),
        migrations.AddField(
            model_name='actionplan',
            name='predecessor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='action_plans.actionplan', verbose_name='continues the action plan'),
        ),
        migrations.AddField(
            model_name='actionplan',
            name='update_every',
            field=models.PositiveSmallIntegerField(default=91, verbose_name='days between updates'),
        ),
        migrations.AddField(
            model_name='actionplan',
            name='version',
            field=models.PositiveIntegerField(default=1, verbose_name='version'),
        ),
        migrations.AddField(
            model_name='initiative',
            name='agenda_item',
            field=models.CharField(blank=True, max_length=200, verbose_name='agenda item'),
        ),
        migrations.AddField(
            model_name='initiative',
            name='co_owner_kind',
            field=models.CharField(blank=True, choices=[('association', 'Association'), ('council', 'Council'), ('company', 'Company'), ('authority', 'Other authority')], max_length=20, verbose_name='kind of co-owner'),
        ),
        migrations.AddField(
            model_name='initiative',
            name='co_owner_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='co-owner'),
        ),
        migrations.AddField(
            model_name='initiative',
            name='decided_by',
            field=models.CharField(blank=True, max_length=200, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='initiative',
            name='decided_on',
            field=models.DateField(null=True, verbose_name='decided on'),
        ),
        migrations.AddField(
            model_name='initiative',
            name='participation',
            field=models.TextField(blank=True, verbose_name='how people take part'),
        ),
        migrations.AddField(
            model_name='initiative',
            name='partners',
            field=models.TextField(blank=True, verbose_name='partners'),
        ),
        migrations.AddField(
            model_name='initiative',
            name='resources',
            field=models.TextField(blank=True, verbose_name='resource need'),
        ),
        migrations.AddField(
            model_name='initiative',
            name='version',
            field=models.PositiveIntegerField(default=1, verbose_name='version'),
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='agenda_item',
            field=models.CharField(blank=True, max_length=200, verbose_name='agenda item'),
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='confidence',
            field=models.CharField(blank=True, choices=[('high', 'High'), ('medium', 'Medium'), ('low', 'Low')], max_length=10, verbose_name='confidence'),
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='decided_by',
            field=models.CharField(blank=True, max_length=200, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='decided_on',
            field=models.DateField(null=True, verbose_name='decided on'),
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='proposal',
            field=models.CharField(choices=[('not_begun', 'Not begun'), ('on_track', 'On track'), ('delayed', 'Delayed'), ('at_risk', 'At risk'), ('done', 'Done'), ('changed_by_decision', 'Changed by decision'), ('dropped_by_decision', 'Dropped by decision'), ('cannot_be_measured', 'Cannot be measured')], default='', max_length=20, verbose_name='proposal'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='reason',
            field=models.TextField(blank=True, verbose_name='why it differs from the proposal'),
        ),
        migrations.AlterField(
            model_name='actionplan',
            name='adopted_by',
            field=models.CharField(blank=True, max_length=200, verbose_name='adopted by'),
        ),
        migrations.AlterField(
            model_name='actionplan',
            name='adopted_on',
            field=models.DateField(null=True, verbose_name='adopted on'),
        ),
        migrations.AlterField(
            model_name='goalserved',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals_served', to='action_plans.initiative', verbose_name='initiative'),
        ),
        migrations.RunPython(make_whole, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('adopted_by', ''), ('adopted_on__isnull', True), ('agenda_item', '')), models.Q(models.Q(('adopted_by', ''), _negated=True), ('adopted_on__isnull', False)), _connector='OR'), name='an_adopted_plan_says_by_whom_and_when'),
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hearing_from_on__isnull', True), ('hearing_until_on__isnull', True)), models.Q(('hearing_from_on__isnull', False), ('hearing_until_on__gte', models.F('hearing_from_on')), ('hearing_until_on__isnull', False)), _connector='OR'), name='the_hearing_of_a_plan_has_two_days'),
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), models.Q(('adopted_on__isnull', False), ('closed_on__gte', models.F('adopted_on'))), _connector='OR'), name='a_plan_is_closed_after_it_was_adopted'),
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.CheckConstraint(condition=models.Q(('predecessor__isnull', True), models.Q(('predecessor', models.F('id')), _negated=True), _connector='OR'), name='a_plan_does_not_continue_itself'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('co_owner_kind', ''), ('co_owner_name', '')), models.Q(models.Q(('co_owner_name', ''), _negated=True), models.Q(('co_owner_kind', ''), _negated=True)), _connector='OR'), name='a_co_owner_has_a_name_and_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agenda_item', ''), ('decided_by', ''), ('decided_on__isnull', True)), models.Q(models.Q(('decided_by', ''), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='a_later_initiative_says_who_decided_it_and_when'),
        ),
        migrations.AddConstraint(
            model_name='progressupdate',
            constraint=models.CheckConstraint(condition=models.Q(('state', models.F('proposal')), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_judgement_that_differs_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='progressupdate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('changed_by_decision', 'dropped_by_decision')), models.Q(('decided_by', ''), _negated=True), ('decided_on__isnull', False)), models.Q(models.Q(('state__in', ('changed_by_decision', 'dropped_by_decision')), _negated=True), ('agenda_item', ''), ('decided_by', ''), ('decided_on__isnull', True)), _connector='OR'), name='what_was_decided_names_the_decision'),
        ),
        migrations.AddField(
            model_name='communicationstep',
            name='policy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policy.steeringdocument', verbose_name='policy'),
        ),
        migrations.AddField(
            model_name='communicationstep',
            name='responsible',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.staff', verbose_name='responsible employee'),
        ),
        migrations.AddField(
            model_name='initiativesuccession',
            name='new',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='continuing', to='action_plans.initiative', verbose_name='new initiative'),
        ),
        migrations.AddField(
            model_name='initiativesuccession',
            name='old',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='continued', to='action_plans.initiative', verbose_name='old initiative'),
        ),
        migrations.AddField(
            model_name='initiativesuccession',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='action_plans.actionplan', verbose_name='action plan'),
        ),
        migrations.AddField(
            model_name='milestone',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='action_plans.initiative', verbose_name='initiative'),
        ),
        migrations.AddField(
            model_name='trial',
            name='initiative',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trials', to='action_plans.initiative', verbose_name='initiative'),
        ),
        migrations.AddField(
            model_name='trial',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trials', to='action_plans.actionplan', verbose_name='action plan'),
        ),
        migrations.AddField(
            model_name='trialarea',
            name='area',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='policy.focusarea', verbose_name='area'),
        ),
        migrations.AddField(
            model_name='trialarea',
            name='trial',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='action_plans.trial', verbose_name='trial'),
        ),
        migrations.AddConstraint(
            model_name='initiativesuccession',
            constraint=models.UniqueConstraint(fields=('plan', 'old'), name='a_next_plan_does_one_thing_with_an_initiative'),
        ),
        migrations.AddConstraint(
            model_name='initiativesuccession',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'let_go'), ('new__isnull', True), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('kind', 'let_go'), _negated=True), ('new__isnull', False)), _connector='OR'), name='what_is_let_go_has_a_reason_and_nothing_after_it'),
        ),
        migrations.AddConstraint(
            model_name='trial',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('started_on'))), name='a_trial_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='trial',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_on__isnull', True), ('decision', ''), ('learned', '')), models.Q(models.Q(('decision', ''), _negated=True), models.Q(('learned', ''), _negated=True), ('decided_on__gte', models.F('started_on')), ('decided_on__isnull', False)), _connector='OR'), name='a_trial_is_decided_upon_with_what_was_learned'),
        ),
        migrations.AddConstraint(
            model_name='trialarea',
            constraint=models.UniqueConstraint(fields=('trial', 'area'), name='a_trial_names_an_area_once'),
        ),
    ]
