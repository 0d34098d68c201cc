// The flow: who makes a system, which system, which hospital runs it. A ribbon is a line of the graph,
// as wide as the number of articles that say it.

const MOST_IN_COLUMN = 30;
const RIBBON = 4;
const SLOT = 20;
// Between a bar and its name, and between a column's names and the next column's bars.
const [BESIDE, APART] = [10, 24];

/** Ribbons from makers to systems and on to hospitals: {left, right, claims, line}. */
function ribbons(some) {
  const system = (node) => SYSTEMS.has(node.kind.id);
  const found = [];
  for (const { subject, object, relation, claims: said, line, witnesses: n } of statements(some)) {
    if (!system(object)) continue;
    if (relation.id === "develops" && COMPANIES.has(subject.kind.id)) found.push({ left: subject, right: object, made: true, claims: said, line, n });
    if (relation.id === "deploys" && subject.kind.id === "Hospital") found.push({ left: object, right: subject, made: false, claims: said, line, n });
  }
  return found;
}

/** The ribbons that there is room for: systems that both sides know first, then by how much is said. */
function chosenRibbons(all) {
  const weight = new Map();
  for (const { left, right, made, n } of all) {
    const system = made ? right : left;
    const now = weight.get(system) || { makers: 0, users: 0, n: 0 };
    weight.set(system, { makers: now.makers + made, users: now.users + !made, n: now.n + n });
  }
  const full = ({ makers, users, n }) => (makers && users ? 1000 : 0) + users * 10 + n;
  const systems = [...weight].sort((a, b) => full(b[1]) - full(a[1]) || a[0].id - b[0].id).map(([system]) => system);
  const kept = new Set(state.everyCell ? systems : systems.slice(0, MOST_IN_COLUMN));
  const inside = all.filter(({ left, right, made }) => kept.has(made ? right : left));
  const most = (made, end) => {
    const ends = new Map();
    inside.filter((one) => one.made === made).forEach((one) => ends.set(one[end], (ends.get(one[end]) || 0) + one.n));
    const sorted = [...ends].sort((a, b) => b[1] - a[1] || a[0].id - b[0].id).map(([node]) => node);
    return new Set(state.everyCell ? sorted : sorted.slice(0, MOST_IN_COLUMN));
  };
  const [makers, users] = [most(true, "left"), most(false, "right")];
  return inside.filter((one) => (one.made ? makers.has(one.left) : users.has(one.right)));
}

/** Columns of nodes, ordered so that few ribbons cross. */
function columnsOf(kept) {
  const sets = [new Set(), new Set(), new Set()];
  for (const { left, right, made } of kept) {
    sets[made ? 0 : 1].add(left);
    sets[made ? 1 : 2].add(right);
  }
  const columns = sets.map((set) => [...set].sort((a, b) => a.id - b.id));
  const around = grouped(kept.flatMap(({ left, right, n }) => [{ node: left, other: right, n }, { node: right, other: left, n }]), (one) => one.node);
  const rank = new Map();
  const number = (column) => column.forEach((node, i) => rank.set(node, i / column.length));
  const sortBy = (i) => {
    const middle = (node) => {
      const others = around.get(node).filter(({ other }) => rank.has(other));
      return others.length ? others.reduce((sum, { other, n }) => sum + rank.get(other) * n, 0) / others.reduce((sum, { n }) => sum + n, 0) : rank.get(node) || 0;
    };
    columns[i] = columns[i].map((node) => [middle(node), node]).sort((a, b) => a[0] - b[0] || a[1].id - b[1].id).map(([, node]) => node);
    number(columns[i]);
  };
  number(columns[1]);
  for (const i of [0, 2, 1, 0, 2, 1, 0, 2]) sortBy(i);
  return columns;
}

/** Where each node's bar stands, and where the next ribbon joins it on either side. */
function bars3(columns, kept, xs) {
  const sum = (node, side, i) => kept.filter((one) => one[side] === node && (one.made ? 0 : 1) === i).reduce((total, { n }) => total + n, 0);
  const places = new Map();
  const heights = columns.map((column, i) => {
    let y = 30;
    for (const node of column) {
      const flow = Math.max(sum(node, "left", i), sum(node, "right", i - 1)) * RIBBON;
      const slot = Math.max(SLOT, flow + 6);
      places.set(node, { column: i, x: xs[i], y: y + (slot - flow) / 2, height: flow, into: y + (slot - flow) / 2, out: y + (slot - flow) / 2 });
      y += slot;
    }
    return y;
  });
  const tallest = Math.max(...heights);
  for (const place of places.values()) {
    const shift = (tallest - heights[place.column]) / 2;
    ["y", "into", "out"].forEach((key) => (place[key] += shift));
  }
  return { places, height: tallest + 10 };
}

