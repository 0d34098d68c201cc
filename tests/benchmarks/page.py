"""The page beside pyvis on the same graph, in one run: drawing, dragging, memory, size, layout.

    python tests/benchmarks/page.py [SIZES...]

Sizes are numbers of nodes: 100, 500, 2000 and 10000 by default, with 2.5 statements a node and about
180 characters of evidence each. pyvis is measured the default way (``cdn_resources="in_line"`` and
physics) and with our places and physics off. A measurement of pyvis that is not done after
TIME_OUT seconds is printed as ">" with that number. The ways take turns, so that a machine that slows
down slows all; the ratios are the figures to quote.
"""

import os
import runpy
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from pyvis.network import Network

from kg.graph.landscape import Landscape
from kg.views import kept, page
from kg.views.scene import Scene

SIZES = (100, 500, 2000, 10000)
ROUNDS = 3
TIME_OUT = 150.0
STEPS = 60
MAKER = Path(__file__).parents[1] / "views" / "conftest.py"
# Says in the console when the first marks are painted and when none has been drawn for a second.
WATCH = """(() => {
  const seen = { first: 0, last: 0, settled: false };
  const say = (what, at) => console.debug(`bench ${what} ${at}`);
  for (const name of ["fill", "stroke", "fillText", "drawImage"]) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...rest) {
      if (this.canvas.isConnected) {
        seen.last = performance.now();
        if (!seen.first) {
          seen.first = seen.last;
          requestAnimationFrame(() => requestAnimationFrame(() => say("first", performance.now())));
        }
      }
      return draw.apply(this, rest);
    };
  }
  setInterval(() => {
    if (seen.first && !seen.settled && performance.now() - seen.last > 1000) {
      seen.settled = true;
      say("settled", seen.last);
    }
  }, 100);
})();"""
FRAMES = """() => {
  const frames = (window.frames_ = []);
  const note = (now) => {
    frames.push(now);
    if (frames === window.frames_) requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
}"""
Numbers = dict[str, float]


def places_of(scene: Scene) -> list[tuple[int, int]]:
    """Ours, from the cache."""
    return kept.positions(len(scene.nodes), scene.lines)


def pyvis(landscape: Landscape, physics: bool) -> str:
    """The landscape by pyvis: every statement a line with its evidence as the tooltip."""
    scene = Scene(landscape)
    # Directed, since pyvis drops parallel lines of undirected graphs and takes minutes for them.
    drawn = Network(directed=True, cdn_resources="in_line")
    for i, (entity, (x, y)) in enumerate(zip(scene.nodes, places_of(scene), strict=True)):
        place = {} if physics else {"x": x, "y": y}
        drawn.add_node(i, label=entity.label.text, group=entity.kind.value, **place)
    for article, claim in landscape.claims:
        ends = scene.index[claim.subject], scene.index[claim.object]
        drawn.add_edge(*ends, title=landscape.evidence(article, claim))
    drawn.toggle_physics(physics)
    return str(drawn.generate_html())


def drag(opened: Page, canvas: str) -> float:
    """Mean milliseconds a frame while the canvas is dragged by its corner."""
    box = opened.locator(canvas).bounding_box()
    assert box
    x, y = box["x"] + 12, box["y"] + 12
    opened.mouse.move(x, y)
    opened.mouse.down()
    opened.evaluate(FRAMES)
    for step in range(STEPS):
        opened.mouse.move(x + 3 * step, y + 2 * step)
    opened.mouse.up()
    frames = opened.evaluate("window.frames_")
    return float((frames[-1] - frames[0]) / max(len(frames) - 1, 1))


def heap(opened: Page) -> float:
    """JavaScript heap in MB after a collection."""
    session = opened.context.new_cdp_session(opened)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(m["value"] for m in metrics if m["name"] == "JSHeapUsedSize")) / 1e6


