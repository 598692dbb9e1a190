from django.urls import path, register_converter
from django.urls.converters import StringConverter

from helhed.policy.words import CODE_PATTERN
from helhed.web.policy import comparing, draft_urls, easy_wordings, editing, editions, export, feed, listing, views


class Code(StringConverter):
    """The code of a goal: letters and digits with dots between."""

    regex = CODE_PATTERN


register_converter(Code, "code")
urlpatterns = [
    path("politik", listing.PolicyList.as_view(), name="policy-list"),
    *draft_urls.urlpatterns,
    path("politik.atom", feed.PolicyFeed.as_view(), name="policy-feed"),
    path("politik/skema.json", export.PolicySchema.as_view(), name="policy-schema"),
    path("politik/gennemgå-let-dansk", easy_wordings.EasyWordings.as_view(), name="easy-wordings"),
    path("politik/<slug:slug>", views.DocumentPage.as_view(), name="document"),
    path("politik/<slug:slug>/fil", views.OriginalFile.as_view(), name="document-file"),
    path("politik/<slug:slug>/eksport.docx", export.PolicyWord.as_view(), name="policy-word"),
    path("politik/<slug:slug>/eksport.pdf", export.PolicyPdf.as_view(), name="policy-pdf"),
    path("politik/<slug:slug>/eksport.json", export.PolicyJson.as_view(), name="policy-json"),
    path("politik/<slug:slug>/udgaver", editions.EditionList.as_view(), name="editions"),
    path("politik/<slug:slug>/udgave/<int:number>", editions.EditionPage.as_view(), name="edition"),
    path("politik/<slug:slug>/sammenlign", comparing.ComparisonPage.as_view(), name="comparison"),
    path("politik/<slug:slug>/fokus/<int:place>", views.AreaPage.as_view(), name="focus-area"),
    path("politik/<slug:slug>/mål/<code:code>", views.GoalPage.as_view(), name="goal"),
    path("politik/<slug:slug>/mål/<code:code>/let-dansk", easy_wordings.EasyWording.as_view(), name="easy-wording"),
    path("styringstrekanten", views.SteeringPage.as_view(), name="steering"),
    path("styringstrekanten/skriv", editing.SteeringEdit.as_view(), name="steering-edit"),
    path("styringstrekanten/skriv/dokument", editing.DocumentAdd.as_view(), name="document-add"),
    path(
        "styringstrekanten/skriv/dokument/<uuid:document_id>", editing.DocumentChange.as_view(), name="document-change"
    ),
    path("styringstrekanten/skriv/led/<uuid:link_id>/fjern", editing.LinkRemove.as_view(), name="link-remove"),
    path("søg", views.GoalSearch.as_view(), name="goal-search"),
]
