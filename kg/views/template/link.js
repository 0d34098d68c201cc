// The whole state in the address's fragment: a copied link, a reload, and the browser's history of the
// fragment bring it back. What stands at its default is left out, what is unknown passed over.

const codec = (write, read) => ({ write, read });
const plain = codec((value) => value, (text) => text);
const oneOf = (known) => codec((value) => value, (text) => (known.includes(text) ? text : undefined));
const flag = codec(() => "1", () => true);
const slugs = (some) => [...some].map((node) => node.slug).sort().join(" ");
const setOf = (known) => codec(
  (value) => known.filter((id) => !value.has(id)).join(" "),
  (text) => new Set(known.filter((id) => !text.split(" ").includes(id))));
const nodeOf = codec((node) => node.slug, (slug) => nodeBySlug.get(slug));

// Key in the link → field of the state, and how it is written and read.
const LINKED = {
  lang: ["lang", oneOf(["zh", "en"])],
  theme: ["theme", oneOf(["light", "dark"])],
  tab: ["tab", oneOf(TABS)],
  matrix: ["matrix", oneOf(MATRICES)],
  every: ["everyCell", flag],
  sort: ["sort", oneOf(Object.keys(COLUMNS).flatMap((id) => [id, `-${id}`]))],
  rows: ["most", codec(String, (text) => Math.max(200, Number(text) || 0))],
  layout: ["layout", oneOf(["force", "lanes"])],
  hops: ["hops", codec(String, (text) => ({ 2: 2, 3: 3 })[text])],
  whole: ["whole", flag],
  lonely: ["lonely", flag],
  hide: ["kinds", setOf(kinds.map((kind) => kind.id))],
  without: ["relations", setOf(data.relations.map((relation) => relation.id))],
  not: ["statuses", setOf(STATUSES)],
  stage: ["stages", codec((value) => [...value].sort().join(" "), (text) => new Set(text.split(" ").filter((id) => data.stages.some((stage) => stage.id === id))))],
  span: ["span", codec((span) => span.map((month) => (Number.isFinite(month) ? month : "")).join("-"), readSpan)],
  shown: ["revealed", codec(slugs, (text) => new Set(text.split(" ").map((slug) => nodeBySlug.get(slug)).filter(Boolean)))],
  node: ["node", nodeOf],
  line: ["line", codec((line) => `${line.from.slug} ${line.to.slug}`, readLine)],
  open: ["bundle", plain],
};
const DEFAULTS = { ...state };

function readSpan(text) {
  const [, from, to] = text.match(/^(\d+)-(\d*)$/) || [];
  return from === undefined ? undefined : [Number(from), to ? Number(to) : Infinity];
}

function readLine(text) {
  const [from, to] = text.split(" ").map((slug) => nodeBySlug.get(slug));
  return from && to ? from.lines.find((line) => otherEnd(line, from) === to) : undefined;
}

const same = (a, b) => a === b || (a instanceof Set && b instanceof Set && a.size === b.size && [...a].every((one) => b.has(one)));

/** The fragment of the present state. */
function fragment() {
  const said = new URLSearchParams();
  for (const [key, [field, { write }]] of Object.entries(LINKED))
    if (!same(state[field], DEFAULTS[field])) said.set(key, write(state[field]));
  return said.toString();
}

/** The state that a fragment tells, complete. */
function told(text) {
  const said = new URLSearchParams(text);
  const found = { ...DEFAULTS };
  for (const [key, [field, { read: parse }]] of Object.entries(LINKED)) {
    const value = said.has(key) ? parse(said.get(key)) : undefined;
    if (value !== undefined) found[field] = value;
  }
  return found;
}

let written = null;

function writeLink() {
  written = fragment();
  if (written !== location.hash.slice(1)) history.replaceState(null, "", written ? `#${written}` : "#");
}

/** Takes the state from the address. */
function followLink() {
  if (location.hash.slice(1) === written) return;
  forgetPlaces();
  update(told(location.hash.slice(1)));
  fit(view.focus ? view.focus.nodes : view.nodes, view.focus ? CLOSE : undefined);
}

window.addEventListener("hashchange", followLink);
