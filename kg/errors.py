"""Everything that can go wrong for a reason the user can act on.

KGError
├── ReadError        a source cannot become an article
│   └── FetchError   a URL could not be fetched
├── DataError        a line of data/ or ontology/ is not what its table demands
├── StoreError       the store is missing, locked, damaged or of another format
├── NotFoundError    no article, entity, query or format of that name
├── QueryError       SPARQL that does not parse or that we refuse to run
└── ShapeError       the graph breaks the SHACL shapes

The message is one line that says what is wrong, where, and what to do; the command line prints it
and exits non-zero.
"""

import re

# Names of files may hold them; some end a line, others colour or move it.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class KGError(Exception):
    """Base of all errors that the command line shows as one line, control characters escaped."""

    def __init__(self, message: str) -> None:
        super().__init__(_CONTROL.sub(lambda m: ascii(m[0])[1:-1], message))


class ReadError(KGError):
    """A source cannot become an article."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class FetchError(ReadError):
    """A URL could not be fetched."""


class DataError(KGError):
    """A line of a table in ``data/`` or of a file in ``ontology/`` is not what it must be.

    Line 0 is the file as a whole.
    """

    def __init__(self, file: object, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}" if line else f"{file}: {reason}")


class StoreError(KGError):
    """The store is missing, locked, damaged or of another format."""


class NotFoundError(KGError):
    """No article, entity, query or format of that name."""


class QueryError(KGError):
    """SPARQL that does not parse or that we refuse to run."""


class ShapeError(KGError):
    """The graph breaks the SHACL shapes."""
