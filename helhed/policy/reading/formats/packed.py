"""Opening packed documents from anybody: what is inside is read only within bounds, and XML can fetch nothing."""

import struct
import zlib
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, LargeZipFile, ZipFile

from lxml import etree  # type: ignore[import-untyped]

from helhed.policy.reading.document import Unreadable

MOST_ENTRIES = 5_000
MOST_UNPACKED = 200_000_000
MOST_XML = 20_000_000
# Text packs to a tenth, drawings to a hundredth; only what is made to swell packs tighter.
MOST_RATIO = 300
_RATIO_MATTERS_FROM = 5_000_000
DAMAGED = "Filen er beskadiget og kan ikke åbnes. Gem den igen som Word, PDF eller ren tekst, og prøv igen."
_TOO_LARGE = "Filen fylder for meget, når den pakkes ud. Gem den som ren tekst, og prøv igen."
_PROTECTED = "Filen er beskyttet med en adgangskode. Gem den uden adgangskode, og prøv igen."
_FAULTS = (
    *(BadZipFile, LargeZipFile, zlib.error, struct.error),
    *(EOFError, OSError, ValueError, RuntimeError, NotImplementedError, OverflowError),
)

# An element of lxml, which has no types of its own.
Element = Any


class Package:
    """A zip file whose parts can be read one by one."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
        except _FAULTS as error:
            raise Unreadable(DAMAGED) from error
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
            raise Unreadable(_TOO_LARGE)
        if unpacked > _RATIO_MATTERS_FROM and unpacked > MOST_RATIO * len(data):
            raise Unreadable(_TOO_LARGE)
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable(_PROTECTED)
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, name: str) -> bytes:
        """What the part holds, counted while it is unpacked: the size written in the file may be false."""
        try:
            with self._zip.open(name) as part:
                content = part.read(MOST_XML + 1)
        except (*_FAULTS, KeyError) as error:
            raise Unreadable(DAMAGED) from error
        if len(content) > MOST_XML:
            raise Unreadable(_TOO_LARGE)
        return content

    def xml(self, name: str) -> Element:
        return parse_xml(self.read(name))


def parse_xml(data: bytes) -> Element:
    """The root of an XML document. One that declares a document type is refused: no office program writes any."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(DAMAGED)
    return root


def refuse_protected() -> None:
    raise Unreadable(_PROTECTED)


def local(element: Element) -> str:
    """The name of an element without its namespace, which the editions of a format differ in."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down the path of names."""
    for name in path:
        element = next((each for each in element if local(each) == name), None) if element is not None else None
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    return next((str(each) for key, each in element.attrib.items() if key.rpartition("}")[2] == name), None)
