"""Smoothing changes no output of a graph, and leaves less for eight bits to lose."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

onnx = pytest.importorskip("onnx", reason="needs the extra train")
pytest.importorskip("torch", reason="needs the extra train")

WIDTH = 64


def network() -> onnx.ModelProto:
    """x → MatMul → Tanh → MatMul → y."""
    rng = np.random.default_rng(1)
    sizes = {"first": (WIDTH, WIDTH), "second": (WIDTH, 8)}
    weights = [
        onnx.numpy_helper.from_array(rng.normal(size=size).astype(np.float32) / 8, name)
        for name, size in sizes.items()
    ]
    node, info = onnx.helper.make_node, onnx.helper.make_tensor_value_info
    graph = onnx.helper.make_graph(
        [
            node("MatMul", ["x", "first"], ["a"]),
            node("Tanh", ["a"], ["b"]),
            node("MatMul", ["b", "second"], ["y"]),
        ],
        "network",
        [info("x", onnx.TensorProto.FLOAT, ["rows", WIDTH])],
        [info("y", onnx.TensorProto.FLOAT, ["rows", 8])],
        weights,
    )
    return onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 20)])


def run(model: onnx.ModelProto | Path, x: np.ndarray) -> np.ndarray:
    source = model if isinstance(model, Path) else model.SerializeToString()
    session = onnxruntime.InferenceSession(source, providers=["CPUExecutionProvider"])
    (y,) = session.run(None, {"x": x})
    return y


@pytest.fixture
def x() -> np.ndarray:
    """Inputs with one channel that is far larger than the rest."""
    found = np.random.default_rng(2).normal(size=(32, WIDTH)).astype(np.float32)
    found[:, 3] *= 80
    return found


def test_smoothing_changes_no_output(x: np.ndarray) -> None:
    from kg.reader.train.smooth import smooth

    plain, smoothed = network(), network()
    smooth(smoothed, [{"x": x}])
    assert [n.op_type for n in smoothed.graph.node].count("Mul") == 2
    np.testing.assert_allclose(run(smoothed, x), run(plain, x), rtol=1e-4, atol=1e-4)


def test_a_smoothed_graph_loses_less_in_eight_bits(x: np.ndarray, tmp_path: Path) -> None:
    from kg.reader.train.export import quantise

    def lost(samples: list[dict[str, np.ndarray]]) -> float:
        onnx.save(network(), tmp_path / "plain.onnx")
        quantise(tmp_path / "plain.onnx", tmp_path / "small.onnx", samples)
        return float(np.abs(run(tmp_path / "small.onnx", x) - run(network(), x)).mean())

    assert lost([{"x": x}]) < 0.7 * lost([])
