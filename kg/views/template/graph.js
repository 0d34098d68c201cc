// The picture: vis-network draws what the view holds, at places computed beforehand.

const DASHES = { stated: false, planned: [7, 5], ended: [2, 5], negated: [2, 3] };
// So many lines are left out of the picture while it moves, or it would lag behind the hand.
const MANY = 3000;
// The scale at which what is chosen is looked at, where there is room.
const CLOSE = 1.4;
// Kept free around the picture for names at its rim.
const MARGIN = { x: 130, y: 80 };

const drawnNodes = new vis.DataSet();
const drawnLines = new vis.DataSet();
const network = new vis.Network(find("graph"), { nodes: drawnNodes, edges: drawnLines }, {
  autoResize: true,
  physics: { enabled: false },
  layout: { improvedLayout: false },
  interaction: { hover: true, selectConnectedEdges: false, hideEdgesOnDrag: false, zoomSpeed: 0.65 },
  nodes: { borderWidth: 1.2, borderWidthSelected: 1.2, labelHighlightBold: false, chosen: false },
  edges: { smooth: false, selectionWidth: 0, hoverWidth: 0, chosen: false, arrowStrikethrough: false },
});

// One stop for the tabulator is enough, and it is ours.
find("graph").querySelector(".vis-network").tabIndex = -1;

/** The strongest status among claims: a line that is stated anywhere counts as stated. */
const strongest = (some) => STATUSES.find((status) => some.some((claim) => claim.status === status));

/** Which ends of a line carry an arrow: where a claim that counts points to. */
function arrows(line, counted) {
  const directed = counted.filter((claim) => !claim.relation.symmetric);
  const end = (node) => ({ enabled: directed.some((claim) => claim.object === node), scaleFactor: 0.45 });
  return { to: end(line.to), from: end(line.from) };
}

function nodeItem(node, lit) {
  const faded = lit && !lit.nodes.has(node);
  return {
    id: node.id,
    ...placeOf(node),
    shape: node.kind.shape,
    size: node.size,
    opacity: faded ? 0.16 : 1,
    borderWidth: node === state.node ? 3.5 : 1.2,
    color: { background: node.kind.colour, border: faded ? LOOK.rule : node === state.node ? LOOK.chosen : LOOK.edge },
  };
}

/** Many lines are drawn thinner in colour, so that the names on them stay legible. */
const ink = () => Math.max(0.15, 0.65 * Math.min(1, Math.sqrt(300 / view.lines.size)));

function lineItem(line, counted, lit) {
  const status = strongest(counted);
  const bright = lit && lit.bright.has(line);
  const faded = lit && !lit.lines.has(line);
  const colour = bright ? LOOK.chosen : status === "stated" ? LOOK.line : LOOK[status];
  return {
    id: line.id,
    from: line.from.id,
    to: line.to.id,
    width: 1.1 + 1.1 * Math.log2(counted.length) + (bright ? 0.8 : 0),
    dashes: DASHES[status],
    arrows: arrows(line, counted),
    color: { color: colour, hover: LOOK.chosen, opacity: bright ? 1 : faded ? 0.08 : ink() },
  };
}

function replaceItems(set, items) {
  const wanted = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(items);
}

let thin = false;

/** Whether lines are left out while the picture moves. */
function thinOut(many) {
  if (many === thin) return;
  thin = many;
  network.setOptions({ interaction: { hideEdgesOnDrag: many, hideEdgesOnZoom: many } });
}

/** Brings the picture in line with the view. */
function draw() {
  const lit = view.focus;
  if (state.layout === "lanes") layLanes();
  else settle();
  thinOut(view.lines.size > MANY);
  // Else vis-network would draw the whole picture at once after each of the two. Its own signals for
  // this forget that a drawing is already asked for, and it would be done twice.
  network.renderer.allowRedraw = false;
  replaceItems(drawnNodes, [...view.nodes].map((node) => nodeItem(node, lit)));
  replaceItems(drawnLines, [...view.lines].map(([line, counted]) => lineItem(line, counted, lit)));
  network.renderer.allowRedraw = true;
  network.body.emitter.emit("_requestRedraw");
  find("empty").hidden = view.nodes.size > 0 || state.tab !== "graph";
}

/** Brings nodes into sight, with room for their names. */
function fit(some = view.nodes, most = 1.4, animation = false) {
  const places = [...some].map(placeOf);
  if (!places.length) return;
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const { clientWidth, clientHeight } = find("graph");
  const scale = Math.min((clientWidth - MARGIN.x) / (right - left + 1), (clientHeight - MARGIN.y) / (bottom - top + 1), most);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.02), animation });
}

const seeFocus = () => fit(view.focus.nodes, CLOSE, { duration: 250, easingFunction: "easeInOutQuad" });

/** Opens a node and moves the sight to it and its neighbours. */
function goTo(node) {
  chooseNode(node);
  seeFocus();
}

/** Opens a line and moves the sight to it. */
function goToLine(line) {
  chooseLine(line);
  seeFocus();
}

network.on("click", (event) => {
  const node = network.getNodeAt(event.pointer.DOM);
  const line = network.getEdgeAt(event.pointer.DOM);
  if (node !== undefined) chooseNode(nodes[node]);
  else if (line !== undefined) chooseLine(lines[line]);
  else chooseNothing();
});
network.on("doubleClick", (event) => {
  const node = network.getNodeAt(event.pointer.DOM);
  if (node !== undefined) expand(nodes[node]);
});
network.on("dragEnd", (event) => {
  const moved = network.getPositions(event.nodes);
  for (const [id, place] of Object.entries(moved)) moveTo(nodes[id], place);
});
