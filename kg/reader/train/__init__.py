"""How the reader is made: ``python -m kg.reader.train CORPUS -o MODEL --base e5-small-q4.bin``.

    base weights + corpus → examples → network → thresholds, calibration → files, report

Needs the extra ``train`` (torch, onnx); nothing here runs when articles are read.
"""
