"""The lists: that they find each word in its forms, and leave innocent words alone."""

import re
import tomllib
from typing import Any

import pytest

from helhed.communication.plain_language.word_lists import HERE, abbreviations, word_list


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


def found(name: str, text: str) -> list[str]:
    return [text[each.start : each.end] for each in word_list(name).find(text)]


SYSTEM_WORDS = [
    *("borger", "borgere", "borgeren", "borgerne", "borgerens", "borgernes", "Borgeren", "BORGEREN"),
    *("indsats", "indsatsen", "indsatser", "indsatserne", "indsatsmål", "indsatsplan", "beskæftigelsesindsatserne"),
    *("visitere", "visiterer", "visiteret", "visiteres", "visiterede", "visitation", "visitationen", "visiteringen"),
    *("bevilge", "bevilger", "bevilget", "bevilling", "bevillingen", "hjælpemiddelbevillinger"),
    *("rehabilitering", "rehabiliterende", "rehabiliteringsforløb", "funktionsevnen", "funktionsevneniveau"),
    *("kompenserende", "kompenserer", "udredning", "voksenudredningen", "udredes", "tværfagligt", "tværfaglige"),
    *("ressourcer", "ressourcerne", "ressourcen", "selvhjulpen", "selvhjulpne", "inddrages", "brugerinddragelse"),
    *("understøtter", "understøttende", "implementeres", "faciliterer", "myndigheden", "myndighedsopgaver"),
    *("udføreren", "udførere", "bestillingen", "tilbud", "tilbuddet", "tilbuddene", "mestring", "livsmestring"),
    *("medborgerskab", "recovery", "recoveryorienteret", "relationer", "netværket", "netværksmøde"),
    *("i forhold til", "med henblik på", "med  udgangspunkt i", "følger op", "pædagogiske handleplaner"),
    *("opnå", "opnår", "opnåede", "velfærdsteknologiske", "fleksible", "individuelle", "behandlings-forløbet"),
]


@pytest.mark.parametrize("word", SYSTEM_WORDS)
def test_a_system_word_is_found_in_its_forms(word: str) -> None:
    assert found("system_words", f"Se {word}, tak.") == [word]


@pytest.mark.parametrize(
    "text",
    [
        "borgmester, borg og borgerservice",
        "indsatte i fængslet, en indsat og at sætte ind",
        "botilbud og din plan",
        "Du bliver tilbudt et job, og der er tilbud på mælk.",
        "dokumenterne ligger på bordet",
        "deltagerne fik kaffe",
        "Dagen forløb godt.",
        "en mester og en elev",
        "planeten Mars",
        "en imødekommende læge",
        "Vi hjælper dig. Du bestemmer, hvem der må se din plan.",
    ],
)
def test_no_system_word_is_found_in_everyday_words(text: str) -> None:
    assert found("system_words", text) == []


LABELS = [
    *("handicappede", "handicappedes", "handicappet", "de handicappede", "multihandicappede"),
    *("psykisk syge", "psykisk syg", "sindslidende", "sindslidendes", "skizofren", "skizofrene", "sindssyge"),
    *("udviklingshæmmede", "udviklingshæmmet", "mentalt retarderet", "mentalt retarderede", "evnesvage"),
    *("de udsatte", "socialt udsatte", "udsatte borgere", "udsatte unge", "udsatte mennesker", "udsatte familier"),
    *("de svageste", "de svage", "svage borgere", "hjemløse", "hjemløs", "en hjemløs", "hjemløses"),
    *("misbruger", "misbrugere", "misbrugerne", "stofmisbrugere", "narkomaner", "alkoholikere", "alkoholikeren"),
    *("kørestolsbruger", "kørestolsbrugere", "lænket til kørestol", "lænket til sin kørestol"),
    *("lider af", "offer for", "ofre for", "ramt af", "ramte af", "normale borgere", "normale familier"),
    *("plejekrævende", "tung borger", "tunge borgere", "ressourcesvag", "ressourcesvage", "ressourcesvagt"),
]


