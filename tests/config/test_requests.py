"""What a sender may not choose: how the request is read."""

from typing import Any

import pytest
from django.test import Client

from helhed.config.requests import utf8_only


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("text/plain; charset=undefined", "text/plain"),
        ("multipart/form-data; charset=hex; boundary=x", "multipart/form-data; boundary=x"),
        ("multipart/form-data; boundary=x;CHARSET = utf-7", "multipart/form-data; boundary=x"),
        ("application/x-www-form-urlencoded", "application/x-www-form-urlencoded"),
        ("", ""),
    ],
)
def test_every_request_is_read_as_utf_8(sent: str, read: str) -> None:
    seen: list[str] = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(environ["CONTENT_TYPE"])
        return []

    utf8_only(application)({"CONTENT_TYPE": sent}, lambda *_answer: None)
    assert seen == [read]


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", ['"\\000aaaaaaaaaaaa"', "../../x", "A" * 32, "a" * 33, ""])
def test_a_session_that_is_not_ours_is_no_session(settings: Any, cookie: str) -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert client.get("/politik").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["%00", "1%001", "1/2", "x" * 21])
def test_a_code_that_no_goal_can_have_is_not_found(code: str) -> None:
    assert Client().get(f"/politik/en-politik/m%C3%A5l/{code}").status_code == 404
