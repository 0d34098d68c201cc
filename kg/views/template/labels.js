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
const widths = new Map();

/** The width of a text in the context's font, measured once. */
function widthIn(context, text) {
  const key = `${context.font} ${text}`;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

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

/** Places to try for a label, in screen pixels around the node: below, above, beside, at the corners; in
 * lanes beside it first, and at no corner, which would be as near to the next row. */
function spots(spot, width) {
  const gap = spot.radius + 9;
  const aside = spot.radius + 5 + width / 2;
  const corner = aside - spot.radius * 0.3;
  const sides = [[aside, 0], [-aside, 0]];
  const ends = [[0, gap], [0, -gap]];
  const corners = [[corner, gap], [corner, -gap], [-corner, gap], [-corner, -gap]];
  return (state.layout === "lanes" ? [...sides, ...ends] : [...ends, ...sides, ...corners])
    .map(([dx, dy]) => around(spot.x + dx, spot.y + dy, width / 2 + 2, 8));
}

// The texts of the last drawing, for a picture to take along.
let names = [];

/** Puts a text on the canvas, beside where it was found room for by so much. */
function paint(context, { text, x, y, colour, font, halo, rim }, [dx, dy]) {
  context.font = font;
  context.lineWidth = rim;
  context.strokeStyle = halo;
  context.strokeText(text, x + dx, y + dy);
  context.fillStyle = colour;
  context.fillText(text, x + dx, y + dy);
}

function drawText(context, text, box, colour, rim = 3.5) {
  names.push({ text, x: box.x, y: box.y, colour, font: context.font, halo: LOOK.paper, rim });
  paint(context, names.at(-1), [0, 0]);
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

/** The signs of nodes as taken boxes; their corners are empty for most shapes. */
function signs(spots, board) {
  const taken = new Board(board.width, board.height);
  spots.forEach((spot) => taken.take(around(spot.x, spot.y, spot.radius * 0.9, spot.radius * 0.9)));
  return taken;
}

function drawNames(context, board, markers, wanted) {
  let served = 0;
  for (const spot of wanted) {
    context.font = `${spot.rank === 0 ? 600 : 400} 12.5px ${FONT}`;
    const found = placed(context, spot, board, markers, spot.rank === 0 || (served < HUBS && state.layout !== "lanes"));
    if (!found) continue;
    board.take(found.box);
    served += 1;
    drawText(context, found.text, found.box, LOOK.ink);
  }
}

/** The text and the box of a name that finds room: beside all signs and names, shorter if need be. What
 * has to be named may cover a neighbour's sign, never another name. */
function placed(context, spot, board, markers, needed) {
  const names = spot.node === hovered ? [nameOf(spot.node)] : [LONGEST, BRIEF].map((columns) => shortName(spot.node, columns));
  let last = null;
  for (const text of new Set(names)) {
    const free = spots(spot, widthIn(context, text)).filter((box) => board.free(box));
    const clear = free.find((box) => markers.free(box));
    if (clear) return { text, box: clear };
    if (free.length) last = { text, box: free[0] };
  }
  return needed ? last : null;
}

/** What a line says in a word or two: its relations, with the number of claims when more than one. */
function lineText(counted) {
  const [first, ...more] = statements(counted);
  const count = counted.length > 1 ? ` ×${counted.length}` : "";
  return termLabel(first.relation) + (more.length ? "…" : "") + count;
}

// Where on its line a text may stand.
const ALONG = [0.5, 0.38, 0.62];

function drawRelations(context, board, markers, places) {
  const bright = [...view.lines].filter(([line]) => line === hovered || (view.focus && view.focus.bright.has(line))).slice(0, 40);
  context.font = `11.5px ${FONT}`;
  for (const [line, counted] of bright) {
    const [a, b] = [places.get(line.from.id), places.get(line.to.id)];
    if (!a || !b) continue;
    const text = lineText(counted);
    const half = context.measureText(text).width / 2 + 3;
    const tries = ALONG.map((share) => around(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share, half, 8));
    const box = tries.find((one) => board.free(one) && markers.free(one)) || (line === hovered ? tries[0] : null);
    if (!box) continue;
    board.take(box);
    // The line under it is as bright, and may be thick.
    drawText(context, text, box, LOOK.chosen, 7);
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
    const half = context.measureText(text).width / 2 + 4;
    const box = around(Math.min(Math.max(x, half), board.width - half), Math.max(y, 14), half, 9);
    board.take(box);
    drawText(context, text, box, LOOK.soft);
  }
}

/** Finds every text its room and draws it. */
function drawTexts(context) {
  const { clientWidth, clientHeight } = find("graph");
  const board = new Board(clientWidth, clientHeight);
  const places = screenPlaces();
  names = [];
  if (state.layout === "lanes") drawLaneHeads(context, board);
  const wanted = labelled(view.focus, places, board);
  const markers = signs(wanted, board);
  drawNames(context, board, markers, wanted);
  drawRelations(context, board, markers, places);
}

// While the whole picture is dragged its texts go along as they stand: no room has to be found anew.
let held = null;
const origin = () => network.canvasToDOM({ x: 0, y: 0 });
network.on("dragStart", (event) => (held = event.nodes.length ? null : origin()));
network.on("dragEnd", () => {
  held = null;
  network.redraw();
});

// Finding room takes as long as drawing all else: the first frame goes without names.
let named = false;

function showNames() {
  named = true;
  network.redraw();
}

network.on("afterDrawing", (context) => {
  if (!named) return;
  const ratio = context.canvas.width / find("graph").clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  if (held) names.forEach((one) => paint(context, one, [origin().x - held.x, origin().y - held.y]));
  else drawTexts(context);
  context.restore();
});
