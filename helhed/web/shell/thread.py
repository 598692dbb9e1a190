"""What the two pictures of the product are drawn from: the thread, and the steering triangle."""

from dataclasses import dataclass

from helhed.web.shell.parts import Text


@dataclass(frozen=True)
class ThreadBranch:
    """Something tied on to a step, as an initiative to a goal. `status` is a look of `parts.LOOKS`, or none."""

    title: str
    href: str | None
    status: str | None = None
    text: str = ""
    language: str = ""
    status_word: Text = ""
    text_language: str = ""


@dataclass(frozen=True)
class ThreadStep:
    """One knot on the thread. `level` is a word of ours, `title` and `text` are what people wrote, in `language`.

    `is_ahead` marks what is still to come: the thread to it is dotted.
    """

    level: Text
    title: str
    href: str | None
    text: str = ""
    is_current: bool = False
    language: str = ""
    branches: tuple[ThreadBranch, ...] = ()
    is_ahead: bool = False


@dataclass(frozen=True)
class SteeringLink:
    """A document in the triangle. `state` is a look of `parts.LOOKS` with its word, where it does not simply hold."""

    title: str
    href: str | None
    subtitle: str = ""
    is_current: bool = False
    language: str = "da"
    state: tuple[str, Text] | None = None


@dataclass(frozen=True)
class SteeringLevel:
    """A level of the triangle, from the top down; without documents it says so."""

    name: Text
    explanation: Text
    documents: tuple[SteeringLink, ...] = ()
