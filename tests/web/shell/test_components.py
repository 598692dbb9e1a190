import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory
from django.utils import translation

from helhed.web.shell.gallery import FOLDER, USAGES, options_of
from helhed.web.shell.parts import ICONS, LOOKS, Cell, Fact, ProgressPart, WrongOption
from helhed.web.shell.samples import THREAD, TRIANGLE, VALUES, SampleForm, bound_form
from helhed.web.shell.thread import SteeringLevel, ThreadBranch, ThreadStep

SPRITE = FOLDER.parent / "static" / "helhed" / "icons.svg"


def drawn(source: str, **values: Any) -> str:
    template = engines["django"].from_string(source)
    return template.render(
        {**VALUES, "form": SampleForm(), "wrong_form": bound_form(), **values}, RequestFactory().get("/")
    )


def test_every_component_stands_in_the_gallery_with_its_options() -> None:
    files = {path.stem for path in FOLDER.glob("*.html")}
    assert files == set(USAGES)
    for name in files:
        assert options_of(name).startswith(f"{{% {name}")


def test_every_icon_and_look_is_drawn() -> None:
    assert sorted(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text())) == sorted([*ICONS, *LOOKS])


@pytest.mark.parametrize(
    "source",
    [
        '{% button "" %}',
        "{% button forgotten %}",
        '{% button "Gem" kind="blue" %}',
        '{% button "Gem" icon="unicorn" %}',
        '{% button "Gem" type="link" %}',
        '{% link_button "Gå" "" %}',
        '{% link_button "Gå" here kind="blue" %}',
        '{% link_button "Gå" here icon="unicorn" %}',
        '{% icon "unicorn" %}',
        '{% status_tag "blue" %}',
        '{% status_tag "neutral" %}',
        '{% note kind="blue" %}x{% endnote %}',
        "{% card %}x{% endcard %}",
        '{% card title="x" level=1 %}x{% endcard %}',
        '{% quote "" %}',
        '{% empty_state "x" "" %}',
        '{% empty_state "x" "y" link="z" %}',
        "{% definition_list columns %}",
        "{% history columns %}",
        "{% goal_card steps %}",
        '{% data_table "" columns rows %}',
        '{% data_table "x" columns uneven %}',
        "{% table %}x{% endtable %}",
        '{% progress "x" negative %}',
        '{% progress "x" columns %}',
        '{% progress "" parts %}',
        "{% thread none_yet %}",
        "{% thread columns %}",
        "{% thread here %}",
        "{% thread twice_here %}",
        "{% thread wrong_branch %}",
        "{% triangle one_level %}",
        "{% breadcrumb none_yet %}",
        "{% pagination 4 3 %}",
        "{% filter_bar %}x{% endfilter_bar %}",
        "{% field form %}",
        '{% field form.name width="wide" %}',
        "{% fields here %}",
        "{% error_summary here %}",
        "{{ here|date_written }}",
    ],
)
def test_a_wrong_option_stops_the_page(source: str) -> None:
    wrong = {
        "forgotten": "",
        "uneven": [["a"]],
        "negative": [ProgressPart("done", -1)],
        "twice_here": [ThreadStep("a", "b", None, is_current=True)] * 2,
        "wrong_branch": [ThreadStep("a", "b", None, branches=(ThreadBranch("c", None, "blue"),))],
        "one_level": [SteeringLevel("a", "b")],
    }
    with pytest.raises(WrongOption):
        drawn(source, **wrong)


