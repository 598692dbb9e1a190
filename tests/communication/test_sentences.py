"""Sentences and words, counted by hand beside each text."""

import pytest

from helhed.base.blocks import BulletList, Document, Heading, Note, Paragraph, Table
from helhed.communication.plain_language.sentences import as_read, lix, running_text, sentences


def split(text: str) -> list[str]:
    return [text[each.start : each.end] for each in sentences(text)]


def words(text: str) -> list[str]:
    return [word.text for sentence in sentences(text) for word in sentence.words]


def long_words(text: str) -> list[str]:
    return [word.text for sentence in sentences(text) for word in sentence.words if word.is_long]


ONE_SENTENCE = [
    "Vi hjælper dig bl.a. med at finde en bolig.",
    "Vi kan f.eks. Ringe til dig.",
    "Det gælder jf. Serviceloven for alle.",
    "Der er ca. 40 mål i politikken.",
    "Det koster 50 kr. pr. måned.",
    "Kommunen bruger 5 mio. kr. om året.",
    "Du har ret til det efter § 141 stk. 2 i loven.",
    "Se kap. 3 og art. 30 i loven.",
    "Læs mere på s. 12 i planen.",
    "Der bor 5.678 voksne i byen.",
    "Vi ses mandag den 3. marts kl. 10.30 på rådhuset.",
    "Vi ses den 3. Marts på rådhuset.",
    "Det var den 3.3.2024 om aftenen.",
    "Han bor på 2. sal i nr. 4.",
    "Det gælder til dit fyldte 18. år.",
    "Vi har plads i 1., 2. og 3. klasse.",
    "Huset er bygget af A. P. Møller i byen.",
    "Eventyret er af H.C. Andersen fra Odense.",
    "Vi går ture, maler, synger osv. hele ugen.",
    "Vi har maling, ler m.m. på værkstedet.",
    "Ring til hr. Jensen eller fr. Holm.",
    "Hun er ph.d. i sygepleje.",
    "Skriv til post@lindevig.dk eller se www.lindevig.dk/plan.html.",
    "Du kan gå 5 km. hver dag.",
    "”Hvad vil du?” spurgte hun.",
    "Det tager tid ... men det går.",
    "Vi har åbent fx om søndagen.",
    "Du kan få hjælp, hvis du er syg (evt. hele dagen).",
    "Du bestemmer selv",
]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_a_stop_that_ends_no_sentence(text: str) -> None:
    assert split(text) == [text]


TWO_SENTENCES = [
    ("Vi maler, synger osv. Du kan være med.", "Vi maler, synger osv."),
    ("Vi har maling m.m. Kom og se.", "Vi har maling m.m."),
    ("Det koster 50 kr. Du betaler selv.", "Det koster 50 kr."),
    ("Vi har tre stk. Du kan få en.", "Vi har tre stk."),
    ("Du står på s. Vi hjælper.", "Du står på s."),
    ("Det begyndte i 2024. Nu er det i gang.", "Det begyndte i 2024."),
    ("Loven hedder § 141. Den er god.", "Loven hedder § 141."),
    ("Vi mødes kl. 10.30. Kom bare.", "Vi mødes kl. 10.30."),
    ("Det bestemmer I. Kommunen hjælper.", "Det bestemmer I."),
    ("Vi vælger plan A. Den er bedst.", "Vi vælger plan A."),
    ("Planen er min. Du må ikke se den.", "Planen er min."),
    ("jeg vil bo selv. jeg vil have ro.", "jeg vil bo selv."),
    ("hvad vil jeg? jeg vil have ro.", "hvad vil jeg?"),
    ("Kom bare! Vi er her.", "Kom bare!"),
    ("Har du brug for hjælp? Så ring.", "Har du brug for hjælp?"),
    ("Det tager tid… Men det går.", "Det tager tid…"),
    ("Han sagde: ”Jeg kan godt.” Så gik han.", "Han sagde: ”Jeg kan godt.”"),
    ("Du kan få hjælp (også om natten). Ring til os.", "Du kan få hjælp (også om natten)."),
    ("Her er en ven.Vi ses.", "Her er en ven."),
    ("Overskrift uden punktum\nVi hjælper dig.", "Overskrift uden punktum"),
    ("Vi hjælper dig\n\nmed alt", "Vi hjælper dig"),
]


@pytest.mark.parametrize(("text", "first"), TWO_SENTENCES)
def test_where_a_sentence_ends(text: str, first: str) -> None:
    found = split(text)
    assert len(found) == 2
    assert found[0] == first


