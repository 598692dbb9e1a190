import pytest

from tests.web.shell.inline import inline_faults


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<p style="color: red">', "<p style>"),
        ("<style>p {}</style>", "<style>"),
        ("<script>go()</script>", "<script>"),
        ('<button onclick="go()">', "<button onclick>"),
        ('<a href=" javascript:go()">', "<a href>"),
    ],
)
def test_a_planted_fault_is_found(html: str, fault: str) -> None:
    assert inline_faults(html) == [fault]


def test_what_comes_from_a_file_is_no_fault() -> None:
    assert inline_faults('<script type="module" src="/static/a.js"></script><p class="style">') == []
