"""What the error pages say: what happened, in plain words, and what one can do."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from helhed.web.shell.parts import Text


@dataclass(frozen=True)
class ErrorWords:
    status: int
    title: Text
    text: Text
    advice: tuple[Text, ...]


ERRORS = {
    each.status: each
    for each in (
        ErrorWords(
            400,
            _("We could not understand that"),
            _("Something in what was sent to us was not whole. You have done nothing wrong."),
            (
                _("Go back to the page before, and try once more."),
                _("If you followed a link, it may have been cut in two. Try to copy all of it."),
            ),
        ),
        ErrorWords(
            403,
            _("The page has stood open too long"),
            _("For your safety we take nothing from a page that has been open for long. Nothing has been saved."),
            (
                _("Go back, load the page again, and send it once more."),
                _("If you have blocked cookies, allow them for this site. We only use those that are needed."),
            ),
        ),
        ErrorWords(
            404,
            _("We cannot find that page"),
            _("It may have been moved or taken away, or it is only for those who are signed in and work with it."),
            (
                _("Look at the address: is every letter there?"),
                _("Search for the goal you are looking for, or begin at the front page."),
                _("If you are to use the page in your work, sign in and try once more."),
            ),
        ),
        ErrorWords(
            405,
            _("This page cannot be used like that"),
            _("What you sent belongs to a form on another page. Nothing has been saved."),
            (
                _("Go back to the page before, load it again, and send the form from there."),
                _("Or begin again from the front page."),
            ),
        ),
        ErrorWords(
            429,
            _("That was many tries in a short time"),
            _("To keep others from guessing their way in, we take a break after many tries. Nothing is broken."),
            (
                _("Wait a quarter of an hour, and try once more."),
                _("If you have forgotten your password, ask the system administrator for a new link."),
            ),
        ),
        ErrorWords(
            500,
            _("Something went wrong on our side"),
            _("The fault is ours and not yours. It has been written down, so that it can be mended."),
            (
                _("Wait a moment, and load the page again."),
                _("If it keeps happening, write to the address at the foot of the page and say what you wanted to do."),
            ),
        ),
    )
}
