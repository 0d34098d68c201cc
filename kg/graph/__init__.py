"""Claims as RDF: the store on disk, its questions, its shapes, and what it says as core types."""

from kg.graph.landscape import Landscape
from kg.graph.store import Store

__all__ = ["Landscape", "Store"]
