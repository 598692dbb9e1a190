"""Reading in a policy through the page: what comes of a good file, of a strange one, and of one sent twice."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory

from helhed.config.uploads import NoMoreThanCanBeRead
from helhed.policy.queries.documents import get_document, get_file, list_policies
from helhed.policy.queries.editions import export_policy
from helhed.policy.reading.sandbox.parent import MOST_BYTES, TOO_LARGE
from helhed.policy.reading.structure.parts import to_reading
from helhed.web.policy import upload as uploading
from helhed.web.policy.doubts import NO_TITLE, NOTHING_FOUND
from tests.policy.drafted import adopt
from tests.web.policy.drafting import NO_POLICY, OUTSIDERS, client_of, content, draft, file, page, upload, words
from tests.world import POLICY, SLUG, SYSTEM, build_world, everything

ADDRESS = "/politik/indlæs"
NEW = POLICY.replace("Et liv med plads til alle", "Et nyt liv").replace("2021-2024", "2025-2028")
REVIEW = "/politik/et-nyt-liv/udkast"


@pytest.fixture
def client(db: None) -> Client:
    build_world()
    return client_of("consultant")


def count() -> int:
    return len(list_policies(SYSTEM))


def test_the_page_asks_for_a_file_and_says_what_it_takes(client: Client) -> None:
    shown = page(client.get(ADDRESS))
    assert 'enctype="multipart/form-data"' in shown
    assert "At most 20 MB." in shown
    assert "Et liv med plads til alle 2021–2024" in shown
    assert "Et udkast til et bedre liv" not in shown
    assert ADDRESS in page(client.get("/politik")).replace("%C3%A6", "æ")
    assert 'aria-current="true">Read in a policy</a>' in shown


def test_a_document_becomes_a_draft_that_nobody_else_sees(client: Client) -> None:
    answer = upload(client, NEW, "ny politik.txt")
    assert answer.headers["Location"] == REVIEW
    assert [len(area.goals) for area in content("et-nyt-liv").areas] == [2, 2]
    assert get_file(SYSTEM, "et-nyt-liv") == ("ny politik.txt", NEW.encode())
    assert "At pårørende bliver hørt." in page(client.get(REVIEW))
    assert client_of("").get("/politik/et-nyt-liv").status_code == 404


def test_a_draft_that_replaces_a_policy_asks_what_became_of_its_goals(client: Client) -> None:
    upload(client, NEW, predecessor=get_document(SYSTEM, SLUG).document.id)
    assert "What became of the old goals?" in words(client.get(REVIEW))
    assert draft("et-nyt-liv").predecessor


def test_who_reads_in_a_file_twice_is_told(client: Client) -> None:
    assert "read in before" not in page(client.get(upload(client, NEW)["Location"]))
    assert "The same file has been read in before, as “" in page(client.get(upload(client, NEW)["Location"]))


def test_where_nothing_is_found_the_draft_is_made_all_the_same(client: Client) -> None:
    answer = upload(client, NO_POLICY, "referat.txt")
    assert "No focus areas and no goals were found" in words(client.get(answer.headers["Location"]))


def test_what_is_told_of_a_whole_document_is_what_its_reader_says() -> None:
    assert to_reading([]).warnings == (NOTHING_FOUND,)
    assert NO_TITLE.startswith("Politikkens titel er ikke fundet.")


def test_what_helhed_exported_is_taken_too(client: Client) -> None:
    exported = export_policy(SYSTEM, SLUG)
    before = content_of_edition()
    answer = upload(client, "\ufeff" + exported, "politik.json")
    assert answer.status_code == 302, words(answer)
    slug = answer.headers["Location"].split("/")[2]
    assert [goal.text for goal in content(slug).goals()] == before
    assert [goal.code for goal in content(slug).goals()] == ["1.1", "1.2", "2.1", "2.2"]
    assert "The document's text" not in page(client.get(answer.headers["Location"]))
    assert client.post("/politik/indlæs/eksporteret", {"file": file(exported), "form_id": uuid4()}).status_code == 302


def test_a_goal_that_is_coded_in_the_manner_of_another_system_is_found_by_all(client: Client) -> None:
    goals = [
        {"code": "1.999999999999999999", "text": "At alle har en nøgle."},
        {"text": "At ingen venter på en nøgle."},
    ]
    policy = {"format": "helhed-policy/1", "title": "Et nyt liv", "focus_areas": [{"title": "Bolig", "goals": goals}]}
    assert upload(client, json.dumps(policy), "politik.json").status_code == 302
    adopt(draft("et-nyt-liv").document.id)
    found = words(client_of("").get("/søg", {"q": "nøgle"}))
    assert "At ingen venter på en nøgle." in found
    for code in ("1.999999999999999999", "1.1"):
        assert client_of("").get(f"/politik/et-nyt-liv/mål/{code}").status_code == 200


def test_a_name_that_no_page_can_show_is_refused_like_any_other(client: Client) -> None:
    answer = upload(client, r'{"format": "helhed-policy/1", "title": "Et nyt liv", "\ud800farve": 1}', "politik.json")
    assert answer.status_code == 422
    assert "“farve” is not known here." in words(answer)


def content_of_edition() -> list[str]:
    return [goal.text for area in get_document(SYSTEM, SLUG).areas for goal in area.goals]


# --- twice ---


def test_the_same_form_sent_twice_makes_one_draft(client: Client) -> None:
    form_id = uuid4()
    answers = [upload(client, NEW, form_id=form_id) for _time in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [REVIEW, REVIEW]
    exported = export_policy(SYSTEM, SLUG)
    form_id, before = uuid4(), count()
    answers = [upload(client, exported, form_id=form_id) for _time in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert count() == before + 1


def test_another_file_in_a_form_that_was_sent_is_refused(client: Client) -> None:
    form_id = uuid4()
    upload(client, NEW, form_id=form_id)
    before = count()
    answer = upload(client, NEW.replace("nøgle", "dør"), form_id=form_id)
    assert answer.status_code == 422
    assert count() == before


# --- strange files ---

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 200
STRANGE: list[tuple[bytes, str, str]] = [
    (b"", "tom.txt", "Filen er tom: der er ingen tekst at læse."),
    (PICTURE, "politik.pdf", "Filen er et billede, og et billede er ikke tekst."),
    (b"%PDF-1.7\nnot really", "politik.pdf", "PDF"),
    (b"{\\rtf1 hej}", "politik.docx", "Filen er i RTF-format."),
    (b"PK\x03\x04" + b"\0" * 100, "politik.docx", "Filen"),
    (b'{"format": "something-else"}', "politik.json", "This is not a policy in the format helhed-policy/1."),
    (b'{"format": ', "politik.json", "The file is not JSON. Choose a file that was exported from Helhed."),
]


def test_a_strange_file_is_refused_with_a_sentence_at_the_field(client: Client) -> None:
    before, predecessor = everything(), get_document(SYSTEM, SLUG).document.id
    for data, name, reason in STRANGE:
        answer = upload(client, data, name, predecessor=predecessor)
        assert answer.status_code == 422, name
        fault = re.search(r'<a href="#id_file">The file: ([^<]*)</a>', page(answer))
        assert fault, words(answer)
        assert reason in fault[1]
        assert f'<option value="{predecessor}" selected>' in page(answer)
        assert "A browser does not keep the file that was chosen." in page(answer)
        assert everything() == before, name


def test_a_web_page_is_read_as_one_whatever_it_is_called(client: Client) -> None:
    html = "<!doctype html><title>x</title><body><h1>Et nyt liv</h1><p>Politik 2025-2028</p><script>alert(1)</script>"
    answer = upload(client, html, "politik.pdf")
    assert answer.status_code == 302
    assert b"<script>alert" not in client.get(answer.headers["Location"]).content


def test_a_file_name_is_somebody_else_s_text(client: Client) -> None:
    answer = upload(client, NO_POLICY, "../<b>" + "lang" * 80 + "\u202e\u0007.txt")
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "<b>lang" not in shown
    name, _data = get_file(SYSTEM, answer.headers["Location"].split("/")[2])
    assert len(name) <= 200
    assert name.endswith("lang.txt")
    assert uploading.tidy_name("\u202e \n") == "politik"


def test_a_file_that_is_too_large_is_told_and_never_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "read_file", lambda *_all: pytest.fail("read"))
    answer = upload(client, b"a" * (MOST_BYTES + 1))
    assert answer.status_code == 422
    assert TOO_LARGE in page(answer)


def test_no_file_and_no_such_policy_are_told(client: Client) -> None:
    predecessor = get_document(SYSTEM, SLUG).document.id
    answer = client.post(ADDRESS, {"predecessor": predecessor})
    assert answer.status_code == 422
    assert "Choose the file that the policy stands in." in page(answer)
    assert f'<option value="{predecessor}" selected>' in page(answer)
    answer = upload(client, NEW, predecessor=uuid4())
    assert "Select a valid choice" in page(answer)
    assert client.post("/politik/indlæs/eksporteret").status_code == 422


def test_nobody_else_s_file_is_even_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "read_file", lambda *_all: pytest.fail("read"))
    for username in OUTSIDERS:
        outsider = client_of(username)
        assert outsider.get(ADDRESS).status_code == 404
        assert upload(outsider, NEW).status_code == 404
        assert upload(outsider, "{}").status_code == 404
        assert "indl%C3%A6s" not in page(outsider.get("/politik"))
    assert upload(client_of(""), NEW).headers["Location"].startswith("/log-ind")


# --- what is taken in at all ---


def taken(*sizes: int) -> list[int]:
    """How much is kept of each of files of these sizes in one request."""
    mark = "x" * 30
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'.encode()
    body = b"".join(head + b"a" * size + b"\r\n" for size in sizes) + f"--{mark}--\r\n".encode()
    request = RequestFactory().generic("POST", "/", body, f"multipart/form-data; boundary={mark}")
    files: list[Any] = request.FILES.getlist("file")
    assert all(len(each.read()) == each.size for each in files)
    request.close()
    return [each.size for each in files]


def test_no_more_is_taken_in_than_can_be_read() -> None:
    piece = 1 << 16
    assert taken(1000) == [1000]
    assert taken(MOST_BYTES) == [MOST_BYTES]
    for sizes in ((MOST_BYTES + 5_000_000,), (MOST_BYTES, MOST_BYTES, 5_000_000)):
        assert MOST_BYTES < sum(taken(*sizes)) <= MOST_BYTES + piece


def test_what_passes_by_is_counted_over_all_files() -> None:
    handler = NoMoreThanCanBeRead(None)
    pieces = [handler.receive_data_chunk(b"a" * 5_000_000, 0) for _piece in range(7)]
    assert [piece is None for piece in pieces] == [False] * 5 + [True] * 2
    assert handler.file_complete(0) is None
