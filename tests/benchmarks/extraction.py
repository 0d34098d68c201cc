"""Characters per CPU-second of extraction beside its encoder alone and LAC alone, in one run.

    python tests/benchmarks/extraction.py [FILE...]

Reads the sample articles in Chinese by default. All take turns, so that a machine that slows down
slows all; the ratio to LAC is the figure to quote. Peak memory is the whole process's when the
reader has read all, before the others are loaded.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.articles import read_all
from kg.errors import KGError
from kg.extract import extractor
from kg.fold import fold
from kg.mentions.words import Segmenter
from kg.reader import Reader
from kg.sentences import ends
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
        for end in ends(text):
            segmenter.words(text[start:end], start)
            start = end


def encode(texts: list[str]) -> None:
    """What the reader's encoder alone does with the texts."""
    for text in texts:
        Reader.load().read(text)


def main() -> None:
    """Prints the speed of each and its ratio to LAC's, medians of all rounds."""
    found = [a for a in read_all(sys.argv[1:] or [str(SAMPLES)]) if not isinstance(a, KGError)]
    articles: list[Article] = [a for a in found if a.language != "en"]
    for article in articles:
        extractor("reader")(article)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    texts = [fold(a.text).text for a in articles]
    segmenter = Segmenter()
    size = sum(len(a.text) for a in articles)
    works: dict[str, Callable[[], object]] = {
        "extraction, reader": lambda: [extractor("reader")(a) for a in articles],
        "extraction, rules": lambda: [extractor("rules")(a) for a in articles],
        "encoder alone": lambda: encode(texts),
        "LAC alone": lambda: segment(segmenter, texts),
    }
    for work in works.values():
        work()
    rounds = [{name: cpu_seconds(work) for name, work in works.items()} for _ in range(ROUNDS)]
    print(f"{len(articles)} articles, {size:,} characters, median of {ROUNDS} rounds")
    for name in works:
        speed = statistics.median(size / times[name] for times in rounds)
        ratio = statistics.median(times["LAC alone"] / times[name] for times in rounds)
        print(f"{name:20} {speed:8,.0f} characters per CPU-second, {ratio:.2f} of LAC's")
    print(f"peak memory of reading {peak:,.0f} MB")


if __name__ == "__main__":
    main()
