// Names on the picture, none over another: hubs are served first, whoever finds no room waits for a
// closer look. Drawn by us, in one size at any zoom, since vis-network lets labels collide.

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", system-ui, sans-serif';
const LONGEST = 22;
const CELL = 48;
const BRIEF = 12;
const HUBS = 10;
let hovered = null;

/** The node or line under the pointer, which gets its name whatever stands beside it. */
function hover(what) {
  hovered = what;
  find("graph").classList.toggle("pointing", what !== null);
  network.redraw();
}
network.on("hoverNode", ({ node }) => hover(nodes[node]));
network.on("hoverEdge", ({ edge }) => hover(lines[edge]));
network.on("blurNode", () => hover(null));
network.on("blurEdge", () => hover(null));

const cut = new Map();

/** A name short enough for the picture: so many columns, a Chinese character counts two. */
function shortName(node, columns = LONGEST) {
  const name = nameOf(node);
  const key = `${columns} ${name}`;
  if (!cut.has(key)) {
    let width = 0;
    const kept = [...name].filter((char) => (width += char.codePointAt(0) > 0x2e7f ? 2 : 1) <= columns);
    cut.set(key, width > columns ? `${kept.join("").trimEnd()}…` : name);
  }
  return cut.get(key);
}

/** Boxes that are taken, in a grid so that a look-up stays short. */
class Board {
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.cells = new Map();
  }
  *keys(box) {
    for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1)
      for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) yield x * 65536 + y;
  }
  free(box) {
    if (box.left < 2 || box.top < 2 || box.right > this.width - 2 || box.bottom > this.height - 2) return false;
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) || [])
        if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) return false;
    return true;
  }
  take(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

const around = (x, y, halfWidth, halfHeight) =>
  ({ x, y, left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight });

/** Places to try for a label, in screen pixels around the node: below, above, beside, at the corners. */
function spots(spot, width) {
  const gap = spot.radius + 9;
  const aside = spot.radius + 5 + width / 2;
  const corner = aside - spot.radius * 0.3;
  const sides = [[aside, 0], [-aside, 0]];
  const ends = [[0, gap], [0, -gap]];
  return [...(state.layout === "lanes" ? [...sides, ...ends] : [...ends, ...sides]), [corner, gap], [corner, -gap], [-corner, gap], [-corner, -gap]]
    .map(([dx, dy]) => around(spot.x + dx, spot.y + dy, width / 2 + 2, 8));
}

// The texts of the last drawing, for a picture to take along.
let names = [];

function drawText(context, text, box, colour) {
  names.push({ text, x: box.x, y: box.y, colour, font: context.font, halo: LOOK.paper });
  context.lineWidth = 3.5;
  context.strokeStyle = LOOK.paper;
  context.strokeText(text, box.x, box.y);
  context.fillStyle = colour;
  context.fillText(text, box.x, box.y);
}

/** Where the drawn nodes stand on the screen, by number. */
function screenPlaces() {
  const places = Object.entries(network.getPositions());
  return new Map(places.map(([id, place]) => [Number(id), network.canvasToDOM(place)]));
}

/** Nodes in the order in which they get their names, and where they stand on the screen. */
function labelled(lit, places, board) {
  const rank = (node) => (node === state.node || node === hovered ? 0 : lit && lit.nodes.has(node) ? 1 : 2);
  const scale = network.getScale();
  return [...places]
    .map(([id, place]) => ({ node: nodes[id], rank: rank(nodes[id]), ...place, radius: nodes[id].size * scale }))
    .filter((spot) => (!lit || spot.rank < 2) && spot.x > 0 && spot.y > 0 && spot.x < board.width && spot.y < board.height)
    .sort((a, b) => a.rank - b.rank || a.node.id - b.node.id);
}

function drawNames(context, board, lit, places) {
  const wanted = labelled(lit, places, board);
  const markers = new Board(board.width, board.height);
  // The corners of a sign's box are empty for most shapes.
  wanted.forEach((spot) => markers.take(around(spot.x, spot.y, spot.radius * 0.9, spot.radius * 0.9)));
  let served = 0;
  for (const spot of wanted) {
    context.font = `${spot.rank === 0 ? 600 : 400} 12.5px ${FONT}`;
    const found = placed(context, spot, board, markers, spot.rank < 2 || served < HUBS);
    if (!found) continue;
    board.take(found.box);
    served += 1;
    drawText(context, found.text, found.box, LOOK.ink);
  }
}

/** The text and the box of a name that finds room: beside all signs and names, shorter if need be. What
 * has to be named may cover a neighbour's sign, never another name. */
function placed(context, spot, board, markers, needed) {
  const texts = spot.node === hovered ? [nameOf(spot.node)] : [LONGEST, BRIEF].map((columns) => shortName(spot.node, columns));
  const tries = (text) => spots(spot, context.measureText(text).width).map((box) => ({ text, box }));
  const free = [...new Set(texts)].flatMap(tries).filter(({ box }) => board.free(box));
  return free.find(({ box }) => markers.free(box)) || (needed && state.layout !== "lanes" ? free.at(-1) : null);
}

/** What a line says in a word or two: its relations, with the number of claims when more than one. */
function lineText(counted) {
  const [first, ...more] = statements(counted);
  const count = counted.length > 1 ? ` ×${counted.length}` : "";
  return termLabel(first.relation) + (more.length ? "…" : "") + count;
}

function drawRelations(context, board, places) {
  const bright = [...view.lines].filter(([line]) => line === hovered || (view.focus && view.focus.bright.has(line))).slice(0, 40);
  context.font = `11.5px ${FONT}`;
  for (const [line, counted] of bright) {
    const [a, b] = [places.get(line.from.id), places.get(line.to.id)];
    if (!a || !b) continue;
    const text = lineText(counted);
    const box = around((a.x + b.x) / 2, (a.y + b.y) / 2, context.measureText(text).width / 2 + 3, 8);
    if (line !== hovered && !board.free(box)) continue;
    board.take(box);
    drawText(context, text, box, LOOK.chosen);
  }
}

/** What the three lanes hold, above them. */
function drawLaneHeads(context, board) {
  context.font = `600 13px ${FONT}`;
  for (const id of LANES) {
    const xs = [...view.nodes].filter((node) => node.kind.lane === id).map((node) => lanePlaces.get(node).x);
    if (!xs.length) continue;
    const { x, y } = network.canvasToDOM({ x: (Math.min(...xs) + Math.max(...xs)) / 2, y: -LANE.row });
    const text = word(id);
    const box = around(x, Math.max(y, 14), context.measureText(text).width / 2 + 4, 9);
    board.take(box);
    drawText(context, text, box, LOOK.soft);
  }
}

network.on("afterDrawing", (context) => {
  const lit = view.focus;
  const { clientWidth, clientHeight } = find("graph");
  const board = new Board(clientWidth, clientHeight);
  const ratio = context.canvas.width / clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const places = screenPlaces();
  names = [];
  if (state.layout === "lanes") drawLaneHeads(context, board);
  drawNames(context, board, lit, places);
  drawRelations(context, board, places);
  context.restore();
});
