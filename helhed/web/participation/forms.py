from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from helhed.base import clock
from helhed.organisation.queries import NamedAccount, ShownUnit
from helhed.participation.queries.councils import ListedCouncil
from helhed.participation.queries.hearings import HearableSubject, ShownHearing
from helhed.participation.words import (
    LONGEST_ANSWER,
    LONGEST_BODY,
    LONGEST_NAME,
    LONGEST_QUESTIONS,
    LONGEST_REASON,
    LONGEST_REPLY,
    LONGEST_TITLE,
    LONGEST_WHERE,
    CouncilKind,
    HearingKind,
    HearingOrder,
    HearingState,
    SeatRole,
)
from helhed.web.participation.shown import subject_key
from helhed.web.policy.draft_fields import day_field
from helhed.web.policy.forms import Names, SeenForm

LONGEST_SEARCH = 200
SOMEBODY_ELSE = "andre"
TOGETHER, ALONE = "alle", "mig"
DAYS_TO_REPLY = 21


def line(label: Any, longest: int, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"lang": "da"})
    return forms.CharField(**{"label": label, "max_length": longest, "widget": widget, **more})


def text(label: Any, longest: int, rows: int, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "lang": "da"})
    return forms.CharField(**{"label": label, "max_length": longest, "widget": widget, **more})


def chosen(label: Any, **more: Any) -> forms.TypedChoiceField:
    """One of some things, or none where it is not required; its choices are given with the form."""
    return forms.TypedChoiceField(**{"label": label, "coerce": UUID, "empty_value": None, **more})


def offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


class HearingFilterForm(forms.Form):
    """Which hearings to show, and in what order. What makes no sense is left out."""

    ord = forms.CharField(label=_("Words in the title, or who is asked"), required=False, max_length=LONGEST_SEARCH)
    status = forms.ChoiceField(label=_("State"), required=False)
    vis = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("All hearings")), ("mine", _("Those that concern me"))],
    )
    orden = forms.ChoiceField(label=_("Order"), required=False, choices=HearingOrder.choices)

    def __init__(self, *args: Any, states: set[HearingState], is_signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(state.value, state.label) for state in HearingState if state in states]
        offer(self, "status", [("", _("All")), *found])
        if not is_signed_in:
            del self.fields["vis"]


class OpenForm(forms.Form):
    """What councils and others are asked, who they are, and for how long."""

    subject = forms.ChoiceField(
        label=_("What it is about"),
        help_text=_("Only what everybody may read. A draft of a policy is sent to hearing first."),
    )
    title = line(_("Title of the hearing"), LONGEST_TITLE)
    questions = text(
        _("What you ask about"),
        LONGEST_QUESTIONS,
        8,
        help_text=_("In easy words: what it is about, what you would like to know, and what can still be changed."),
    )
    opens_on = day_field(_("First day to answer"))
    closes_on = day_field(_("Last day to answer"))
    replies_on = day_field(
        _("The municipality replies by"),
        help_text=_("Everybody can see this promise. Each answer gets a reply."),
    )
    councils = forms.TypedMultipleChoiceField(
        label=_("Councils that are asked"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple(attrs={"lang": "da"}),
    )
    others = Names(
        label=_("Others that are asked"),
        required=False,
        help_text=_("Organisations outside, one on each line. Their answers are typed in by an employee."),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "da"}),
    )
    is_open_to_all = forms.BooleanField(label=_("Everybody may answer, by letter or e-mail"), required=False)

    def __init__(
        self, *args: Any, subjects: Sequence[HearableSubject], councils: Sequence[ListedCouncil], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(subject_key(each.subject), _named(each)) for each in subjects]
        offer(self, "subject", [("", _("Choose …")), *named])
        offer(self, "councils", [(str(council.id), council.name) for council in councils])


def _named(hearable: HearableSubject) -> str:
    """As: Sammen om hverdagen, edition 1 (in hearing)."""
    subject = hearable.subject
    if subject.kind != HearingKind.POLICY:
        return subject.title
    named = _("%(title)s, edition %(number)s") % {"title": subject.title, "number": subject.edition}
    return _("%(name)s (in hearing)") % {"name": named} if hearable.until_on else named


def as_opened(hearable: HearableSubject | None) -> dict[str, Any]:
    """What the form shows before anything is typed: the days that were decided, where there are any."""
    today = clock.today()
    if hearable is None:
        return {"opens_on": today}
    until = hearable.until_on
    return {
        "subject": subject_key(hearable.subject),
        "title": f"Høring om {hearable.subject.title}"[:LONGEST_TITLE],
        "opens_on": hearable.from_on or today,
        "closes_on": until,
        "replies_on": until + timedelta(days=DAYS_TO_REPLY) if until else None,
    }


class InviteForm(forms.Form):
    council = chosen(_("A council"), required=False)
    name = line(_("Or somebody outside, by name"), LONGEST_TITLE, required=False)

    def __init__(self, *args: Any, councils: Sequence[ListedCouncil], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "council",
            [("", _("Choose …")), *((str(council.id), council.name) for council in councils)],
        )


class DeadlineForm(SeenForm):
    closes_on = day_field(_("New last day to answer"))
    replies_on = day_field(_("The municipality replies by"))
    reason = line(_("Why"), LONGEST_REASON, help_text=_("Everybody can read it on the page of the hearing."))


class CloseForm(SeenForm):
    reason = line(_("Why"), LONGEST_REASON, help_text=_("Everybody can read it on the page of the hearing."))


