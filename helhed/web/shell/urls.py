from django.urls import path

from helhed.web.shell import views

urlpatterns = [
    path("", views.FrontPage.as_view(), name="front-page"),
    path("tilgaengelighed", views.Accessibility.as_view(), name="accessibility"),
    path("was", views.OfficialStatement.as_view(), name="official-accessibility-statement"),
    path("privatliv", views.Privacy.as_view(), name="privacy"),
    path("komponenter", views.Gallery.as_view(), name="gallery"),
    path("kommune.css", views.MunicipalityColours.as_view(), name="municipality-colours"),
    path("sprog", views.set_language, name="set-language"),
]
