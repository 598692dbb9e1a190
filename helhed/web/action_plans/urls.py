from django.urls import path

from helhed.web.action_plans import views

urlpatterns = [
    path("handleplan", views.PlanList.as_view(), name="action-plan-list"),
    path("handleplan/<slug:slug>", views.PlanPage.as_view(), name="action-plan"),
    path("handleplan/<slug:slug>/<int:number>", views.InitiativePage.as_view(), name="initiative"),
    path("handleplan/<slug:slug>/<int:number>/fremdrift", views.ProgressWrite.as_view(), name="progress-write"),
]