@pytest.mark.parametrize("label", LABELS)
def test_a_group_label_is_found_in_its_forms(label: str) -> None:
    assert " ".join(found("group_labels", f"Vi ser {label} her.")) in label
    assert found("group_labels", f"Vi ser {label} her.")


@pytest.mark.parametrize(
    "text",
    [
        "Vi udsatte mødet til i morgen.",
        "De udsatte mødet.",
        "De udsatte aftalen, og de udsatte det igen.",
        "Du har en udsat tid hos lægen.",
        "Mødet er udsat, og alle udsatte frister er nye.",
        "mennesker i en udsat position og borgere i udsatte positioner",
        "Jeg er syg i dag.",
        "Det er psykisk hårdt, og sygdom gør træt.",
        "Du kan lide at synge, og lidt af det er nyt.",
        "Et offer kan få hjælp.",
        "Vil du ofre tid på det? Så prøv at ofre for din ven.",
        "Et normalt liv, og normale åbningstider",
        "En tung taske og svage muskler",
        "Vi ser på de svage sider og de svageste led.",
        "Han misbruger tilliden, og hun misbruger min tid.",
        "mennesker i hjemløshed og hjemløse katte",
        "en bruger af kørestol",
        "et handicap og et misbrug",
        "Toget er ramt af forsinkelser.",
        "et sindssygt godt møde",
        "en ulykke med en kørestol",
        "skizofreni og demens",
    ],
)
def test_no_group_label_is_found_in_innocent_words(text: str) -> None:
    assert found("group_labels", text) == []


@pytest.mark.parametrize(("name", "fewest"), [("system_words", 120), ("group_labels", 40)])
def test_each_word_has_something_to_say_instead(name: str, fewest: int) -> None:
    words = load(name)["words"]
    assert len(words) >= fewest
    assert [key for key, says in words.items() if not says or not all(each.strip() for each in says)] == []
    assert [key for key, says in words.items() if len(set(says)) != len(says)] == []


@pytest.mark.parametrize("name", ["system_words", "group_labels"])
def test_one_entry_on_each_line(name: str) -> None:
    text = (HERE / f"{name}.toml").read_text("utf-8").split("[innocent]")[0]
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", "["))]
    assert len(lines) == len(load(name)["words"])
    assert all(re.fullmatch(r'"[^"]+" = \["[^"]+"(, "[^"]+")*\]', line) for line in lines)


def test_what_is_suggested_is_no_system_word_and_no_label() -> None:
    says = [each for name in ("system_words", "group_labels") for each in _all_suggestions(name)]
    assert [each for each in says if found("group_labels", each)] == []
    # "andre borgere" is what the guides ask for in place of "normale borgere".
    assert [each for each in says if found("system_words", each)] == ["andre borgere"]


def _all_suggestions(name: str) -> list[str]:
    return [each for says in load(name)["words"].values() for each in says]


def test_every_word_of_a_list_is_found_as_it_is_written() -> None:
    for name in ("system_words", "group_labels"):
        for key in load(name)["words"]:
            for word in key.replace("*", "").split("/"):
                assert found(name, word), word


def test_abbreviations_end_with_a_stop_and_stand_once() -> None:
    read = load("abbreviations")
    stopped = [each for part in ("goes_on", "may_end", "before_number") for each in read[part]]
    assert all(each.endswith(".") and each == each.lower() for each in stopped)
    assert len(stopped) == len(set(stopped)) == len(abbreviations().stops)


WHOLE_WORDS = ["min.", "man.", "tom.", "kom.", "med.", "jul.", "par.", "ret.", "til.", "red.", "ed.", "hus.", "i."]


def test_no_abbreviation_is_a_word_that_ends_sentences() -> None:
    assert [each for each in WHOLE_WORDS if each in abbreviations().stops] == []
