"""A status has sections with editors, committees with outcomes, voices and editions, and what is published is kept.

What was written before is made whole: the summary becomes the section of that name, and what the committee did, which
was written down on the day of publishing, stands with that day. A draft gets every section, also one for each focus
area. What was published before is not compiled here, for a migration knows the tables and not what they mean: it
stays published without a kept text, and says so wherever it is shown.
"""

from typing import Any

import django.db.models.deletion
import helhed.base.ids
from django.db import migrations, models

NEEDED = ("StatusReport", "StatusSection", "CommitteeTreatment")
KINDS = ("reading_guide", "method", "vision", "voices", "communication")

REFUSES = {
    "sqlite": 'DROP TRIGGER IF EXISTS "status_reports_statusreport_no_update"',
    "postgresql": 'DROP TRIGGER IF EXISTS "status_reports_statusreport_no_update" ON "status_reports_statusreport"',
}


def make_whole(apps: Any, schema_editor: Any) -> None:
    """The trigger that refuses to change a published status comes back after the migration, as after each one."""
    schema_editor.execute(REFUSES[schema_editor.connection.vendor])
    alias = schema_editor.connection.alias
    rows = {name: apps.get_model("status_reports", name).objects.using(alias) for name in NEEDED}
    for report in rows["StatusReport"].all():
        is_published = report.published_on is not None
        rows["StatusReport"].filter(pk=report.pk).update(first_year=report.year)
        add = rows["StatusSection"].create
        add(report=report, kind="summary", text=report.summary, is_ready=is_published)
        if is_published:
            _keep_outcome(rows["CommitteeTreatment"], report)
            continue
        for kind in KINDS:
            add(report=report, kind=kind)
        areas = apps.get_model("policy", "FocusArea").objects.using(alias).filter(document=report.policy_id)
        for area in areas.values_list("pk", flat=True):
            add(report=report, kind="area", area=area)
    if schema_editor.connection.vendor == "postgresql":
        # A table is not changed while its foreign keys still wait to be looked at.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def _keep_outcome(treatments: Any, report: Any) -> None:
    if report.committee and report.outcome:
        day = report.published_on
        treatments.create(
            report=report, committee=report.committee, sent_on=day, outcome=report.outcome, treated_on=day
        )


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0001_initial'),
        ('participation', '0001_councils_and_hearings'),
        ('policy', '0009_how_running_text_was_changed'),
        ('status_reports', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CitizenVoice',
            fields=[
                ('id', models.UUIDField(default=helhed.base.ids.uuid7, editable=False, primary_key=True, serialize=False, verbose_name='id')),
                ('lineage', models.UUIDField(db_index=True, default=helhed.base.ids.uuid7, verbose_name='what it is known by')),
                ('area', models.UUIDField(null=True, verbose_name='focus area')),
                ('words', models.TextField(verbose_name='in words')),
                ('said_by', models.CharField(blank=True, max_length=200, verbose_name='said by')),
                ('consent_on', models.DateField(verbose_name='consent given on')),
                ('consent_how', models.CharField(max_length=200, verbose_name='how the consent was given')),
                ('consent_explained', models.CharField(max_length=1000, verbose_name='what was explained, and to whom')),
                ('withdrawn_on', models.DateField(null=True, verbose_name='consent withdrawn on')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
            ],
            options={
                'verbose_name': "Citizen's voice",
                'ordering': ('lineage',),
            },
        ),
        migrations.CreateModel(
            name='CommitteeTreatment',
            fields=[
                ('id', models.UUIDField(default=helhed.base.ids.uuid7, editable=False, primary_key=True, serialize=False, verbose_name='id')),
                ('committee', models.CharField(max_length=200, verbose_name='committee')),
                ('sent_on', models.DateField(verbose_name='sent on')),
                ('outcome', models.CharField(blank=True, choices=[('approved', 'approved'), ('noted', 'taken to its notice'), ('sent_back', 'sent back')], max_length=20, verbose_name='outcome')),
                ('treated_on', models.DateField(null=True, verbose_name='dealt with on')),
                ('agenda_item', models.CharField(blank=True, max_length=200, verbose_name='agenda item')),
                ('note', models.TextField(blank=True, verbose_name='what the committee said')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
            ],
            options={
                'verbose_name': 'Treatment in a committee',
                'ordering': ('sent_on', 'id'),
            },
        ),
        migrations.CreateModel(
            name='FrozenStatus',
            fields=[
                ('id', models.UUIDField(default=helhed.base.ids.uuid7, editable=False, primary_key=True, serialize=False, verbose_name='id')),
                ('content', models.TextField(verbose_name='content')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('frozen_at', models.DateTimeField(verbose_name='time')),
            ],
            options={
                'verbose_name': 'Frozen status',
            },
        ),
        migrations.CreateModel(
            name='GoalJudgement',
            fields=[
                ('id', models.UUIDField(default=helhed.base.ids.uuid7, editable=False, primary_key=True, serialize=False, verbose_name='id')),
                ('words', models.TextField(verbose_name='in words')),
            ],
            options={
                'verbose_name': 'Judgement of a goal',
            },
        ),
        migrations.CreateModel(
            name='StatusSection',
            fields=[
                ('id', models.UUIDField(default=helhed.base.ids.uuid7, editable=False, primary_key=True, serialize=False, verbose_name='id')),
                ('kind', models.CharField(choices=[('summary', 'Summary'), ('reading_guide', 'How to read this status'), ('method', 'Method'), ('vision', 'Vision and values'), ('area', 'Focus area'), ('voices', "Citizens' voices"), ('communication', 'Communication plan'), ('carried_over', 'What carries over')], max_length=20, verbose_name='about')),
                ('area', models.UUIDField(null=True, verbose_name='focus area')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('is_ready', models.BooleanField(default=False, verbose_name='ready')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
            ],
            options={
                'verbose_name': 'Section of a status',
                'ordering': ('id',),
            },
        ),
        migrations.AlterModelOptions(
            name='statusreport',
            options={'ordering': ('-year', 'kind', '-edition'), 'verbose_name': 'Yearly status'},
        ),
        migrations.RemoveConstraint(
            model_name='statusreport',
            name='one_status_a_year',
        ),
        migrations.RemoveConstraint(
            model_name='statusreport',
            name='what_is_published_has_a_day',
        ),
        migrations.AddField(
            model_name='statusreport',
            name='correction_reason',
            field=models.CharField(blank=True, max_length=1000, verbose_name='why it is corrected'),
        ),
        migrations.AddField(
            model_name='statusreport',
            name='corrects',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='status_reports.statusreport', verbose_name='corrects the edition'),
        ),
        migrations.AddField(
            model_name='statusreport',
            name='due_on',
            field=models.DateField(null=True, verbose_name='sections ready by'),
        ),
        migrations.AddField(
            model_name='statusreport',
            name='edition',
            field=models.PositiveIntegerField(default=1, verbose_name='edition'),
        ),
        migrations.AddField(
            model_name='statusreport',
            name='first_year',
            field=models.PositiveIntegerField(default=0, verbose_name='first year'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='statusreport',
            name='hearing',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participation.hearing', verbose_name='hearing'),
        ),
        migrations.AddField(
            model_name='statusreport',
            name='kind',
            field=models.CharField(choices=[('yearly', 'Yearly status'), ('closing', 'Closing status')], default='yearly', max_length=10, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='citizenvoice',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='status_reports.statusreport', verbose_name='yearly status'),
        ),
        migrations.AddField(
            model_name='committeetreatment',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='treatments', to='status_reports.statusreport', verbose_name='yearly status'),
        ),
        migrations.AddField(
            model_name='frozenstatus',
            name='report',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='frozen', to='status_reports.statusreport', verbose_name='yearly status'),
        ),
        migrations.AddField(
            model_name='goaljudgement',
            name='goal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policy.policygoal', verbose_name='goal'),
        ),
        migrations.AddField(
            model_name='statussection',
            name='editor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.staff', verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='statussection',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='status_reports.statusreport', verbose_name='yearly status'),
        ),
        migrations.AddField(
            model_name='goaljudgement',
            name='section',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='status_reports.statussection', verbose_name='section'),
        ),
        migrations.AddConstraint(
            model_name='citizenvoice',
            constraint=models.UniqueConstraint(fields=('report', 'lineage'), name='a_voice_is_heard_once_in_a_status'),
        ),
        migrations.AddConstraint(
            model_name='citizenvoice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), models.Q(('consent_how', ''), _negated=True), models.Q(('consent_explained', ''), _negated=True)), name='a_voice_comes_with_its_consent'),
        ),
        migrations.AddConstraint(
            model_name='citizenvoice',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), ('withdrawn_on__gte', models.F('consent_on')), _connector='OR'), name='a_consent_is_withdrawn_after_it_was_given'),
        ),
        migrations.AddConstraint(
            model_name='committeetreatment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agenda_item', ''), ('note', ''), ('outcome', ''), ('treated_on__isnull', True)), models.Q(models.Q(('outcome', ''), _negated=True), ('treated_on__gte', models.F('sent_on')), ('treated_on__isnull', False)), _connector='OR'), name='an_outcome_has_a_day'),
        ),
        migrations.AddConstraint(
            model_name='committeetreatment',
            constraint=models.CheckConstraint(condition=models.Q(('committee', ''), _negated=True), name='a_treatment_names_a_committee'),
        ),
        migrations.AddConstraint(
            model_name='committeetreatment',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('report', 'committee'), name='a_committee_has_a_status_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='statussection',
            constraint=models.UniqueConstraint(fields=('report', 'area'), name='one_section_of_each_area'),
        ),
        migrations.AddConstraint(
            model_name='statussection',
            constraint=models.UniqueConstraint(condition=models.Q(('area__isnull', True)), fields=('report', 'kind'), name='one_section_of_each_kind'),
        ),
        migrations.AddConstraint(
            model_name='statussection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('area__isnull', False), ('kind', 'area')), models.Q(models.Q(('kind', 'area'), _negated=True), ('area__isnull', True)), _connector='OR'), name='a_section_about_an_area_names_it'),
        ),
        migrations.AddConstraint(
            model_name='goaljudgement',
            constraint=models.UniqueConstraint(fields=('section', 'goal'), name='one_judgement_of_each_goal'),
        ),
        migrations.RunPython(make_whole, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='statusreport',
            constraint=models.UniqueConstraint(fields=('policy', 'kind', 'year', 'edition'), name='one_status_of_each_edition'),
        ),
        migrations.AddConstraint(
            model_name='statusreport',
            constraint=models.UniqueConstraint(condition=models.Q(('published_on__isnull', True)), fields=('policy', 'kind', 'year'), name='one_draft_of_a_status_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='statusreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_year', models.F('year')), ('kind', 'yearly')), models.Q(('first_year__lte', models.F('year')), ('kind', 'closing')), _connector='OR'), name='a_yearly_status_is_of_one_year'),
        ),
        migrations.AddConstraint(
            model_name='statusreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('correction_reason', ''), ('corrects__isnull', True), ('edition', 1)), models.Q(('corrects__isnull', False), ('edition__gt', 1), models.Q(('correction_reason', ''), _negated=True)), _connector='OR'), name='a_later_edition_says_what_it_corrects_and_why'),
        ),
        migrations.RemoveField(
            model_name='statusreport',
            name='committee',
        ),
        migrations.RemoveField(
            model_name='statusreport',
            name='outcome',
        ),
        migrations.RemoveField(
            model_name='statusreport',
            name='state',
        ),
        migrations.RemoveField(
            model_name='statusreport',
            name='summary',
        ),
    ]
