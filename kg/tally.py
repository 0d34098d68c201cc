"""Right, wrong and missed, and the figures that follow."""

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Counts of what was found rightly, wrongly, and missed."""

    hits: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, the part that is right."""
        return self.hits / max(1, self.hits + self.wrong)

    @property
    def recall(self) -> float:
        """Of what is right, the part that was found."""
        return self.hits / max(1, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.hits / max(1, 2 * self.hits + self.wrong + self.missed)

    def add(self, other: "Tally") -> None:
        """Count the other's in."""
        self.hits += other.hits
        self.wrong += other.wrong
        self.missed += other.missed