@pytest.mark.parametrize("source", ['{% button "Gem" colour="blue" %}', "{% thread %}", "{% unheard_of %}"])
def test_an_unknown_option_stops_the_page(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn(source)


def test_the_thread_is_one_list_with_the_branches_in_it() -> None:
    html = drawn("{% thread steps %}")
    assert html.count("<ol") == 1
    assert html.count('class="thread__step') - html.count('class="thread__steps"') == len(THREAD)
    assert html.count('aria-current="page"') == 1
    assert html.index("Et godt liv midt i naturen") < html.index("Frivilligcafé") < html.index("Status 2023")


def test_the_triangle_names_every_level_and_says_where_nothing_stands() -> None:
    html = drawn("{% triangle levels %}")
    assert [name for level in TRIANGLE if (name := level.name) not in html] == []
    with translation.override("en"):
        assert "Nothing has been written down here yet." in drawn("{% triangle levels %}")


@pytest.mark.parametrize(
    ("period", "beside", "shown"),
    [
        ("2021-2024", "", "2021–2024"),
        ("2021-2033", "Kommuneplan 2021–2033", ""),
        ("2021-2024", "Socialpolitik 2021 – 2024", ""),
        ("2021-2024", "Socialpolitik 2020-2024", "2021–2024"),
        ("", "Kommuneplan", ""),
        ("2024", "", "2024"),
    ],
)
def test_a_period_is_said_once_and_with_one_dash(period: str, beside: str, shown: str) -> None:
    assert drawn("{{ period|years:beside }}", period=period, beside=beside) == shown


def test_a_choice_that_cannot_be_empty_is_not_called_optional() -> None:
    class Form(forms.Form):
        always = forms.ChoiceField(label="A", choices=[("a", "a")], required=False)
        never = forms.ChoiceField(label="B", choices=[("", "–"), ("a", "a")], required=False)
        many = forms.MultipleChoiceField(label="C", choices=[("a", "a")], required=False)

    shown = [("form-optional" in drawn("{% field bound %}", bound=bound)) for bound in Form()]
    assert shown == [False, True, True]


def test_what_people_wrote_is_escaped() -> None:
    html = drawn("{% thread steps %}", steps=[ThreadStep("<b>", "<i>", 'x" onclick="y', "<u>")])
    assert not re.search(r"<[biu]>|\" onclick", html)


def test_bars_have_a_table_beside_them_and_no_decimal_comma() -> None:
    with translation.override("da"):
        html = drawn('{% progress "x" parts %}', parts=[ProgressPart("done", 1), ProgressPart("late", 2)])
    assert 'width="33.33%"' in html
    assert "<table" in html


def test_a_bar_of_nothing_is_only_a_table() -> None:
    html = drawn('{% progress "x" parts %}', parts=[ProgressPart("done", 0)])
    assert "progress-box__bar" not in html
    assert "<table" in html


def test_cells_show_links_looks_and_languages() -> None:
    html = drawn('{% data_table "x" columns rows %}', columns=["A"], rows=[[Cell("b", "/c", language="da")], ["d"]])
    assert '<span lang="da"><a href="/c">b</a></span>' in html
    assert '<th scope="row" role="rowheader"><span>d</span></th>' in html


def test_a_fact_may_be_a_link() -> None:
    assert '<a href="/b">a</a>' in drawn("{% definition_list facts %}", facts=[Fact("t", "a", "/b")])


def test_pages_keep_what_stands_in_the_address() -> None:
    template = engines["django"].from_string("{% pagination 2 9 %}")
    html = template.render({}, RequestFactory().get("/?q=bo&page=2"))
    assert 'href="?q=bo&amp;page=3"' in html
    assert html.count('aria-current="page"') == 1
    assert html.count("pages__gap") == 1


def test_one_page_needs_no_pages() -> None:
    assert drawn("{% pagination 1 1 %}").strip() == ""


def test_a_field_keeps_what_was_typed_and_leads_to_its_error() -> None:
    html = drawn("{% error_summary wrong_form %}{% fields wrong_form %}")
    assert "Vi er godt i gang." in html
    assert 'href="#id_name"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    linked = set(re.findall(r'href="#([^"]+)"', html))
    described = {each for ids in re.findall(r'aria-describedby="([^"]+)"', html) for each in ids.split()}
    assert linked | described <= set(re.findall(r' id="([^"]+)"', html))


def test_no_id_stands_twice() -> None:
    ids = re.findall(r' id="([^"]+)"', drawn("{% fields form %}"))
    assert len(ids) == len(set(ids))


def test_a_form_without_errors_has_no_summary() -> None:
    assert drawn("{% error_summary form %}").strip() == ""


def test_each_form_has_an_id_of_its_own() -> None:
    ids = {UUID(drawn("{% form_id %}").split('value="')[1][:36]) for _ in range(3)}
    assert len(ids) == 3


@pytest.mark.parametrize(
    ("language", "written"), [("da", "1. februar 2024"), ("en", "1 February 2024"), ("de", "1. Februar 2024")]
)
def test_dates_are_written_in_the_language_of_the_page(language: str, written: str) -> None:
    with translation.override(language):
        assert drawn("{{ day|date_written }}") == written
        assert drawn("{% written_date day %}") == f'<time datetime="2024-02-01">{written}</time>'


def test_an_instant_is_written_as_the_date_in_denmark() -> None:
    with translation.override("da"):
        late = datetime(2024, 1, 31, 23, 30, tzinfo=UTC)
        assert drawn("{{ late|date_written }}", late=late) == "1. februar 2024"
        assert drawn("{{ late|date_written }}", late=date(2024, 1, 31)) == "31. januar 2024"


def test_nothing_in_the_style_sheets_comes_from_elsewhere() -> None:
    for sheet in Path(SPRITE.parent).glob("*.css"):
        assert not re.search(r"https?:|//", re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL))
