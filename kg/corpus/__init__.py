"""The corpus: passages of our own prose and what they say, read from ``data/corpus`` and checked.

    file → block (header, text, statements) → Passage, or the faults found in it

``data/corpus/README.md`` explains the markup. ``python -m kg.corpus PATH...`` prints every fault,
or how often each class, relation and modality occurs.
"""

from kg.corpus.passage import Marked, Passage, Pronoun, Stated
from kg.corpus.reading import read, read_all

__all__ = ["Marked", "Passage", "Pronoun", "Stated", "read", "read_all"]
