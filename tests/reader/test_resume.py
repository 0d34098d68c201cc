"""A training that goes on begins with what the written model says, and knows what it has read."""

import numpy as np
import pytest

from kg.errors import DataError
from kg.reader.model import Model, unpack
from kg.reader.pieces import END, START
from kg.reader.spots import spots
from kg.reader.windows import windows
from kg.resources import folder
from kg.sentences import bounds

torch = pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("onnx", reason="needs the extra train")

from kg.reader.train import resume  # noqa: E402
from kg.reader.train.base import BLOCK, Base  # noqa: E402
from kg.reader.train.net import Network  # noqa: E402

TEXT = "华为与瑞金医院联合发布瑞智病理大模型。Siemens Healthineers supplies the scanners."
MODEL = folder("data") / "model"
LAYERS, WIDTH, INNER = 12, 384, 1536


def empty() -> Base:
    """A base of the reader's build whose weights are all 0."""
    floats = {"emb.pos": 512 * WIDTH, "emb.type": WIDTH}
    packed = {"emb.word": 10 * WIDTH}
    for norm in ("emb.ln", *(f"l{n}.{name}" for n in range(LAYERS) for name in ("aln", "oln"))):
        floats |= {f"{norm}.w": WIDTH, f"{norm}.b": WIDTH}
    for n in range(LAYERS):
        shapes = dict.fromkeys(("q", "k", "v", "ao"), (WIDTH, WIDTH))
        for name, (inner, outer) in (shapes | {"fi": (WIDTH, INNER), "fo": (INNER, WIDTH)}).items():
            floats[f"l{n}.{name}.b"] = outer
            packed[f"l{n}.{name}.w"] = inner * outer
    tensors = {name: (0, 4 * size) for name, size in floats.items()}
    tensors |= {name: (0, size // 32 * BLOCK.itemsize) for name, size in packed.items()}
    raw = memoryview(bytes(max(size for _, size in tensors.values())))
    return Base([], LAYERS, WIDTH, INNER, raw, tensors)


def test_the_weights_come_back_as_the_graphs_hold_them():
    net = Network(empty(), range(10))
    resume.take(net, MODEL)
    model = Model(MODEL)
    cut = model.pieces.cut(TEXT)
    (window,) = windows(cut, bounds(TEXT))
    spotted = spots(TEXT, cut, window)
    _, written = model.read(cut.ids, spotted)
    words = unpack(np.load(MODEL / "words.npy")[np.array([START, *cut.ids, END])])
    with torch.no_grad():
        states = net.eval().encoder(torch.from_numpy(words)[None])[0]
        own = net.names(states, torch.from_numpy(spotted.piece), torch.from_numpy(spotted.place))
    assert (own.numpy().argmax(1) == written.argmax(1)).all()
    assert np.abs(own.numpy() - written).mean() < 0.3


def test_a_model_that_does_not_say_what_it_has_read_is_refused(tmp_path):
    with pytest.raises(DataError, match="has read is unknown"):
        resume.noted(tmp_path)


def test_a_model_of_another_build_is_refused():
    net = Network(empty(), range(10))
    net.encoder.layers.append(net.encoder.layers[0])
    with pytest.raises(DataError, match="not the 52 of this build"):
        resume.take(net, MODEL)
