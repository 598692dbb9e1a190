"""A section is written beside what was compiled for it, by its editor and by those who write the status."""

from collections.abc import Iterator
from datetime import date

import pytest

from helhed.action_plans.words import ProgressState
from helhed.status_reports.actions.reports import start_closing_report, start_report
from helhed.status_reports.actions.sections import name_editor
from helhed.status_reports.queries.desk import get_section
from helhed.status_reports.words import LONGEST_JUDGEMENT, LONGEST_TEXT, StatusPart
from tests.status_reports.reported import judge, publish, section_of, write
from tests.web.action_plans.initiative_pages import client, page, read, send, told
from tests.web.status_reports.desks import AREA, begun, desk, heard, page_of, save, typed
from tests.world import SYSTEM, World, at, build_world, progress


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def report(world: World):
    return begun(world)


def own(report):
    return section_of(report, *AREA)


# --- what is at hand ---


def test_an_area_is_written_beside_what_was_compiled_and_last_year_s_words(world, report):
    last = start_report(by=SYSTEM, policy_id=world.policy_id, year=2022)
    write(section_of(last, *AREA), "Om bolig i 2022.")
    judge(last, {"1.1": "Halvdelen har en nøgle."})
    publish(last)
    with at(2023, 12, 1):
        progress(world, ProgressState.AT_RISK, words="Låsesmeden er syg.")
    words = read(page_of(own(report)), "accountable")
    for said in ("Om bolig", "Halvdelen har en nøgle.", "What was written in 2022", "Låsesmeden er syg.", "At risk"):
        assert said in words, said
    assert "How it goes with goal 1.1" in words
    assert "Fællesskab" not in words
    assert words.count("Låsesmeden er syg.") == 1


def test_the_words_asked_for_stand_in_the_form_alone(world, report):
    write(own(report), "Mine egne ord.", is_ready=False)
    assert read(page_of(own(report)), "accountable").count("Mine egne ord.") == 1


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (StatusPart.SUMMARY, "2 initiatives"),
        (StatusPart.METHOD, "as they stood on 31 December 2023"),
        (StatusPart.VISION, "bestemmer selv over deres hverdag"),
        (StatusPart.READING_GUIDE, "How the status is built up"),
        (StatusPart.VOICES, "The section can also stand without them"),
        (StatusPart.COMMUNICATION, "The steps stand there by themselves"),
    ],
)
def test_each_kind_of_section_has_what_it_is_written_from(world, report, kind, said):
    assert said in read(page_of(section_of(report, kind)), "consultant")


def test_what_carries_over_is_listed_for_the_closing_status(world):
    with at(2025, 2, 1):
        last = start_report(by=SYSTEM, policy_id=world.policy_id, year=2024)
        write(section_of(last, StatusPart.SUMMARY), "Om det sidste år.")
        publish(last)
        closing = start_closing_report(by=SYSTEM, policy_id=world.policy_id)
        assert "What goes on in the policy after this one" in read(
            page_of(section_of(closing, StatusPart.CARRIED_OVER)), "consultant"
        )
        found = get_section(SYSTEM, section_of(closing, StatusPart.SUMMARY).id)
        assert found.last is not None
        assert found.last.year == 2024


# --- writing ---


def test_a_section_is_saved_with_its_judgements_and_marked_as_ready(world, report):
    answer = save("accountable", own(report), "Det går.", g1_1="Godt.", g1_2="Skidt.", is_ready="on")
    assert answer.headers["Location"] == f"{desk(report)}#sections"
    saved = own(report)
    assert (saved.text, saved.is_ready, saved.version) == ("Det går.", True, 3)
    assert [each.words for each in saved.judgements] == ["Godt.", "Skidt."]


def test_what_is_called_ready_without_a_word_is_refused_at_its_field_and_the_judgements_stay(world, report):
    answer = save("accountable", own(report), " ", g1_1="Mine ord om nøglerne.", is_ready="on")
    assert answer.status_code == 422
    assert "Write the section before it is marked as ready." in told(answer)
    assert "Mine ord om nøglerne." in told(answer)
    assert own(report).version == 2


def test_two_at_once_and_neither_loses_a_word(world, report):
    before = own(report)
    save("consultant", before, "Konsulentens ord.", g1_1="Konsulentens vurdering.")
    answer = save("accountable", before, "Mine ord.", g1_1="Min vurdering.")
    assert answer.status_code == 422
    for said in ("What stands now", "Konsulentens ord.", "Konsulentens vurdering.", "Mine ord.", "Min vurdering."):
        assert said in told(answer), said
    assert 'name="seen_version" value="3"' in answer.content.decode()
    assert save("accountable", own(report), "Vores ord.").status_code == 302


def test_the_editor_writes_no_other_section_and_no_other_writes_hers(world, report):
    summary = section_of(report, StatusPart.SUMMARY)
    for who, section in (("accountable", summary), ("deputy", own(report)), ("leader", own(report))):
        assert client(who).get(page_of(section)).status_code == 404
        assert save(who, section, "Ikke mine ord.").status_code == 404
    assert {own(report).text, section_of(report, StatusPart.SUMMARY).text} == {""}


