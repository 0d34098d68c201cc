// The one state that every part of the page shows, and what follows from it. Parts change it by
// `update` and are told by `onChange`.

const TABS = ["graph", "matrix", "timeline", "flow", "table"];

const state = {
  lang: document.documentElement.lang === "en" ? "en" : "zh",
  theme: null,
  tab: "graph",
  layout: "force",
  matrix: "systemStages",
  everyCell: false,
  sort: "-witnesses",
  most: 200,
  kinds: new Set(kinds.map((kind) => kind.id)),
  relations: new Set(data.relations.map((relation) => relation.id)),
  statuses: new Set(["stated", "planned", "ended"]),
  stages: new Set(),
  span: null,
  lonely: false,
  whole: false,
  revealed: new Set(),
  hops: 1,
  node: null,
  line: null,
  bundle: null,
};

const listeners = [];
const onChange = (listener) => listeners.push(listener);

/** Changes the state and lets every part follow; `view` is worked out once for all. */
function update(change) {
  Object.assign(state, change);
  Object.assign(view, visible());
  view.focus = focus();
  listeners.forEach((listener) => listener(change));
}

const toggled = (set, item) => {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
};

const inSpan = (claim) => !state.span || (claim.when !== null && claim.when.last >= state.span[0] && claim.when.first <= state.span[1]);
const passesButTime = (claim) => state.relations.has(claim.relation.id) && state.statuses.has(claim.status);
const passes = (claim) => passesButTime(claim) && inSpan(claim);
const inStage = (node) => !state.stages.size || node.stages.some((stage) => state.stages.has(stage));
const admitted = (node) => state.kinds.has(node.kind.id) && inStage(node);
const inScope = (node) => state.whole || node.home !== null || state.revealed.has(node);

/** What the filters leave: `claims`, whatever the picture has room for; of those the nodes and
 * lines that the picture shows, each line with the claims that count for it. */
function visible() {
  const joined = new Set();
  const chosen = new Set(state.line ? [state.line.from, state.line.to] : [state.node]);
  const left = new Map();
  const kept = [];
  for (const line of lines) {
    const counted = line.claims.filter(passes);
    const keep = counted.length && admitted(line.from) && admitted(line.to);
    if (keep) kept.push(counted);
    else if (line !== state.line) continue;
    joined.add(line.from).add(line.to);
    left.set(line, counted.length ? counted : line.claims);
  }
  const shown = (node) =>
    chosen.has(node) || (inScope(node) && admitted(node) && (state.lonely ? true : joined.has(node)));
  const shownNodes = new Set(nodes.filter(shown));
  const shownLines = [...left].filter(([line]) => shownNodes.has(line.from) && shownNodes.has(line.to));
  return { nodes: shownNodes, lines: new Map(shownLines), admittedLines: left, claims: kept.flat() };
}

const view = visible();
