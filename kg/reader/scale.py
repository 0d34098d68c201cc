"""From what the network says to a probability."""

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32] | npt.NDArray[np.float64]
# Slope and offset of the logistic function that was fitted on held-out passages (Platt).
Scale = tuple[float, float]


def sigmoid(logits: Scores, scale: Scale = (1.0, 0.0)) -> npt.NDArray[np.float64]:
    """Confidence: the logistic function of ``scale[0] * logits + scale[1]``."""
    scaled = scale[0] * logits.astype(np.float64) + scale[1]
    return np.asarray(1 / (1 + np.exp(-np.clip(scaled, -30, 30))), np.float64)


def logit(chance: Scores) -> npt.NDArray[np.float64]:
    """The inverse of ``sigmoid``, its argument kept away from 0 and 1."""
    kept = np.clip(chance.astype(np.float64), 1e-4, 1 - 1e-4)
    return np.asarray(np.log(kept / (1 - kept)), np.float64)
