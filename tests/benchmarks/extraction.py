"""Characters per CPU-second of the whole extraction beside LAC alone, on the same text, in one run.

    python tests/benchmarks/extraction.py [FILE...]

Reads the sample articles in Chinese by default. The two take turns, so that a machine that slows
down slows both; the ratio is the figure to quote.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.articles import read_all
from kg.errors import KGError
from kg.extract import extract
from kg.fold import fold
from kg.mentions.words import Segmenter, sentence_ends
from kg.types import Article

SAMPLES = Path(__file__).parents[2] / "examples" / "articles"
ROUNDS = 9


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of the process for one call, all threads."""
    start = time.process_time()
    work()
    return time.process_time() - start


def segment(segmenter: Segmenter, texts: list[str]) -> None:
    """What LAC alone does with the texts."""
    for text in texts:
        start = 0
        for end in sentence_ends(text):
            segmenter.words(text[start:end], start)
            start = end


def main() -> None:
    """Prints both speeds and their ratio."""
    sources = sys.argv[1:] or [str(SAMPLES)]
    found = [a for a in read_all(sources) if not isinstance(a, KGError)]
    articles: list[Article] = [a for a in found if a.language != "en"]
    texts = [fold(a.text).text for a in articles]
    segmenter = Segmenter()
    size = sum(len(a.text) for a in articles)
    for work in (lambda: [extract(a) for a in articles], lambda: segment(segmenter, texts)):
        work()
    pairs = [
        (
            cpu_seconds(lambda: [extract(a) for a in articles]),
            cpu_seconds(lambda: segment(segmenter, texts)),
        )
        for _ in range(ROUNDS)
    ]
    ours = statistics.median(size / a for a, _ in pairs)
    alone = statistics.median(size / b for _, b in pairs)
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"{len(articles)} articles, {size:,} characters, median of {ROUNDS} rounds")
    print(f"extraction {ours:,.0f} characters per CPU-second")
    print(f"LAC alone  {alone:,.0f} characters per CPU-second")
    print(f"ratio      {ratio:.2f}")


if __name__ == "__main__":
    main()
