// The one state that every part of the page shows, and what follows from it. Parts change it by
// `update` and are told by `onChange`.

const state = {
  lang: document.documentElement.lang === "en" ? "en" : "zh",
  kinds: new Set(kinds.map((kind) => kind.id)),
  relations: new Set(data.relations.map((relation) => relation.id)),
  statuses: new Set(["stated", "planned", "ended"]),
  stages: new Set(),
  lonely: false,
  whole: false,
  revealed: new Set(),
  node: null,
  line: null,
};

const listeners = [];
const onChange = (listener) => listeners.push(listener);

/** Changes the state and lets every part follow; `view` is worked out once for all. */
function update(change) {
  Object.assign(state, change);
  Object.assign(view, visible());
  listeners.forEach((listener) => listener(change));
}

const toggled = (set, item) => {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
};

const passes = (claim) => state.relations.has(claim.relation.id) && state.statuses.has(claim.status);
const inStage = (node) => !state.stages.size || node.stages.some((stage) => state.stages.has(stage));
const admitted = (node) => state.kinds.has(node.kind.id) && inStage(node);
const inScope = (node) => state.whole || node.home !== null || state.revealed.has(node);

/** What the filters leave: nodes, and lines with the claims that count for them. */
function visible() {
  const joined = new Set();
  const chosen = new Set(state.line ? [state.line.from, state.line.to] : [state.node]);
  const left = new Map();
  for (const line of lines) {
    const counted = line.claims.filter(passes);
    const kept = counted.length && admitted(line.from) && admitted(line.to);
    if (!kept && line !== state.line) continue;
    joined.add(line.from).add(line.to);
    left.set(line, counted.length ? counted : line.claims);
  }
  const shown = (node) =>
    chosen.has(node) || (inScope(node) && admitted(node) && (state.lonely ? true : joined.has(node)));
  const shownNodes = new Set(nodes.filter(shown));
  const shownLines = [...left].filter(([line]) => shownNodes.has(line.from) && shownNodes.has(line.to));
  return { nodes: shownNodes, lines: new Map(shownLines), admittedLines: left };
}

const view = visible();

/** Opens a node: it is shown, marked, and its sentences stand in the panel. */
function chooseNode(node) {
  const revealed = inScope(node) ? state.revealed : new Set([...state.revealed, node]);
  update({ node, line: null, revealed });
}

/** Opens a line: both ends are shown, and the sentences about them stand in the panel. */
function chooseLine(line) {
  const revealed = new Set([...state.revealed, ...[line.from, line.to].filter((node) => !inScope(node))]);
  update({ line, node: null, revealed });
}

const chooseNothing = () => update({ node: null, line: null });

/** The neighbours of a node that the filters admit but the picture does not show yet. */
const hiddenNeighbours = (node) =>
  node.lines
    .filter((line) => view.admittedLines.has(line))
    .map((line) => otherEnd(line, node))
    .filter((other) => !view.nodes.has(other));

/** Shows the neighbours of a node. */
const expand = (node) => update({ revealed: new Set([...state.revealed, ...hiddenNeighbours(node)]) });

/** Nodes that stand out while something is chosen; null while nothing is. */
function focus() {
  if (state.line) return new Set([state.line.from, state.line.to]);
  if (!state.node) return null;
  const around = state.node.lines.filter((line) => view.lines.has(line));
  return new Set([state.node, ...around.map((line) => otherEnd(line, state.node))]);
}

const inFocus = (line) => (state.line ? line === state.line : line.from === state.node || line.to === state.node);
