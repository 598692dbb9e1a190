"""Focus areas named in one sentence, in all the ways that a sentence can name them; and sentences that name none."""

import pytest

from helhed.policy.reading.structure.sentences import named_areas

ROWS = {
    "Politikken har fire fokusområder: bolig, arbejde og uddannelse, sundhed og fritid.": (
        "bolig|arbejde og uddannelse|sundhed|fritid"
    ),
    "Strategien rummer tre spor – tidlig hjælp, stærke fællesskaber og vejen til job – og gælder til 2028.": (
        "tidlig hjælp|stærke fællesskaber|vejen til job"
    ),
    "De fem temaer i politikken er: trivsel, læring, leg og bevægelse, mad samt forældresamarbejde.": (
        "trivsel|læring|leg og bevægelse|mad|forældresamarbejde"
    ),
    "Gennem tre brede temaer vil byrådet have øje for: bedre søvn, mindre røg og mere leg.": (
        "bedre søvn|mindre røg|mere leg"
    ),
    "Havet, haverne og husene er politikkens temaer.": "Havet|haverne|husene",
    "Bolig, job og netværk er de tre indsatsområder.": "Bolig|job|netværk",
    "Indsatsområderne er bolig, arbejde og sundhed.": "bolig|arbejde|sundhed",
    "Indsatsområderne Bolig, Arbejde og uddannelse og Sundhed er valgt af byrådet.": (
        "Bolig|Arbejde og uddannelse|Sundhed"
    ),
    "Planens fokus- og indsatsområder er 1) køer og kvier 2) korn 3) kartofler og 4) kløver.": (
        "køer og kvier|korn|kartofler|kløver"
    ),
    "Handicappolitikken har fire pejlemærker: 1) adgang, 2) job, 3) bolig og 4) fritid.": "adgang|job|bolig|fritid",
    "Politikken har tre temaer (bolig, job og fritid), som hver har en side.": "bolig|job|fritid",
    "Politikken bygger på tre overskrifter: mød mennesket, skab sammenhæng og brug viden.": (
        "mød mennesket|skab sammenhæng|brug viden"
    ),
    "Der er fire temaer i strategien. Det er børn og unge, voksne, ældre og pårørende.": (
        "børn og unge|voksne|ældre|pårørende"
    ),
    "En ny sundhedspolitik med temaer om søvn, mad og en god alderdom er klar.": "søvn|mad|en god alderdom",
    "Byrådet har valgt tre indsatsområder, som skal præge årene til 2030: flere i job, færre ensomme og grønne byer.": (
        "flere i job|færre ensomme|grønne byer"
    ),
    "Strategiens tre indsatsområder er ”Vi bor godt”, ”Vi lærer” og ”Vi er raske”.": "Vi bor godt|Vi lærer|Vi er raske",
    "Politikken føres ud i livet inden for områderne: ”Hjem og have, skolevej og de fælles huse”.": (
        "Hjem og have|skolevej|de fælles huse"
    ),
    "De tre pejlemærker er henholdsvis tillid, faglighed og mod.": "tillid|faglighed|mod",
    "Planen har to fokusområder: Kyst og klit samt Klima. I 2020 kom endnu et fokusområde til: Kultur.": (
        "Kyst og klit|Klima|Kultur"
    ),
    "Politikken har fokusområder, som loven kræver: Samvær, Duft og smag, Ro, støtte og tid og Et godt farvel.": (
        "Samvær|Duft og smag|Ro, støtte og tid|Et godt farvel"
    ),
    "Temaerne er: lighed i sundhed, det gode børneliv, og et sundt arbejdsliv.": (
        "lighed i sundhed|det gode børneliv|et sundt arbejdsliv"
    ),
    "Strategien har fire spor: hjem, have og hegn; vej og sti; skole; og fritid.": (
        "hjem, have og hegn|vej og sti|skole|fritid"
    ),
    "Politikken skal de næste år have særligt fokus på: sprog, job og naboskab.": "sprog|job|naboskab",
    "Politikken tager afsæt i fire temaer; bolig, job, sundhed og netværk.": "bolig|job|sundhed|netværk",
}

NONE = (
    "Fokusområderne er ambitiøse, konkrete og målbare.",
    "Temaerne er konkrete, korte og jordnære, og de blev drøftet af Ungerådet.",
    "Fokusområderne er valgt ud fra data, erfaringer og dialog.",
    "Indsatsområderne drøftes på disse møder: mandag, tirsdag og torsdag.",
    "Politikken gælder for følgende områder: dagtilbud, skole og fritid.",
    "Byrådets fire fokusområder er vækst, velfærd, natur og bosætning.",
    "Den tidligere politik havde tre temaer: bolig, job og fritid.",
    "Politikken har flere temaer, blandt andet bolig, job og fritid.",
    "Der er otte indsatsområder med tilhørende aktiviteter, tiltag og handleplaner.",
    "Temaerne blev drøftet af Ældrerådet, Handicaprådet og Udsatterådet.",
    "De fire temaer er beskrevet på de næste sider, og hvert tema har mål, indsatser og opfølgning.",
    "Temaerne er de samme i år, men vi har skærpet mål, indsatser og opfølgning.",
    "Politikken har fokus på borgerens håb, drømme og mål.",
    "Politikken bygger på fire principper: kompensation, solidaritet, ansvar og ligestilling.",
    "Det er vores indsatsområder, og de er vigtige, relevante og aktuelle.",
    "Regeringens fire indsatsområder er sundhed, klima, skole og skat.",
    "Arbejdet med temaerne sker i skoler, dagtilbud og klubber.",
    "For hvert af de tre temaer er der mål, indsatser og opfølgning.",
    "De tre temaer hænger sammen, supplerer hinanden og peger fremad.",
    "De tre temaer skal ses i sammenhæng, og de følges op hvert år.",
    "Politikken har fem temaer: bolig, job og fritid.",
    "Politikken har tre temaer: bolig og have, job og skole og fritid.",
)


@pytest.mark.parametrize("text", ROWS)
def test_the_row_is_found_whole(text):
    assert "|".join(named_areas(text)) == ROWS[text]


@pytest.mark.parametrize("text", NONE)
def test_no_row_is_made_up(text):
    assert named_areas(text) == ()


@pytest.mark.parametrize("text", ROWS)
def test_the_row_is_found_between_other_sentences(text):
    around = f"Arbejdet begyndte i maj, og mange var med. {text} Udkastet blev drøftet på to møder."
    assert "|".join(named_areas(around)) == ROWS[text]


def test_a_row_of_capitals_that_ends_its_text_needs_no_last_word():
    assert named_areas("Fokusområder: Bolig, Arbejde og uddannelse, Sundhed") == (
        "Bolig",
        "Arbejde og uddannelse",
        "Sundhed",
    )
