// What the reader has chosen: a node, a line, or a bundle of claims (a cell of a matrix, a heap of
// marks on the time line). Whatever it is, its sentences stand in the panel.

const NOTHING = { node: null, line: null, bundle: null };

const chooseNothing = () => update(NOTHING);

/** Opens a node: it is shown, marked, and its sentences stand in the panel. */
function chooseNode(node) {
  const revealed = inScope(node) ? state.revealed : new Set([...state.revealed, node]);
  update({ ...NOTHING, node, revealed });
}

/** Opens a line: both ends are shown, and the sentences about them stand in the panel. */
function chooseLine(line) {
  const revealed = new Set([...state.revealed, ...[line.from, line.to].filter((node) => !inScope(node))]);
  update({ ...NOTHING, line, revealed });
}

// Kind of bundle → what finds its claims from the rest of its key: {title, hint, claims}.
const bundles = new Map();

/** Opens a bundle by its key: the kind and what that kind needs, joined by blanks. */
const chooseBundle = (...key) => update({ ...NOTHING, bundle: key.join(" ") });

/** The bundle of a key; null where the filters or the graph no longer have it. */
function bundleOf(key) {
  const [kind, ...rest] = key.split(" ");
  const found = bundles.has(kind) ? bundles.get(kind)(...rest) : null;
  return found && found.claims.length ? found : null;
}

const chosenBundle = () => (state.bundle ? bundleOf(state.bundle) : null);

/** The neighbours of a node that the filters admit but the picture does not show yet. */
const hiddenNeighbours = (node) =>
  node.lines
    .filter((line) => view.admittedLines.has(line))
    .map((line) => otherEnd(line, node))
    .filter((other) => !view.nodes.has(other));

/** Shows the neighbours of a node. */
const expand = (node) => update({ revealed: new Set([...state.revealed, ...hiddenNeighbours(node)]) });

/** What stands out while something is chosen: `nodes`, the `lines` among them, and of those the ones
 * that are themselves chosen (`bright`); null while nothing is. */
function focus() {
  if (state.node) return surroundings(state.node, state.hops);
  const bundle = state.line ? null : chosenBundle();
  if (!state.line && !bundle) return null;
  const chosen = new Set(bundle ? bundle.claims.map((claim) => claim.line) : [state.line]);
  return { nodes: new Set([...chosen].flatMap((line) => [line.from, line.to])), lines: chosen, bright: chosen };
}

/** What the picture joins to a node within so many hops. */
function surroundings(node, hops) {
  const around = (one) => one.lines.filter((line) => view.lines.has(line));
  const found = { nodes: new Set([node]), lines: new Set(), bright: new Set(around(node)) };
  let edge = [node];
  for (let hop = 0; hop < hops; hop += 1) {
    const next = new Set();
    for (const one of edge)
      for (const line of around(one)) {
        found.lines.add(line);
        if (!found.nodes.has(otherEnd(line, one))) next.add(otherEnd(line, one));
      }
    next.forEach((one) => found.nodes.add(one));
    edge = [...next];
  }
  return found;
}
