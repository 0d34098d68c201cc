"""What the engine raises where its files fail it, as errors of ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import StoreError


@contextmanager
def using(failed: str) -> Iterator[None]:
    """Raises StoreError, which begins with ``failed``, for what the engine meets in its files."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{failed} ({short(error)})") from error
    except RuntimeError as error:  # so it calls damage
        raise StoreError(f"{failed} ({short(error)}); restore it, or build it again") from error


def short(error: Exception) -> str:
    """The engine's message in one line, without its long lists of what it expected."""
    line = " ".join(str(error).split())
    return line if len(line) <= 160 else line[:160].rstrip() + " …"
