"""How good an extraction is: ``read_gold`` gives annotations, ``evaluate`` the report on them."""

from kg.evaluate.gold import Gold, of_passage, read_gold
from kg.evaluate.judge import Report, evaluate

__all__ = ["Gold", "Report", "evaluate", "of_passage", "read_gold"]
