"""The addresses of those who write action plans and communication plans, and of two plans beside each other."""

from django.urls import path

from helhed.web.action_plans.comparing import PlanComparison
from helhed.web.action_plans.views import communication, generations, planning, writing

PLAN = "handleplan/<slug:slug>"
BEFORE = f"{PLAN}/forrige"
STEPS = "politik/<slug:slug>/kommunikation"

urlpatterns = [
    path("ny-handleplan", planning.PlanStart.as_view(), name="plan-start"),
    path(f"{PLAN}/ret", planning.PlanChange.as_view(), name="plan-change"),
    path(f"{PLAN}/høring", planning.PlanToHearing.as_view(), name="plan-hearing"),
    path(f"{PLAN}/tag-tilbage", planning.PlanTakeBack.as_view(), name="plan-take-back"),
    path(f"{PLAN}/vedtag", planning.PlanAdopt.as_view(), name="plan-adopt"),
    path(f"{PLAN}/afslut", planning.PlanClose.as_view(), name="plan-close"),
    path(f"{PLAN}/kassér", planning.PlanDiscard.as_view(), name="plan-discard"),
    path(f"{PLAN}/initiativ", writing.InitiativeAdd.as_view(), name="initiative-add"),
    path(f"{PLAN}/<int:number>/ret", writing.InitiativeChange.as_view(), name="initiative-change"),
    path(f"{PLAN}/<int:number>/fjern", writing.InitiativeRemove.as_view(), name="initiative-remove"),
    path(f"{PLAN}/næste", generations.PlanNext.as_view(), name="plan-next"),
    path(f"{PLAN}/sammenlign/<slug:old>", PlanComparison.as_view(), name="plan-compare"),
    path(BEFORE, generations.PlanBefore.as_view(), name="plan-before"),
    path(f"{BEFORE}/videreført", generations.CarryOver.as_view(), name="plan-carry-over"),
    path(f"{BEFORE}/saml", generations.Merge.as_view(), name="plan-merge"),
    path(f"{BEFORE}/<uuid:initiative_id>/slip", generations.LetGo.as_view(), name="plan-let-go"),
    path(f"{BEFORE}/<uuid:initiative_id>/fortryd", generations.UndoSuccession.as_view(), name="plan-undo"),
    path(STEPS, communication.Communication.as_view(), name="communication"),
    path(f"{STEPS}/trin", communication.StepAdd.as_view(), name="step-add"),
    path(f"{STEPS}/<uuid:step_id>", communication.StepChange.as_view(), name="step-change"),
    path(f"{STEPS}/<uuid:step_id>/udført", communication.StepDone.as_view(), name="step-done"),
    path(f"{STEPS}/<uuid:step_id>/fortryd", communication.StepUndo.as_view(), name="step-undo"),
    path(f"{STEPS}/<uuid:step_id>/fjern", communication.StepRemove.as_view(), name="step-remove"),
]
