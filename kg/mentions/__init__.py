"""Text → mentions: spaCy components that mark stretches of text which name things.

``tokens`` makes the Doc, ``words`` segments and tags it, ``known`` marks the catalogue's names,
``shapes`` marks what has the shape of a name, ``pairs`` carries 全称（简称） through the article.
All of them read folded text; offsets go back to the article in ``kg.extract``.
"""
