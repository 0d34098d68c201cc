"""Entity + sentence → claim.

``clause`` writes a sentence as a string in which every entity is a sign of its class, ``frames``
are patterns over such strings (``data/cues``), ``modality`` and ``dates`` say how and when;
``relate`` is the component that puts them together.
"""
