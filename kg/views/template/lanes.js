// The other layout of the picture: companies, then models and products, then hospitals, from left to
// right over the care stages; what concerns neither stands below these.

const LANE = { row: 46, column: 178, most: 24, gap: 130 };
const LANES = ["makers", "systems", "users"];
const MOST_PULL = 2;

let lanePlaces = new Map();

/** Nodes of a lane, each beside those in other lanes that it is joined to. */
function sortLane(some, rank) {
  const middle = (node) => {
    const known = node.lines.filter((line) => view.lines.has(line)).map((line) => rank.get(otherEnd(line, node))).filter((r) => r !== undefined);
    return known.length ? known.reduce((a, b) => a + b, 0) / known.length : 0.5;
  };
  return some.map((node) => [middle(node), node]).sort((a, b) => a[0] - b[0] || a[1].id - b[1].id).map(([, node]) => node);
}

/** The lanes' nodes in their order, by which few lines cross. */
function orderedLanes() {
  const lanes = new Map([...LANES, "stages", "below"].map((id) => [id, []]));
  for (const node of view.nodes) lanes.get(node.kind.lane).push(node);
  const rank = new Map();
  const number = (some) => some.forEach((node, i) => rank.set(node, i / Math.max(some.length - 1, 1)));
  number(lanes.get("systems"));
  for (const id of ["makers", "users", "systems", "makers", "users", "systems"]) {
    lanes.set(id, sortLane(lanes.get(id), rank));
    number(lanes.get(id));
  }
  const order = data.careStages.map((stage) => stage.id);
  lanes.get("stages").sort((a, b) => order.indexOf(a.slug) - order.indexOf(b.slug));
  lanes.set("below", sortLane(lanes.get("below"), rank));
  return lanes;
}

/** Works out where the lanes put every shown node. */
function layLanes() {
  const lanes = orderedLanes();
  const tallest = Math.max(1, ...LANES.map((id) => lanes.get(id).length));
  const rows = Math.max(LANE.most, Math.ceil(Math.sqrt(tallest * 2)));
  lanePlaces = new Map();
  let left = 0;
  for (const id of LANES) {
    const some = lanes.get(id);
    const columns = Math.max(1, Math.ceil(some.length / rows));
    const each = Math.ceil(some.length / columns);
    some.forEach((node, i) => lanePlaces.set(node, {
      // Names of every other row would else meet those of the column beside them.
      x: left + Math.floor(i / each) * LANE.column, y: (i % each) * LANE.row + ((rows - each) * LANE.row) / 2,
    }));
    left += (columns - 1) * LANE.column + LANE.column + LANE.gap;
  }
  const width = left - LANE.column - LANE.gap;
  layRail(lanes.get("stages"), width, rows * LANE.row + 40);
  layRail(lanes.get("below"), width, rows * LANE.row + 130);
  stretch();
}

/** Pulls the lanes as wide or as high as the room they are seen in: names stay one size. */
function stretch() {
  const { clientWidth, clientHeight } = find("graph");
  const places = [...lanePlaces.values()];
  const reach = (side) => Math.max(...places.map((place) => place[side])) - Math.min(...places.map((place) => place[side])) + 1;
  const wanted = (clientWidth - MARGIN.x) / (clientHeight - MARGIN.y);
  const pull = (wanted * reach("y")) / reach("x");
  for (const place of places) {
    if (pull > 1) place.x *= Math.min(pull, MOST_PULL);
    else place.y *= Math.min(1 / pull, MOST_PULL);
  }
}

/** Rows of nodes across the whole width. */
function layRail(some, width, top) {
  const perRow = Math.max(1, Math.min(some.length, Math.floor(Math.max(width, 600) / 120)));
  some.forEach((node, i) => {
    const inRow = Math.min(perRow, some.length - Math.floor(i / perRow) * perRow);
    const step = Math.max(width, 600) / inRow;
    lanePlaces.set(node, { x: (i % perRow) * step + step / 2 - (Math.max(width, 600) - width) / 2, y: top + Math.floor(i / perRow) * 58 });
  });
}

function setLayout(layout) {
  forgetPlaces();
  update({ layout });
  fit();
}
