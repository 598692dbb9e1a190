from django.db import models

from helhed.base.labels import Fake, Label, Purpose, Retention, Sensitivity, label, label_of


def test_a_field_without_more_said_is_public_and_kept_with_the_policy():
    field = label(models.TextField(), purpose=Purpose.STEERING)
    assert label_of(field) == Label(Purpose.STEERING, Sensitivity.PUBLIC, Retention.POLICY, Fake.KEEP)


def test_a_field_keeps_what_was_said():
    marks = {"sensitivity": Sensitivity.SECRET, "retention": Retention.SESSION, "fake": Fake.RANDOM}
    field = label(models.TextField(), purpose=Purpose.SIGN_IN, **marks)
    assert label_of(field) == Label(Purpose.SIGN_IN, Sensitivity.SECRET, Retention.SESSION, Fake.RANDOM)


def test_a_field_that_was_not_marked_has_no_label():
    assert label_of(models.TextField()) is None


def test_a_label_stays_with_each_copy_of_an_inherited_field():
    from helhed.policy.models import FocusArea, Lighthouse

    for model in (FocusArea, Lighthouse):
        assert label_of(model._meta.get_field("position")).purpose == Purpose.STEERING
