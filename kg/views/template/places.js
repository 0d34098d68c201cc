// Where each node stands: the place Python computed for the first view or for the whole graph; a node
// revealed in the first view takes the nearest free place beside a neighbour.

const ROOM = { x: 84, y: 60 };
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const taken = new Map();

/** The node's place in the present scope. */
function placeOf(node) {
  if (taken.has(node)) return taken.get(node);
  if (state.layout === "lanes" && lanePlaces.has(node)) return lanePlaces.get(node);
  return state.whole || !node.home ? node.whole : node.home;
}

/** A reader dragged the node there: there it stays, until the scope changes. */
const moveTo = (node, place) => taken.set(node, place);

const forgetPlaces = () => taken.clear();

/** Gives every newly revealed node a free place. */
function settle() {
  if (state.whole) return;
  const standing = [...view.nodes].filter((node) => node.home || taken.has(node));
  for (const node of view.nodes) {
    if (node.home || taken.has(node)) continue;
    taken.set(node, freePlace(anchor(node, standing), standing));
    standing.push(node);
  }
}

/** The place of the best connected neighbour that stands already, else below everything. */
function anchor(node, standing) {
  const there = new Set(standing);
  const neighbours = node.lines.map((line) => otherEnd(line, node)).filter((other) => there.has(other));
  if (neighbours.length) return placeOf(neighbours.sort((a, b) => a.id - b.id)[0]);
  const places = standing.map(placeOf);
  if (!places.length) return { x: 0, y: 0 };
  return {
    x: places.reduce((sum, place) => sum + place.x, 0) / places.length,
    y: Math.max(...places.map((place) => place.y)) + 2 * ROOM.y,
  };
}

/** The first free place on a spiral around a point. */
function freePlace(around, standing) {
  const places = standing.map(placeOf);
  const free = (x, y) => places.every((p) =>
    Math.hypot((p.x - x) / ROOM.x, (p.y - y) / ROOM.y) >= 0.95);
  for (let step = 1; ; step += 1) {
    const away = 0.45 * Math.sqrt(step);
    const x = around.x + away * ROOM.x * Math.cos(step * GOLDEN_ANGLE);
    const y = around.y + away * ROOM.x * Math.sin(step * GOLDEN_ANGLE);
    if (free(x, y)) return { x: Math.round(x), y: Math.round(y) };
  }
}
