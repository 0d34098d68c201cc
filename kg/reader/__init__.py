"""The trained reader: folded text → names with classes, and relations between entities.

    text → pieces → windows → encoder → names → (the caller links them) → relations

``Reader.load().read(text)`` gives a ``Reading``; ``kg.reader.train`` makes the model. Reading needs
numpy and onnxruntime, training the extra ``train``.
"""

from kg.reader.reading import Found, Reader, Reading, Related

__all__ = ["Found", "Reader", "Reading", "Related"]
