"""The addresses of what is not adopted yet: reading in, the review, hearing and adoption."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from helhed.web.policy import (
    adoption,
    answering,
    draft_areas,
    draft_facts,
    draft_goals,
    draft_quotes,
    draft_sections,
    marking,
    marking_goals,
    review,
    succession,
    upload,
)
from helhed.web.policy.draft_page import ChangePage

POLICY = "politik/<slug:slug>"
DRAFT = f"{POLICY}/udkast"


def each_form(page: type[ChangePage], address: str, name: str) -> Iterator[URLPattern]:
    """The address of the page, and below it one for each form but the one that the page itself takes."""
    for does in page.forms:
        is_own = does == page.does
        ending, suffix = ("", "") if is_own else (f"/{does}", f"-{does}")
        yield path(f"{DRAFT}/{address}{ending}", page.as_view(does=does), name=f"{name}{suffix}")


urlpatterns = [
    path("politik/indlæs", upload.ReadIn.as_view(), name="policy-read-in"),
    path("politik/indlæs/eksporteret", upload.Import.as_view(), name="policy-import"),
    path(f"{POLICY}/ny-udgave", review.StartEdition.as_view(), name="edition-start"),
    path(f"{POLICY}/høring", adoption.Hearing.as_view(), name="hearing"),
    path(f"{POLICY}/høring/tilbage", adoption.HearingEnd.as_view(), name="hearing-end"),
    path(f"{POLICY}/vedtag", adoption.Adoption.as_view(), name="adoption"),
    path(DRAFT, review.Review.as_view(), name="draft"),
    path(f"{DRAFT}/fortryd", review.StepBack.as_view(), name="draft-undo"),
    path(f"{DRAFT}/gentag", review.StepForward.as_view(), name="draft-redo"),
    path(f"{DRAFT}/passer", answering.PartsConfirm.as_view(), name="draft-confirm"),
    path(f"{DRAFT}/set", answering.WarningSettle.as_view(), name="draft-settle"),
    path(f"{DRAFT}/smid-væk", review.Discard.as_view(), name="draft-discard"),
    path(f"{DRAFT}/fakta", draft_facts.FactsPage.as_view(), name="draft-facts"),
    path(f"{DRAFT}/udsagn", draft_facts.StatementsPage.as_view(), name="draft-statements"),
    path(f"{DRAFT}/værdier", draft_facts.ValuesPage.as_view(), name="draft-values"),
    path(f"{DRAFT}/tekst", marking.MarkPage.as_view(), name="draft-mark"),
    path(f"{DRAFT}/gamle-mål", succession.SuccessionPage.as_view(), name="draft-succession"),
    path(f"{DRAFT}/gamle-mål/uændrede", succession.UnchangedConfirm.as_view(), name="draft-unchanged"),
    path(f"{DRAFT}/gamle-mål/<uuid:goal_id>", succession.GoalContinue.as_view(), name="draft-continue"),
    path(f"{DRAFT}/forgænger", succession.PredecessorName.as_view(), name="draft-predecessor"),
    path(f"{DRAFT}/tekst/mål", marking_goals.GoalsPage.as_view(), name="draft-mark-goals"),
    path(f"{DRAFT}/afsnit", draft_sections.SectionAdd.as_view(), name="draft-section-add"),
    path(f"{DRAFT}/numre", draft_areas.AreasNumber.as_view(), name="draft-number"),
    path(f"{DRAFT}/område", draft_areas.AreaAdd.as_view(), name="draft-area-add"),
    path(f"{DRAFT}/område/<uuid:area_id>/mål", draft_goals.GoalAdd.as_view(), name="draft-goal-add"),
    path(f"{DRAFT}/område/<uuid:area_id>/citat", draft_quotes.QuoteAdd.as_view(), name="draft-quote-add"),
    *each_form(draft_areas.AreaPage, "område/<uuid:area_id>", "draft-area"),
    *each_form(draft_goals.GoalPage, "mål/<uuid:goal_id>", "draft-goal"),
    *each_form(draft_quotes.QuotePage, "citat/<uuid:quote_id>", "draft-quote"),
    *each_form(draft_sections.SectionPage, "afsnit/<uuid:section_id>", "draft-section"),
]
