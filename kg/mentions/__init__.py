"""Text → mentions: spaCy components that mark stretches of text which name things.

``tokens`` makes the Doc, ``words`` segments and tags it, ``learned`` marks what the trained reader
sees, ``known`` the catalogue's names, ``shapes`` and ``latin`` what has the shape of a Chinese or a
Latin name; ``merge`` chooses among them. All of them read folded text; offsets go back to the
article in ``kg.extract``.
"""