# How many words the longest sentence has: at most 12 are easy.
LENGTHS = [
    ("Vi hjælper dig med det, du har brug for: mad, vask, indkøb og ture.", 9),
    ("Vi hjælper dig med mad og vask; du bestemmer selv, hvad du vil have.", 7),
    ("Du siger: ”Jeg vil bo selv, og jeg vil have ro.”", 11),
    ("Ring til os alle hverdage på telefon 74 12 34 56, så hjælper vi.", 11),
    ("Ring til os på telefon: 74 12 34 56 eller 74 12 34 57.", 8),
    ("Det koster 12 500 kr. om året, bl.a. til mad.", 9),
    ("Vi mødes kl. 10:30 og går en tur.", 8),
    ("Se mere på https://www.lindevig.dk/plan.html i dag.", 7),
    ("Vi hjælper:\n- mad, vask og rengøring\n- indkøb", 4),
    ("Du kan f.eks. bo og/eller arbejde på fritids- og foreningsområdet – hver dag.", 13),
]


@pytest.mark.parametrize(("text", "longest"), LENGTHS)
def test_how_long_a_sentence_is(text: str, longest: int) -> None:
    assert max(len(each.words) for each in sentences(text)) == longest


def test_each_item_of_a_list_is_a_sentence() -> None:
    text = "Vi hjælper med:\n- mad\n• rengøring og vask\n1. Penge\nb) et sted at bo"
    assert split(text) == ["Vi hjælper med:", "mad", "rengøring og vask", "Penge", "et sted at bo"]


def test_a_line_that_a_mail_program_broke_goes_on() -> None:
    text = "Du kan få hjælp til at finde et nyt og godt\nsted at bo, når du flytter."
    assert split(text) == [text]


def test_short_lines_in_small_letters_are_items() -> None:
    assert split("ring til lægen\nkøb mælk\nvask tøj") == ["ring til lægen", "køb mælk", "vask tøj"]


def test_what_a_word_is() -> None:
    assert words("bl.a. 5.678 og/eller fritids- og foreningslivet, 18-årige i 2021-2024 (TV’et) – § 141.") == [
        *("bl.a.", "5.678", "og", "eller", "fritids", "og", "foreningslivet"),
        *("18-årige", "i", "2021-2024", "TV’et", "141"),
    ]


def test_long_words_are_counted_by_their_letters() -> None:
    text = "hjælpe hjælper 18-årige 1234567 5.678.901 et-to-tre bl.a. 15-årigdag"
    # h-j-æ-l-p-e is 6; h-j-æ-l-p-e-r is 7; å-r-i-g-e is 5; e-t-t-o-t-r-e is 7; å-r-i-g-d-a-g is 7.
    assert long_words(text) == ["hjælper", "et-to-tre", "15-årigdag"]


COUNTED = [
    # 3 + 10 words in 2 sentences; long: bestemmer, hjælper. 13/2 + 200/13 = 6.5 + 15.4
    ("Du bestemmer selv. Vi hjælper dig med at finde et sted at bo.", 22),
    # 11 words in 1 sentence; long: Borgeren, visiteres, rehabilitering, udredning. 11 + 400/11 = 11 + 36.4
    ("Borgeren visiteres til rehabilitering bl.a. på grund af en grundig udredning.", 56),
    # 3 + 3 + 2 words in 3 items; long: rengøring. 8/3 + 100/8 = 2.7 + 12.5
    ("- mad og te\n- rengøring hver uge\n- et sted", 15),
    # 7 words in 1 sentence, no long one. 7 + 0
    ("Vi ses den 3. marts kl. 10.30.", 7),
]


@pytest.mark.parametrize(("text", "number"), COUNTED)
def test_lix_is_what_one_counts_by_hand(text: str, number: int) -> None:
    assert lix(sentences(text)) == number


def test_headings_tables_and_notes_of_a_document_are_left_out() -> None:
    document = Document(
        title="Plan",
        language="da",
        blocks=(
            Heading("Beskæftigelsesrettede rehabiliteringsindsatser"),
            Paragraph("Du bestemmer selv. Vi hjælper."),
            BulletList(("en bolig", "et arbejde")),
            Table("Tal", ("Navn", "Antal"), (("Voksne", "7"),), (1, 1)),
            Note("Kilde: Lindevig."),
        ),
    )
    assert split(running_text(document.blocks)) == ["Du bestemmer selv.", "Vi hjælper.", "en bolig", "et arbejde"]


def test_a_text_without_words_has_no_sentences() -> None:
    assert [sentences(text) for text in ("", " \n\t", "… – !", "\u200b\u00ad")] == [[]] * 4


def test_a_letter_of_two_signs_is_one_letter_and_keeps_its_place() -> None:
    text = "a\u030a x\u00ady ﬁn"
    read = as_read(text)
    assert read.text == "å xy fin"
    assert [text[read.places[i] : read.places[i + 1]] for i in range(4)] == ["a\u030a", " ", "x\u00ad", "y"]
