"""What the help says of a text: how easy it is, and what could be said otherwise."""

import tomllib
from pathlib import Path

import pytest

from helhed.base.blocks import Heading, Paragraph
from helhed.communication.plain_language.look_over import band_of, look_over, look_over_blocks
from helhed.communication.plain_language.remarks import Band, Impression, RemarkKind
from helhed.policy.reading.read import read_policy

DEMO = Path(__file__).resolve().parents[2] / "helhed" / "demo"


def remarks(text: str, *kinds: RemarkKind) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.words, each.suggestions) for each in look_over(text).remarks if not kinds or each.kind in kinds]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(each.kind.value, each.words) for each in look_over(text).remarks]


EASY = "Du kan få et sted at bo. "  # 7 words, none of them long


@pytest.mark.parametrize(
    ("number", "band"),
    [
        *((0, Band.VERY_EASY), (24, Band.VERY_EASY), (25, Band.EASY), (34, Band.EASY), (35, Band.MEDIUM)),
        *((44, Band.MEDIUM), (45, Band.HARD), (54, Band.HARD), (55, Band.VERY_HARD), (90, Band.VERY_HARD)),
    ],
)
def test_the_bands_are_the_usual_ones(number: int, band: Band) -> None:
    assert band_of(number) == band


def test_a_lix_takes_a_hundred_words() -> None:
    short, enough = look_over(EASY * 14), look_over(EASY * 14 + "Ja, du kan.")
    assert (short.words, short.lix, short.band, short.impression) == (98, None, None, Impression.EASY)
    assert enough.words == 101
    # 101 words in 15 sentences, no long word: 6.7 + 0
    assert (enough.lix, enough.band, enough.impression) == (7, Band.VERY_EASY, None)


def test_a_text_without_words_is_given_no_word() -> None:
    found = look_over(" \u200b\u00ad\n")
    assert (found.lix, found.band, found.impression, found.words, found.remarks) == (None, None, None, 0, ())


@pytest.mark.parametrize(
    ("text", "impression", "longest", "long_words"),
    [
        ("Vi støtter pårørende og frivillige.", Impression.NOT_QUITE_EASY, 5, 3),
        ("Du bestemmer, hvem der må se din plan.", Impression.EASY, 8, 1),
        ("Vi støtter pårørende.", Impression.EASY, 3, 2),
        ("Du kan gå en tur med os, når du har lyst til det.", Impression.NOT_QUITE_EASY, 13, 0),
        ("Du kan gå en tur " + "og en tur " * 5 + "med os.", Impression.HARD, 22, 0),
        (
            "At understøtte livskvaliteten hos borgere, der har behov for støtte og hjælp resten af livet.",
            Impression.NOT_QUITE_EASY,
            15,
            3,
        ),
        (
            "At udvikle indsatserne, så de er mere fleksible i forhold til borgernes individuelle behov.",
            Impression.HARD,
            14,
            6,
        ),
    ],
)
def test_a_short_text_is_told_by_its_longest_sentence_and_long_words(
    text: str, impression: Impression, longest: int, long_words: int
) -> None:
    found = look_over(text)
    assert (found.lix, found.impression) == (None, impression)
    assert (found.longest_sentence, found.long_words) == (longest, long_words)


def test_remarks_stand_in_the_order_of_the_text() -> None:
    text = "Borgeren får bl.a. hjælp. De udsatte får en indsats efter § 141."
    assert kinds(text) == [
        ("system_word", "Borgeren"),
        ("abbreviation", "bl.a."),
        ("group_label", "De udsatte"),
        ("system_word", "indsats"),
        ("abbreviation", "§ 141"),
    ]
    assert all(text[each.start : each.end] == each.words for each in look_over(text).remarks)


def test_easier_words_are_offered() -> None:
    assert remarks("Borgeren visiteres.") == [("Borgeren", ("du", "I")), ("visiteres", ("sige ja til",))]


def test_a_long_sentence_is_marked_whole_and_before_its_words() -> None:
    long = "Du kan gå en tur med os, når du som borger har lyst."
    found = look_over(f"Hej! {long}").remarks
    assert [(each.kind.value, each.words, each.count) for each in found] == [
        ("long_sentence", long, 13),
        ("system_word", "borger", 0),
    ]


def test_words_are_marked_once_and_a_label_comes_first() -> None:
    assert kinds("Hjælp til tunge borgere.") == [("group_label", "tunge borgere")]


def test_abbreviations_that_all_know_are_left_alone() -> None:
    assert kinds("Vi ses kl. 10 hos dr. Holm. Det koster 50 kr.") == []
    assert remarks("Læs F.eks. om STU m.m.") == [
        ("F.eks.", ("for eksempel",)),
        ("STU", ("særlig uddannelse for unge",)),
        ("m.m.", ("og mere",)),
    ]


def test_only_a_very_long_word_is_marked_for_its_length() -> None:
    # a-r-b-e-j-d-s-g-l-æ-d-e-n-s-d-a-g is 17 letters, and one more is 18
    assert kinds("En arbejdsglædensdag") == []
    assert kinds("En arbejdsglædensdage") == [("long_word", "arbejdsglædensdage")]
    assert kinds("Se www.arbejdsglaedensdage.dk og arbejds-glædens-dagene") == []


@pytest.mark.parametrize("quoted", ["”{}”", '"{}"', "»{}«", "„{}“", "“{}”"])
def test_what_somebody_said_is_left_as_it_was_said(quoted: str) -> None:
    """A goal may be quoted with the words of its day: "At flere hjemløse flytter i mere permanente boligformer"."""
    said = quoted.format("flere hjemløse flytter i mere permanente boliger")
    assert kinds(f"Rådet skrev: {said}") == []
    assert kinds(f"{said} og hjemløse") == [("group_label", "hjemløse")]


def test_places_hold_where_letters_are_written_with_two_signs() -> None:
    text = "Pa\u030a borgerens in\u00addsats"
    found = look_over(text).remarks
    assert [text[each.start : each.end] for each in found] == ["borgerens", "in\u00addsats"]


def test_a_document_is_looked_over_without_its_headings() -> None:
    found = look_over_blocks([Heading("Borgerens indsats"), Paragraph("Du får hjælp.")])
    assert (found.words, found.sentences, found.remarks) == (3, 1, ())


def goals_of_the_policy() -> list[str]:
    read = read_policy((DEMO / "policy" / "socialpolitik-2021-2024.txt").read_bytes())
    return [goal.text for area in read.focus_areas for goal in area.goals]


def test_the_goals_of_the_policy_are_hard() -> None:
    """559 words in 40 sentences, one for each goal, since "bl.a." ends none; 213 words are long: 14.0 + 38.1 = 52."""
    found = look_over("\n".join(goals_of_the_policy()))
    assert (found.sentences, found.words, found.long_words) == (40, 559, 213)
    assert (found.lix, found.band) == (52, Band.HARD)


def test_only_the_goal_about_homelessness_holds_a_label() -> None:
    labels = [label for goal in goals_of_the_policy() for label in remarks(goal, RemarkKind.GROUP_LABEL)]
    assert [words for words, _suggestions in labels] == ["hjemløse"]


def test_the_easy_wordings_of_the_demo_are_easy() -> None:
    texts = [each["text"] for each in tomllib.loads((DEMO / "lindevig/easy_wording.toml").read_text())["goal"]]
    assert {look_over(text).impression for text in texts} == {Impression.EASY}
    assert [remark for text in texts for remark in remarks(text)] == []
    together = look_over("\n".join(texts))
    assert (together.lix, together.band) == (19, Band.VERY_EASY)