def test_a_section_stands_under_its_own_status_alone(world, report):
    other = start_report(by=SYSTEM, policy_id=world.policy_id, year=2022)
    address = desk(other, f"/afsnit/{own(report).id}")
    assert client("consultant").get(address).status_code == 404
    assert send("consultant", address, **typed(own(report), "Ord.")).status_code == 404
    assert client("consultant").get(f"{address}/redaktør").status_code == 404


def test_what_was_typed_is_handed_back_when_the_status_went_to_hearing_meanwhile(world, report):
    heard(world, report)
    shown = page(page_of(own(report)), "accountable")
    assert "stands still until the hearing is over" in shown
    assert "<textarea" not in shown
    answer = save("accountable", own(report), "Skrevet for sent.", g1_1="Også dette.")
    assert answer.status_code == 422
    assert "You can save again then." in told(answer)
    assert "Skrevet for sent." in told(answer)
    assert "Også dette." in told(answer)
    assert own(report).text == ""


def test_what_was_typed_is_handed_back_when_the_status_was_published_meanwhile(world, report):
    section = own(report)
    publish(report)
    assert "is never changed" in read(page_of(section), "consultant")
    answer = save("accountable", section, "Skrevet alt for sent.")
    assert answer.status_code == 422
    assert "Nothing can be saved here any more." in told(answer)
    assert "Skrevet alt for sent." in told(answer)


@pytest.mark.parametrize(
    "bad",
    [
        {"text": "a\0b"},
        {"text": "x" * (LONGEST_TEXT + 1)},
        {"text": "x" * 1_000_000},
        {"seen_version": "9" * 500},
        {"seen_version": "ti"},
        {"g1_1": "x" * (LONGEST_JUDGEMENT + 1)},
        {"g1_1": "\0"},
    ],
)
def test_what_cannot_be_kept_is_refused_and_never_an_error_of_ours(world, report, bad):
    answer = save("accountable", own(report), "Ord.", **bad)
    assert answer.status_code == 422
    assert own(report).text == ""


def test_goals_of_another_area_are_not_judged_here(world, report):
    foreign = {f"goal-{world.goals['2.1']}": "Ikke mit mål."}
    assert save("accountable", own(report), "Ord.", **foreign).status_code == 302
    assert [each.words for each in section_of(report, StatusPart.AREA, 2).judgements] == ["", ""]


# --- who writes ---


def test_the_consultant_names_an_editor_and_takes_her_away_again(world, report):
    section = section_of(report, StatusPart.SUMMARY)
    address = f"{page_of(section)}/redaktør"
    assert "Who writes the section? Summary" in read(address, "consultant")
    assert send("consultant", address, editor=world.staff["deputy"], seen_version=1).status_code == 302
    assert section_of(report, StatusPart.SUMMARY).editor == "Deputy"
    assert client("deputy").get(page_of(section)).status_code == 200
    assert send("consultant", address, editor="", seen_version=2).status_code == 302
    assert client("deputy").get(page_of(section)).status_code == 404


def test_only_who_is_in_office_is_named_and_who_was_overtaken_sees_it(world, report):
    section = section_of(report, StatusPart.SUMMARY)
    address = f"{page_of(section)}/redaktør"
    for nobody in (world.staff["deputy_who_left"], world.policy_id, "x"):
        assert send("consultant", address, editor=nobody, seen_version=1).status_code == 422
    name_editor(by=SYSTEM, section_id=section.id, seen_version=1, editor_id=world.staff["leader"])
    answer = send("consultant", address, editor=world.staff["deputy"], seen_version=1)
    assert answer.status_code == 422
    assert "Editor Leader" in told(answer)
    assert client("accountable").get(f"{page_of(own(report))}/redaktør").status_code == 404


# --- what waits ---


def test_what_waits_stands_on_the_front_page_and_with_my_initiatives_until_it_is_ready(world, report):
    for address in ("/", "/mine-initiativer"):
        assert page_of(own(report)) in page(address, "accountable")
        assert "Ready by 1 March 2024" in read(address, "accountable")
        assert "/afsnit/" not in page(address, "deputy")
    assert "/afsnit/" not in page("/")
    with at(2024, 3, 2):
        assert "The due day is past" in read("/", "accountable")
    save("accountable", own(report), "Klar.", is_ready="on")
    assert "/afsnit/" not in page("/", "accountable")


def test_the_sections_that_wait_come_with_their_status(world, report):
    later = start_report(by=SYSTEM, policy_id=world.policy_id, year=2024, due_on=date(2024, 6, 1))
    section = section_of(later, StatusPart.METHOD)
    name_editor(by=SYSTEM, section_id=section.id, seen_version=1, editor_id=world.staff["accountable"])
    words = read("/", "accountable")
    waiting = words[words.index("Sections that wait for you") :]
    assert waiting.index("Status 2024 Method") < waiting.index("Status 2023 Bolig")
