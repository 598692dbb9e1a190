from django.urls import path

from helhed.web.action_plans import listing, overview_urls, writing_urls
from helhed.web.action_plans.views import initiatives, milestones, own, plans, responsibility, trials

INITIATIVE = "handleplan/<slug:slug>/<int:number>"

urlpatterns = [
    *overview_urls.urlpatterns,
    *writing_urls.urlpatterns,
    path("mine-initiativer", own.OwnInitiatives.as_view(), name="own-initiatives"),
    path("overdrag", responsibility.Holders.as_view(), name="holders"),
    path("overdrag/<uuid:staff_id>", responsibility.HandOverAll.as_view(), name="hand-over"),
    path("handleplan", listing.PlanList.as_view(), name="action-plan-list"),
    path("handleplan/<slug:slug>", plans.PlanPage.as_view(), name="action-plan"),
    path("handleplan/<slug:slug>/prøvehandling", trials.TrialStart.as_view(), name="trial-start"),
    path("handleplan/<slug:slug>/prøvehandling/<uuid:trial_id>", trials.TrialChange.as_view(), name="trial-change"),
    path(
        "handleplan/<slug:slug>/prøvehandling/<uuid:trial_id>/afgør", trials.TrialDecide.as_view(), name="trial-decide"
    ),
    path(INITIATIVE, initiatives.InitiativePage.as_view(), name="initiative"),
    path(f"{INITIATIVE}/fremdrift", initiatives.ProgressWrite.as_view(), name="progress-write"),
    path(f"{INITIATIVE}/ansvarlig", responsibility.Assign.as_view(), name="accountable-assign"),
    path(f"{INITIATIVE}/milepæl", milestones.MilestoneAdd.as_view(), name="milestone-add"),
    path(f"{INITIATIVE}/milepæl/<uuid:milestone_id>", milestones.MilestoneChange.as_view(), name="milestone-change"),
    path(f"{INITIATIVE}/milepæl/<uuid:milestone_id>/nået", milestones.MilestoneReach.as_view(), name="milestone-reach"),
    path(
        f"{INITIATIVE}/milepæl/<uuid:milestone_id>/fortryd", milestones.MilestoneUndo.as_view(), name="milestone-undo"
    ),
    path(
        f"{INITIATIVE}/milepæl/<uuid:milestone_id>/fjern", milestones.MilestoneRemove.as_view(), name="milestone-remove"
    ),
]