function ribbon(one, places) {
  const [a, b] = [places.get(one.left), places.get(one.right)];
  const thick = one.n * RIBBON;
  const [y1, y2] = [a.out + thick / 2, b.into + thick / 2];
  a.out += thick;
  b.into += thick;
  const middle = (a.x + b.x) / 2;
  const said = spoken(one.claims[0]);
  return mark({ class: `ribbon ${strongest(one.claims)}${state.line === one.line ? " chosen" : ""}`, "data-mark": `${one.left.slug} ${one.right.slug}`, "aria-label": said },
    () => chooseLine(one.line),
    svg("path", { d: `M${a.x + 5} ${y1}C${middle} ${y1} ${middle} ${y2} ${b.x - 5} ${y2}`, "stroke-width": Math.max(2, thick - 1) }),
    svg("title", {}, `${said} ×${one.claims.length}`));
}

function bar(node, { column, x, y, height }, name) {
  const [dx, anchor] = column ? [BESIDE, "start"] : [-BESIDE, "end"];
  return mark({ class: `bar${state.node === node ? " chosen" : ""}`, "data-mark": node.slug, "aria-label": nameOf(node) }, () => chooseNode(node),
    svg("rect", { x: x - 5, y, width: 10, height: Math.max(height, 3), fill: node.kind.colour }),
    svg("text", { x: x + dx, y: y + height / 2 + 4, "text-anchor": anchor }, name), svg("title", {}, nameOf(node)));
}

/** Where the three columns stand so that every name has room beside its bar. */
function columnPlaces(columns, heads, name, width) {
  const rooms = columns.map((column, i) =>
    Math.max(widthOf(heads[i], "600 12px"), ...column.map((node) => widthOf(name(node), "12px"))) + BESIDE);
  const [left, right] = [rooms[0] + 2, width - rooms[2] - 2];
  return [left, Math.max(Math.min((left + right) / 2, right - rooms[1] - APART), left + APART), right];
}

function flowPicture(kept, width) {
  const columns = columnsOf(kept);
  const name = (node) => shortName(node, width < 640 ? 16 : LONGEST);
  const titles = ["flowMakers", "flowSystems", "flowHospitals"].map((key, i) => word(key, { n: columns[i].length }));
  const xs = columnPlaces(columns, titles, name, width);
  const { places, height } = bars3(columns, kept, xs);
  const order = (one) => places.get(one.left).y * 1e4 + places.get(one.right).y;
  const heads = titles.map((title, i) => svg("text", { x: xs[i] + (i ? -5 : 5), y: 14, class: "head", "text-anchor": i ? "start" : "end" }, title));
  return svg("svg", { id: "flow", class: "drawing", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": word("flow") },
    ...heads, ...[...kept].sort((a, b) => order(a) - order(b)).map((one) => ribbon(one, places)),
    ...columns.flat().map((node) => bar(node, places.get(node), name(node))));
}

function flowSheet() {
  const all = ribbons(view.claims);
  const kept = chosenRibbons(all);
  const through = new Set(all.filter((one) => one.made).map((one) => one.right));
  const arrived = new Set(all.filter((one) => !one.made && through.has(one.left)).map((one) => one.left));
  const said = all.length
    ? word("flowHeadline", { made: through.size, arrived: arrived.size, hospitals: new Set(all.filter((one) => !one.made).map((one) => one.right)).size })
    : word("flowEmpty");
  const more = el("button", { type: "button", class: "action", id: "everyRibbon", onclick: () => update({ everyCell: true }) }, word("everyRibbon", { n: kept.length, all: all.length }));
  return [
    el("h2", { class: "headline", id: "headline" }, said),
    kept.length ? el("div", { class: "scroll" }, flowPicture(kept, roomInSheet())) : null,
    kept.length < all.length ? more : null,
  ];
}
