"""What the municipality puts around every form: its name, its colour, and that it is made up where it is."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helhed.base.blocks import Block, Document


def framed(title: str, *blocks: Block) -> Document:
    municipality = settings.MUNICIPALITY
    return Document(
        title=title,
        language=get_language() or settings.LANGUAGE_CODE,
        blocks=blocks,
        author=municipality.name,
        notice=_("%(name)s is made up.") % {"name": municipality.name}
        if municipality.is_fictional
        else municipality.name,
        colour=municipality.primary_colour,
    )
