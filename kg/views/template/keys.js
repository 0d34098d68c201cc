// Keys: `/` searches, digits open tabs, Escape goes back; arrows walk the picture from node to node and
// the sheets from cell to cell or mark to mark, always to the nearest one that way.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The nearest of some places in a direction from a point; what lies aside counts as farther. */
function nearest(from, [dx, dy], places) {
  let best = null;
  for (const place of places) {
    const [x, y] = [place.x - from.x, place.y - from.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (along > 1 && aside <= along * 3 && (!best || along + 2 * aside < best.far)) best = { far: along + 2 * aside, place };
  }
  return best && best.place;
}

function walkGraph(direction) {
  const places = [...view.nodes].map((node) => ({ node, ...placeOf(node) }));
  const next = state.node && view.nodes.has(state.node) ? nearest(placeOf(state.node), direction, places) : places[0];
  if (!next) return;
  chooseNode(next.node);
  const spot = network.canvasToDOM(placeOf(next.node));
  const { clientWidth, clientHeight } = find("graph");
  if (spot.x < 40 || spot.y < 40 || spot.x > clientWidth - 40 || spot.y > clientHeight - 40) network.moveTo({ position: placeOf(next.node) });
}

const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });

find("graph").addEventListener("keydown", (event) => {
  if (ARROWS[event.key]) walkGraph(ARROWS[event.key]);
  else if (event.key === "Enter" && state.node) expand(state.node);
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
  event.stopPropagation();
});

const inSheet = () => [...find("sheet").querySelectorAll("[data-cell], [data-mark]")];
const middleOf = (element) => {
  const box = element.getBoundingClientRect();
  return { element, x: box.left + box.width / 2, y: box.top + box.height / 2 };
};

/** Of a sheet's many marks the tabulator stops at one; arrows reach the others. */
function rove() {
  const all = inSheet();
  const held = all.find((one) => one === document.activeElement) || all[0];
  all.forEach((one) => one.setAttribute("tabindex", one === held ? "0" : "-1"));
}

find("sheet").addEventListener("keydown", (event) => {
  const here = event.target.closest("[data-cell], [data-mark]");
  if (!ARROWS[event.key] || !here) return;
  const next = nearest(middleOf(here), ARROWS[event.key], inSheet().map(middleOf));
  if (next) next.element.focus();
  rove();
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input[type=search]");
  const tab = TABS[Number(event.key) - 1];
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    find("search").focus();
    find("search").select();
  } else if (event.key === "Escape") chooseNothing();
  else if (tab && !typing) update({ tab });
});