class AnswerForm(forms.Form):
    """What a member of a council answers; `said_for` is written `invitation/alle` or `invitation/mig`."""

    said_for = forms.ChoiceField(
        label=_("Who do you answer for?"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose who you answer for.")},
    )
    words = text(
        _("What do you think?"),
        LONGEST_ANSWER,
        12,
        help_text=_("Use your own words. Say what is good, and what should be different."),
    )

    def __init__(self, *args: Any, hearing: ShownHearing, **kwargs: Any) -> None:
        """Whoever sends again what was sent already finds all the choices; to look shows those that are left."""
        super().__init__(*args, **kwargs)
        offer(self, "said_for", said_for_choices(hearing, all_of_them=self.is_bound))

    def said(self) -> dict[str, Any]:
        invitation, _slash, who = self.cleaned_data["said_for"].partition("/")
        return {
            "invitation_id": UUID(invitation),
            "is_joint": who == TOGETHER,
            "words": self.cleaned_data["words"],
        }


def said_for_choices(hearing: ShownHearing, *, all_of_them: bool = False) -> list[tuple[str, str]]:
    """For whom the viewer can answer, but those for whom there is an answer already."""
    choices = []
    for each in hearing.invitations:
        if each.is_own and (all_of_them or not each.has_answered):
            words = _("For the whole of %(council)s") % {"council": each.name}
            choices.append((f"{each.id}/{TOGETHER}", str(words)))
        if each.is_own and (all_of_them or not each.has_own_answer):
            words = _("For myself, as a member of %(council)s") % {"council": each.name}
            choices.append((f"{each.id}/{ALONE}", str(words)))
    return choices


class CorrectForm(SeenForm):
    words = text(_("The answer"), LONGEST_ANSWER, 12)


class WhoAnswers(forms.RadioSelect):
    """Those who are asked have Danish names; "somebody else" is in the language of the page."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if value != SOMEBODY_ELSE:
            option["attrs"]["lang"] = "da"
        return option


class TypeInForm(forms.Form):
    """An answer that came by letter or was said at a meeting."""

    said_for = forms.ChoiceField(label=_("Who answers"), widget=WhoAnswers)
    said_by = line(
        _("Name of somebody else"),
        LONGEST_TITLE,
        required=False,
        help_text=_("As it is to stand beside the answer."),
    )
    where = line(
        _("Where the words come from"),
        LONGEST_WHERE,
        help_text=_("As in: a letter of 3 January, or the meeting on 3 January."),
    )
    received_on = day_field(_("Received on"))
    words = text(_("The answer, word for word"), LONGEST_ANSWER, 12)

    def __init__(self, *args: Any, hearing: ShownHearing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [(str(each.id), each.name) for each in hearing.invitations if self.is_bound or not each.has_answered]
        if hearing.is_open_to_all:
            asked.append((SOMEBODY_ELSE, str(_("Somebody else"))))
        offer(self, "said_for", asked)

    def said(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        said_for = typed.pop("said_for")
        return {**typed, "invitation_id": None if said_for == SOMEBODY_ELSE else UUID(said_for)}


class ReplyForm(forms.Form):
    """What the municipality says to an answer, and what the answer changed."""

    words = text(_("What the municipality says to it"), LONGEST_REPLY, 8)
    changed = text(
        _("What it changed"),
        LONGEST_REPLY,
        4,
        required=False,
        help_text=_("Leave it empty if it changed nothing. The page then says so."),
    )
    is_withheld = forms.BooleanField(
        label=_("Keep the answer from the public, because it tells of somebody's private life"),
        required=False,
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class CouncilFilterForm(forms.Form):
    ord = forms.CharField(label=_("Words in the name"), required=False, max_length=LONGEST_SEARCH)
    slags = forms.ChoiceField(
        label=_("Kind of council"), required=False, choices=[("", _("All")), *CouncilKind.choices]
    )


class CouncilForm(forms.Form):
    name = line(_("Name of the council"), LONGEST_NAME)
    kind = forms.ChoiceField(label=_("Kind of council"), choices=CouncilKind.choices)
    unit = chosen(
        _("Facility"),
        required=False,
        help_text=_("Only for a users' and relatives' council: where it belongs."),
    )

    def __init__(self, *args: Any, units: Sequence[ShownUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(unit.id), "\u2003" * unit.depth + unit.name) for unit in units]
        offer(self, "unit", [("", _("None")), *named])


class AccountForm(forms.Form):
    """Which account a member of a council signs in by, if any."""

    account = chosen(
        _("Account"),
        required=False,
        help_text=_("Those who have the role of a council member. The system administrator gives it."),
    )

    def __init__(self, *args: Any, accounts: Sequence[NamedAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "account", [("", _("None")), *((str(account.id), account.name) for account in accounts)])


class MemberForm(AccountForm):
    name = line(_("Name"), LONGEST_NAME)
    role = forms.ChoiceField(label=_("Role in the council"), choices=SeatRole.choices, initial=SeatRole.MEMBER)
    appointed_by = line(
        _("Appointed by"),
        LONGEST_BODY,
        help_text=_("As in Byrådet, or the organisation that sends the member."),
    )
    from_on = day_field(_("First day of the term"))
    until_on = day_field(
        _("Last day of the term"),
        required=False,
        help_text=_("Leave it empty if nobody knows yet."),
    )
    field_order = ("name", "role", "appointed_by", "from_on", "until_on", "account")


class TermEndForm(forms.Form):
    until_on = day_field(_("Last day of the term"))
