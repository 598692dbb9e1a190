"""The hearings about what a page shows, and the way to open one more."""

from typing import Any

from helhed.action_plans.queries.shown import ShownPlan
from helhed.base.viewer import Viewer
from helhed.participation.queries.hearings import Subject, hearings_about
from helhed.participation.words import HearingKind
from helhed.policy.queries.shown import PolicyContent
from helhed.policy.words import DocumentState
from helhed.web.participation.shown import opening_address, rows


def hearings_of(viewer: Viewer, content: PolicyContent, *, of_edition: bool = False) -> dict[str, Any]:
    """The hearings about a policy in any edition, or about the one that is shown; what is written by hand has none.

    A draft that is not in hearing yet can be read by few, and nobody is asked about it.
    """
    if content.edition is None:
        return {"hearings": [], "opening": ""}
    found = hearings_about(viewer, document_id=content.document.id)
    if of_edition:
        found = [each for each in found if each.subject.edition == content.edition]
    subject = Subject(HearingKind.POLICY, content.document.title, policy=content.document.slug, edition=content.edition)
    opening = "" if content.state == DocumentState.DRAFT else opening_address(subject)
    return {"hearings": rows(found), "opening": opening}


def hearings_of_plan(viewer: Viewer, plan: ShownPlan) -> dict[str, Any]:
    subject = Subject(HearingKind.ACTION_PLAN, plan.title, plan=plan.slug)
    return {"hearings": rows(hearings_about(viewer, plan_id=plan.id)), "opening": opening_address(subject)}
