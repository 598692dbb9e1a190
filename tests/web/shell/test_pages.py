import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import translation

from helhed.config.environment import WrongSetting
from helhed.config.municipality import FICTIONAL, contrast, load_municipality
from helhed.web.shell import colours, views
from helhed.web.shell.navigation import NavItem, links
from helhed.web.shell.samples import FRONT_PAGE
from tests.web.shell.inline import inline_faults

PUBLIC = ["front-page", "accessibility", "privacy", "gallery"]
PAPER = "#fbf9f5"


@pytest.fixture
def visitor(db: None) -> Client:
    return Client()


@pytest.mark.parametrize("language", ["da", "en", "de"])
@pytest.mark.parametrize("name", PUBLIC)
def test_a_visitor_sees_every_public_page(visitor: Client, name: str, language: str) -> None:
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = visitor.get(reverse(name))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in html
    assert html.count("<h1") == 1
    assert 'href="#main"' in html
    assert "Lindevig" in re.findall(r"<title>(.*?)</title>", html, re.DOTALL)[0]
    assert 'class="fictional"' in html
    assert inline_faults(html) == []


def test_the_front_page_shows_the_thread_the_policy_and_the_status() -> None:
    request = _request("/")
    html = render_to_string("shell/front_page.html", {"content": FRONT_PAGE}, request)
    assert inline_faults(html) == []
    for shown in ("Et godt liv midt i naturen", "Beskæftigelse", "progress-box__bar", "Citat fra borger"):
        assert shown in html


def _request(address: str) -> HttpRequest:
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    return request


def test_a_real_municipality_is_not_called_fictional(visitor: Client) -> None:
    real = replace(settings.MUNICIPALITY, is_fictional=False)
    with override_settings(MUNICIPALITY=real):
        assert 'class="fictional"' not in visitor.get(reverse("privacy")).content.decode()
    assert colours.FICTIONAL not in colours.stylesheet(real)
    assert colours.FICTIONAL in colours.stylesheet(settings.MUNICIPALITY)


@pytest.mark.django_db
def test_the_language_is_chosen_by_a_form_and_the_page_is_kept() -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(reverse("privacy") + "?a=1")
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[0]
    form = {"language": "de", "next": reverse("privacy") + "?a=1", "csrfmiddlewaretoken": token}
    answer = client.post(reverse("set-language"), form)
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("privacy") + "?a=1"
    assert '<html lang="de">' in client.get(reverse("privacy")).content.decode()


def test_the_language_form_does_not_lead_elsewhere(visitor: Client) -> None:
    answer = visitor.post(reverse("set-language"), {"language": "de", "next": "https://elsewhere.example/"})
    assert "elsewhere" not in answer.headers["Location"]


# --- the municipality's colours ---


def test_the_colours_are_kept_for_as_long_as_their_version_stands(visitor: Client) -> None:
    address = reverse("municipality-colours")
    versioned = visitor.get(address, {"v": colours.version(settings.MUNICIPALITY)})
    assert versioned.headers["Content-Type"].startswith("text/css")
    assert "max-age=31536000" in versioned.headers["Cache-Control"]
    assert "Cache-Control" not in visitor.get(address, {"v": "old"}).headers
    assert settings.MUNICIPALITY.accent_colour in versioned.content.decode()


def test_another_colour_is_another_version() -> None:
    other = replace(settings.MUNICIPALITY, accent_colour="#0b4f6c")
    assert colours.version(other) != colours.version(settings.MUNICIPALITY)


def test_a_name_cannot_break_out_of_the_style_sheet() -> None:
    sheet = colours.stylesheet(replace(settings.MUNICIPALITY, name='A"; } * { display: none }\n\\'))
    assert 'content:"A\\"; } * { display: none }\\\\ ·' in sheet


@pytest.mark.parametrize("colour", ["#767676", "#b5121b", "#0b6e4f", "#000000"])
def test_text_in_the_inks_can_be_read_on_paper_and_on_its_tint(colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 4.5
    ink = colours.mixed(colour, "#000000", 0.12)
    for ground in (PAPER, colours.mixed(colour, "#ffffff", 0.92)):
        assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("key", ["primary_colour", "accent_colour"])
def test_a_colour_that_cannot_carry_white_text_is_refused(tmp_path: Path, key: str) -> None:
    text = re.sub(rf'{key} = "[^"]+"', f'{key} = "#7a7a7a"', FICTIONAL.read_text())
    (tmp_path / "pale.toml").write_text(text)
    with pytest.raises(WrongSetting, match="#7a7a7a"):
        load_municipality(str(tmp_path / "pale.toml"))


# --- the accessibility statement ---


def test_the_statement_address_leads_to_the_register_or_to_our_own_page(visitor: Client) -> None:
    address = reverse("official-accessibility-statement")
    assert visitor.get(address).headers["Location"] == reverse("accessibility")
    registered = replace(settings.MUNICIPALITY, accessibility_statement="https://was.example/1")
    with override_settings(MUNICIPALITY=registered):
        assert visitor.get(address).headers["Location"] == "https://was.example/1"
        assert "https://was.example/1" in visitor.get(reverse("accessibility")).content.decode()


# --- errors ---


@pytest.mark.django_db
def test_a_missing_page_says_what_to_do(visitor: Client) -> None:
    answer = visitor.get("/findes-ikke")
    html = answer.content.decode()
    assert answer.status_code == 404
    assert inline_faults(html) == []
    assert html.count("<li>") >= 3


@pytest.mark.parametrize(
    ("status", "view", "words"),
    [
        (400, lambda request: views.bad_request(request, Exception()), "We could not understand that"),
        (403, lambda request: views.forbidden(request, Exception()), "The page has stood open too long"),
        (403, views.csrf_failure, "The page has stood open too long"),
        (404, lambda request: views.not_found(request, Exception()), "We cannot find that page"),
        (500, views.server_error, "Something went wrong on our side"),
    ],
)
def test_every_error_has_words_of_its_own(status: int, view, words: str) -> None:
    with translation.override("en"):
        answer = view(_request("/somewhere"))
    html = answer.content.decode()
    assert answer.status_code == status
    assert words in html
    assert "What you can do" in html
    assert inline_faults(html) == []


def test_too_many_tries_has_the_page_that_the_sign_in_library_asks_for() -> None:
    with translation.override("en"):
        html = render_to_string("429.html", {}, _request("/"))
    assert "That was many tries in a short time" in html
    assert inline_faults(html) == []


def test_the_server_error_needs_no_database_and_nothing_from_the_request() -> None:
    def refuse(*_args: object) -> None:
        raise AssertionError("the database was asked")

    with connection.execute_wrapper(refuse):
        answer = views.server_error(HttpRequest())
    assert answer.status_code == 500


def test_a_form_without_its_token_gets_the_page_for_it(db: None) -> None:
    with translation.override("en"):
        answer = Client(enforce_csrf_checks=True).post(reverse("set-language"), {"language": "de"})
    assert answer.status_code == 403
    assert inline_faults(answer.content.decode()) == []


# --- the menu ---


def test_the_menu_shows_what_one_may_and_where_one_is() -> None:
    items = (NavItem("privacy", "All"), NavItem("gallery", "Some", ("write",)))
    assert [link.label for link in links(items, set(), "/")] == ["All"]
    shown = links(items, {"write"}, reverse("gallery"))
    assert [(link.label, link.is_current) for link in shown] == [("All", False), ("Some", True)]
