"""What the gallery is filled with. Its words are made up and Danish, as the contents of the pages are."""

from datetime import UTC, date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from helhed.web.shell.front_page import FrontArea, FrontPageContent, FrontPolicy, FrontStatus
from helhed.web.shell.parts import (
    ICONS,
    LOOKS,
    Cell,
    Crumb,
    Fact,
    GoalCard,
    HistoryAct,
    HistoryLine,
    HistoryPart,
    ProgressPart,
)
from helhed.web.shell.thread import SteeringLevel, SteeringLink, ThreadBranch, ThreadStep

HERE = "#thread"


class SampleForm(forms.Form):
    name = forms.CharField(label="Navn på initiativet", help_text="Kort nok til at stå i en liste.", max_length=60)
    words = forms.CharField(label="Hvordan går det?", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    unit = forms.ChoiceField(label="Enhed", choices=[("", "Vælg en enhed"), ("1", "Bostøtte og fællesskaber")])
    due_on = forms.DateField(
        label="Færdig senest", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )
    state = forms.ChoiceField(
        label="Status", choices=[("on_track", "Går efter planen"), ("late", "Forsinket")], widget=forms.RadioSelect
    )
    areas = forms.MultipleChoiceField(
        label="Fokusområder",
        choices=[("1", "Værdighed"), ("2", "Sundhed")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_shared = forms.BooleanField(label="Vis på den offentlige side", required=False)


def bound_form() -> SampleForm:
    """A form as it comes back when something in it is wrong."""
    return SampleForm({"name": "", "words": "Vi er godt i gang.", "unit": "1", "due_on": "i morgen", "state": ""})


THREAD = [
    ThreadStep(_("The council's vision"), "Et godt liv midt i naturen", HERE, language="da"),
    ThreadStep(_("The council's focus area"), "Et godt liv", HERE, "Vi sætter borgerne forrest.", language="da"),
    ThreadStep(_("Policy"), "Plads til hele mennesket", HERE, "Socialpolitik 2021–2024", language="da"),
    ThreadStep(_("Focus area"), "Fællesskaber", HERE, "Et af seks fokusområder", language="da"),
    ThreadStep(
        _("Goal"), "At flere deltager i frivilligt arbejde på deres egne vilkår.", HERE, is_current=True, language="da"
    ),
    ThreadStep(
        _("Initiatives"),
        "Det gør vi",
        HERE,
        language="da",
        branches=(
            ThreadBranch("Frivilligcafé på Havnegade", HERE, "on_track", "Bostøtte og fællesskaber", "da"),
            ThreadBranch("Følgeskab til den første træning i foreningen", HERE, "late", "Idræt og fritid", "da"),
            ThreadBranch("Kurser for pårørende", HERE, "vacant", "", "da"),
            ThreadBranch("Fælles kalender for værestederne", HERE, "done", "Job og Velfærd", "da"),
        ),
    ),
    ThreadStep(_("Yearly status"), "Status 2023", HERE, "Tre af fire initiativer går efter planen.", language="da"),
    ThreadStep(_("To come"), "Borgernes egne planer", None, is_ahead=True, language="da"),
]

TRIANGLE = [
    SteeringLevel("Vision og planstrategi", "Det vil byrådet.", (SteeringLink("Et godt liv midt i naturen", HERE),)),
    SteeringLevel("Kommuneplan", "Sådan bruger vi byer og landskab."),
    SteeringLevel(
        "Politikker",
        "Det lover vi på hvert område.",
        (
            SteeringLink("Plads til hele mennesket", HERE, "Socialpolitik 2021–2024", is_current=True),
            SteeringLink("Sundhed i hverdagen", HERE, "Sundhedspolitik 2022–2026", state=("under_way", "I høring")),
        ),
    ),
    SteeringLevel(
        "Handleplaner", "Sådan bliver løfterne til noget.", (SteeringLink("Handleplan for socialpolitikken", HERE),)
    ),
    SteeringLevel(
        "Handlinger",
        "Det der sker i dag.",
        (
            SteeringLink("Frivilligcafé på Havnegade", HERE),
            SteeringLink("Følgeskab til den første træning", HERE),
            SteeringLink("Fælles kalender for værestederne", HERE),
        ),
    ),
]

PARTS = [
    ProgressPart("done", 6),
    ProgressPart("on_track", 14),
    ProgressPart("late", 3),
    ProgressPart("changed", 1),
    ProgressPart("not_started", 6),
]

CHANGED = HistoryPart(
    (
        HistoryAct(
            datetime(2024, 3, 12, 10, 30, tzinfo=UTC),
            "Mette Holm",
            (
                HistoryLine("slutter", "30. juni 2024", "31. december 2024"),
                HistoryLine("stedfortræder", "", "Ida Krogh", language="da"),
            ),
            "Værestedet flytter først til november.",
        ),
        HistoryAct(
            datetime(2024, 2, 1, 8, 0, tzinfo=UTC),
            "Bo Lund",
            (
                HistoryLine("titel", "Frivilligcafé", "Frivilligcafé på Havnegade", language="da", is_quoted=True),
                HistoryLine(
                    "beskrivelse",
                    marks=(("kept", "Der er åbent to aftener om "), ("left_out", "måneden"), ("put_in", "ugen")),
                    language="da",
                ),
            ),
        ),
    ),
    is_cut=True,
)

FRONT_PAGE = FrontPageContent(
    thread=(*THREAD[:4], ThreadStep(_("Goals"), "40 mål", HERE, language="da"), *THREAD[5:]),
    policy=FrontPolicy(
        "Plads til hele mennesket",
        "Socialpolitik 2021–2024",
        HERE,
        tuple(
            FrontArea(title, HERE, count)
            for title, count in (
                ("Værdighed", 8),
                ("Sundhed", 7),
                ("Beskæftigelse", 5),
                ("Fællesskaber", 6),
                ("Fleksibilitet", 7),
                ("Helhedssyn", 7),
            )
        ),
        "Det er rart at kunne komme, som man er",
        "Citat fra borger",
    ),
    status=FrontStatus(2023, HERE, date(2024, 1, 15), tuple(PARTS), "De fleste initiativer går efter planen."),
    steering_href=HERE,
)

VALUES = {
    "crumbs": [Crumb("Politik", HERE), Crumb("Plads til hele mennesket", HERE), Crumb("Fællesskaber")],
    "day": date(2024, 2, 1),
    "looks": [look for look in LOOKS if look != "neutral"],
    "facts": [
        Fact("Ansvarlig", "Databeskyttelsesrådgiveren i Forvaltningen for Job og Velfærd"),
        Fact("Succeskriterium", "Der er åbent to aftener om ugen"),
        Fact("Handleplan", "Handleplan for socialpolitikken", HERE),
    ],
    "goal": GoalCard(
        "4.3",
        "At flere deltager i frivilligt arbejde på deres egne vilkår.",
        HERE,
        "Flere skal kunne være med som frivillige.",
        look="on_track",
        facts=("3 initiativer", "Tjener: Et godt liv"),
    ),
    "changed": CHANGED,
    "unchanged": HistoryPart(()),
    "columns": ["Initiativ", "Status", "Ansvarlig enhed", "Milepæle"],
    "rows": [
        [
            Cell("Frivilligcafé på Havnegade", HERE, note="Mål 4.3"),
            Cell(look="on_track"),
            "Bostøtte",
            Cell("4", is_number=True),
        ],
        [Cell("Kurser for pårørende", HERE), Cell(look="vacant"), "Job og Velfærd", Cell("12", is_number=True)],
    ],
    "parts": PARTS,
    "steps": THREAD,
    "levels": TRIANGLE,
    "here": HERE,
    "icons": ICONS,
    "none_yet": [],
}
