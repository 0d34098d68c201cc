import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.reader.pieces import SPECIAL, UNKNOWN, Pieces
from kg.reader.spots import spots
from kg.reader.windows import LIMIT, windows

WORDS = [
    ("▁", -3.0),
    ("¶", -9.0),
    ("▁May", -8.0),
    ("o", -6.0),
    ("华", -7.0),
    ("华为", -8.0),
    (".", -3.0),
]
PIECES = Pieces([*((s, 0.0) for s in SPECIAL), *WORDS])
TEXTS = st.text("华为Mayo. \n。!", max_size=900)


def said(text):
    cut = PIECES.cut(text)
    return [text[s:e] for s, e in zip(cut.starts, cut.ends, strict=True)]


def test_likeliest_pieces_are_taken():
    assert [p for p in said("华为 Mayo") if p] == ["华为", "May", "o"]


def test_a_sign_outside_the_vocabulary_is_unknown():
    assert UNKNOWN in PIECES.cut("华€").ids


def test_a_line_break_is_a_piece():
    assert "\n" in said("华\n为")


@given(TEXTS)
def test_pieces_cover_all_but_spaces_in_order(text):
    assert "".join(said(text)).replace("\n", "") == "".join(text.split())


@given(TEXTS)
def test_every_character_belongs_to_one_window(text):
    cut = PIECES.cut(text)
    views = windows(text, cut)
    owned = [range(w.start, w.end) for w in views]
    assert [i for r in owned for i in r] == list(range(int(cut.ends[-1]) if len(cut.ids) else 0))
    assert all(0 < w.last - w.first <= LIMIT for w in views)
    for w in views:
        at = spots(text, cut, w).at
        inside = range(w.start, w.end)
        letters = [i for i in inside if not text[i].isspace()]
        assert set(letters) <= set(at.tolist())


def test_a_long_sentence_behind_short_ones_takes_one_window_more():
    texts = ["华为发布模型。"] * 10 + ["医院上线模型" * 40 + "。"]
    text = "".join(texts)
    cut = PIECES.cut(text)
    views = windows(text, cut)
    assert len(views) == 2
    assert text[views[1].start : views[1].end].endswith(texts[10])


def test_a_sentence_longer_than_a_window_is_cut_behind_a_comma():
    words = [("▁", -3.0), ("、", -3.0), ("东方医院", -5.0), ("东方", -9.0), ("医院", -9.0)]
    pieces = Pieces([*((s, 0.0) for s in SPECIAL), *words])
    text = "、".join(["东方医院"] * 300)
    views = windows(text, pieces.cut(text))
    parts = [text[w.start : w.end] for w in views]
    assert len(parts) > 2
    assert all(p.endswith("、") for p in parts[:-1])


def test_a_written_vocabulary_is_read_back(tmp_path):
    PIECES.write(tmp_path / "pieces.tsv")
    assert Pieces.read(tmp_path / "pieces.tsv").scored == PIECES.scored


def test_a_damaged_vocabulary_is_one_line_of_error(tmp_path):
    (tmp_path / "pieces.tsv").write_text("a\tb\n")
    with pytest.raises(DataError, match="pieces"):
        Pieces.read(tmp_path / "pieces.tsv")
