"""Entity + sentence → claim.

``clause`` writes a sentence as a string in which every entity is a sign of its class, ``frames``
are patterns over such strings (``data/cues``), ``modality`` and ``dates`` say how and when. Four
components make claims of it: ``relate`` of what frames read, ``learned`` of what the trained reader
sees, weighed with the frames; ``details`` adds the role or score that a sentence gives;
``posts`` those in the owner of a unit.
"""