def look(file: Path, canvas: str, whole: bool = False) -> Numbers:
    """Opens a file in a browser of its own, without a network, and measures it."""
    said: Numbers = {}

    def hear(text: str) -> None:
        if text.startswith("bench "):
            _, what, at = text.split()
            said[what] = float(at) / 1000

    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page(viewport={"width": 1440, "height": 860}, offline=True)
        opened.on("console", lambda message: hear(message.text))
        opened.add_init_script(WATCH)
        opened.goto(file.as_uri(), wait_until="commit")
        end = time.monotonic() + TIME_OUT
        while "settled" not in said and time.monotonic() < end:
            opened.wait_for_timeout(100)
        if "first" in said:
            said["heap"] = heap(opened)
            said["drag"] = drag(opened, canvas)
            if whole:
                opened.click("[data-whole=true]")
                opened.wait_for_timeout(2000)
                said["whole"] = drag(opened, canvas)
        browser.close()
    return said


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """How long something takes, and what it gives."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def middle(runs: list[Numbers]) -> Numbers:
    """The median of each figure over the runs that have it."""
    names = {name for run in runs for name in run}
    return {n: statistics.median(run[n] for run in runs if n in run) for n in names}


def row(way: str, megabytes: float, said: Numbers) -> str:
    """One line of the table; what did not happen in time is ">" the time-out."""
    late = f">{TIME_OUT:.0f}"
    shown = {n: f"{said[n]:.2f}" if n in said else late for n in ("first", "settled")}
    rest = {n: f"{said[n]:.1f}" if n in said else "-" for n in ("heap", "drag", "whole")}
    return (
        f"  {way:28}{megabytes:8.2f}{shown['first']:>9}{shown['settled']:>10}"
        f"{rest['heap']:>9}{rest['drag']:>9}{rest['whole']:>9}"
    )


def compare(ours: Numbers, default: Numbers, precomputed: Numbers) -> str:
    """The ratios to quote."""
    settled, more = default.get("settled", TIME_OUT), "" if "settled" in default else "at least "
    sooner = settled / ours["first"]
    kept_up = {n: precomputed[n] / ours[n] for n in ("first", "settled", "heap", "drag")}
    return (
        f"  ours draws {more}{sooner:.0f} times sooner than pyvis stands still; beside the precomputed"
        f" one {kept_up['first']:.2f} times as soon, {kept_up['settled']:.2f} until it stands still,"
        f" {kept_up['heap']:.2f} of heap, {kept_up['drag']:.2f} of drag"
        f" ({precomputed['drag'] / ours.get('whole', ours['drag']):.2f} with every node shown)"
    )


def measure(count: int, folder: Path) -> None:
    """Prints the table of one size."""
    landscape = runpy.run_path(str(MAKER))["_landscape"](count, 2.5, 180)
    scene = Scene(landscape)
    layout, _ = seconds(lambda: places_of(scene))
    first, ours = seconds(lambda: page.html(landscape))
    second, _ = seconds(lambda: page.html(landscape))
    ways = {
        "ours": (ours, "#graph"),
        "pyvis, places, no physics": (pyvis(landscape, physics=False), "#mynetwork canvas"),
        "pyvis, default": (pyvis(landscape, physics=True), "#mynetwork canvas"),
    }
    runs: dict[str, list[Numbers]] = {way: [] for way in ways}
    for turn in range(ROUNDS):
        for way, (html, canvas) in ways.items():
            if turn and way == "pyvis, default":
                continue
            file = folder / "page.html"
            file.write_text(html, encoding="utf-8")
            runs[way].append(look(file, canvas, whole=way == "ours" and count > 150))
    print(f"\n{count:,} nodes, {len(landscape.claims):,} statements; layout {layout:.1f} s; render "
          f"{first:.1f} s after it, {second:.2f} s the second time")  # fmt: skip
    print(
        f"  {'':28}{'MB':>8}{'first s':>9}{'still s':>10}{'heap MB':>9}{'drag ms':>9}{'all ms':>9}"
    )
    for way, (html, _) in ways.items():
        print(row(way, len(html.encode()) / 1e6, middle(runs[way])))
    print(compare(*(middle(runs[w]) for w in ("ours", "pyvis, default", "pyvis, places, no physics"))),
          flush=True)  # fmt: skip


def main() -> None:
    """Measures every size asked for."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["MEDLLM_KG_CACHE"] = str(Path(name) / "cache")
        for count in map(int, sys.argv[1:] or SIZES):
            measure(count, Path(name))


if __name__ == "__main__":
    main()
