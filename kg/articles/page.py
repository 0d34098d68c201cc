"""What goes in and out of a reader: a page as it was read, and the draft of an article."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from kg.articles import decode
from kg.errors import ReadError


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a source.

    ``source`` names it in the same way on every machine, ``given`` as the user did (for errors);
    ``kind`` is a suffix (``.md``) or a content type (``text/html``), "" if neither is known;
    ``charset`` is what a server said of it.
    """

    source: str
    given: str
    data: bytes
    kind: str = ""
    charset: str | None = None

    @property
    def text(self) -> str:
        """The bytes decoded. Raises ReadError if they are not text."""
        try:
            return decode.decode(self.data, self.charset)
        except ValueError as error:
            raise self.error(str(error)) from None

    def error(self, reason: str) -> ReadError:
        """An error that names this page."""
        return ReadError(self.given, reason)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found: text without furniture, and what the page says of itself.

    ``url`` is where the page says it comes from: a second source.
    """

    text: str
    title: str = ""
    issued: date | None = None
    language: str | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """A way to read pages of some kinds (suffixes and content types) into drafts.

    Packages give theirs as an entry point of the group ``medllm_kg.readers``. ``read`` raises
    ReadError only.
    """

    kinds: tuple[str, ...]
    read: Callable[[Page], Iterable[Draft]]
