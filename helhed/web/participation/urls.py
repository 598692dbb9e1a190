from django.urls import path

from helhed.web.participation.views import answers, councils, hearings, keeping

# No address of a hearing or a council has a letter beyond a-z in it, so none of ours hides one of them.
urlpatterns = [
    path("hoeringer", hearings.HearingList.as_view(), name="hearing-list"),
    path("hoeringer/åbn", keeping.HearingOpen.as_view(), name="hearing-open"),
    path("hoeringer/<slug:slug>", hearings.HearingPage.as_view(), name="hearing-page"),
    path("hoeringer/<slug:slug>/notat.docx", hearings.HearingWord.as_view(), name="hearing-word"),
    path("hoeringer/<slug:slug>/notat.pdf", hearings.HearingPdf.as_view(), name="hearing-pdf"),
    path("hoeringer/<slug:slug>/svar", answers.Answer.as_view(), name="hearing-answer"),
    path("hoeringer/<slug:slug>/svar/<uuid:answer_id>/ret", answers.AnswerCorrect.as_view(), name="answer-correct"),
    path("hoeringer/<slug:slug>/svar/<uuid:answer_id>/kommunen", keeping.Reply.as_view(), name="answer-reply"),
    path("hoeringer/<slug:slug>/skriv-ind", keeping.TypeIn.as_view(), name="answer-type-in"),
    path("hoeringer/<slug:slug>/inviter", keeping.Invite.as_view(), name="hearing-invite"),
    path("hoeringer/<slug:slug>/frist", keeping.Deadline.as_view(), name="hearing-deadline"),
    path("hoeringer/<slug:slug>/luk", keeping.Close.as_view(), name="hearing-close"),
    path("raad", councils.CouncilList.as_view(), name="council-list"),
    path("raad/tilføj", councils.CouncilAdd.as_view(), name="council-add"),
    path("raad/<slug:slug>", councils.CouncilPage.as_view(), name="council"),
    path("raad/<slug:slug>/medlem", councils.MemberAdd.as_view(), name="member-add"),
    path("raad/<slug:slug>/medlem/<uuid:member_id>/slut", councils.TermEnd.as_view(), name="term-end"),
    path("raad/<slug:slug>/medlem/<uuid:member_id>/konto", councils.MemberLink.as_view(), name="member-link"),
]
