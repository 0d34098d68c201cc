// The evidence panel: the sentences behind the chosen line or node; without a choice, where to begin.

const OPENED = 3;

const nameButton = (node) =>
  el("button", { type: "button", class: "name", onclick: () => goTo(node) }, sign(node.kind), el("span", {}, nameOf(node)));

/** How much is said, in how many articles, and how many of these do not repeat another. */
function howMany(some) {
  const [articles, own] = [sources(some), witnesses(some)];
  return word("evidenceCount", { claims: some.length, articles }) + (own < articles ? word("independent", { n: own }) : "");
}

/** A heading that says the statement: subject, relation, object. */
function saying({ subject, relation, object }) {
  const between = relation.symmetric ? `— ${termLabel(relation)} —` : `${termLabel(relation)} →`;
  return el("h3", { class: "saying" }, nameButton(subject),
    el("span", { class: "rest" }, el("span", { class: "relation" }, between), nameButton(object)));
}

const split = (some) => [some.filter((claim) => claim.status === "stated"), some.filter((claim) => claim.status !== "stated")];

/** Claims apart by whether they say that it is so. */
function parts(some, show) {
  const [stated, unstated] = split(some);
  return [
    stated.length ? el("section", { class: "part stated" }, show(stated)) : null,
    unstated.length
      ? el("section", { class: "part unstated" }, el("h2", {}, word("unstated")), el("p", { class: "hint" }, word("unstatedHint")), show(unstated))
      : null,
  ];
}

function linePanel(line) {
  const byStatement = (some) =>
    statements(some).map((statement) => el("section", { class: "statement" }, saying(statement), cards(statement.claims)));
  return [
    el("p", { class: "total" }, howMany(line.claims)),
    parts(line.claims, byStatement),
  ];
}

/** The claims of a bundle, statement by statement. */
function bundlePanel({ title, hint, claims: some }) {
  const list = (part) => {
    const found = statements(part);
    return found.map((statement) => el("details", { class: "statement", open: found.length <= OPENED },
      el("summary", {}, el("span", { class: "other" }, `${nameOf(statement.subject)} `,
        el("span", { class: "relation" }, termLabel(statement.relation)), ` ${nameOf(statement.object)}`),
      statement.claims.length > 1 ? el("span", { class: "times" }, `×${statement.claims.length}`) : null),
      cards(statement.claims),
      el("button", { type: "button", class: "link", onclick: () => goToLine(statement.line) }, word("showInGraph"))));
  };
  return [
    el("h2", { class: "heading" }, title),
    el("p", { class: "total" }, howMany(some)),
    hint ? el("p", { class: "hint" }, hint) : null,
    parts(some, list),
  ];
}

/** One statement about a node: folded, so that a hub with a hundred of them stays readable. */
function folded(node, statement, open) {
  const outward = statement.subject === node;
  const other = outward ? statement.object : statement.subject;
  const arrow = statement.relation.symmetric ? "—" : outward ? "→" : "←";
  return el("details", { class: "statement", open },
    el("summary", {},
      el("span", { class: "relation" }, `${termLabel(statement.relation)} ${arrow}`), sign(other.kind),
      el("span", { class: "other" }, nameOf(other)),
      statement.claims.length > 1 ? el("span", { class: "times" }, `×${statement.claims.length}`) : null),
    cards(statement.claims),
    el("button", { type: "button", class: "link", onclick: () => goTo(other) }, word("goTo", { name: nameOf(other) })));
}

/** How far around the chosen node the picture stays bright. */
function hopChoice() {
  const button = (hops) => el("button", { type: "button", "data-hops": hops, "aria-pressed": String(state.hops === hops), onclick: () => { update({ hops }); seeFocus(); } }, String(hops));
  return [el("span", {}, word("hops")), el("span", { class: "segments choice", role: "group", "aria-label": word("hops") }, [1, 2, 3].map(button))];
}

function nodePanel(node) {
  const all = node.lines.flatMap((line) => line.claims);
  const list = (some) => {
    const found = statements(some);
    return found.map((statement) => folded(node, statement, found.length <= OPENED));
  };
  const hidden = hiddenNeighbours(node).length;
  const others = [...new Set(node.names.map((name) => name.text))].filter((name) => name !== nameOf(node));
  return [
    el("h2", { class: "heading" }, sign(node.kind), el("span", {}, nameOf(node))),
    el("p", { class: "total" }, `${termLabel(node.kind)} · ${all.length ? howMany(all) : word("noEvidence")}`),
    others.length ? el("p", { class: "aliases" }, others.join(state.lang === "en" ? ", " : "、")) : null,
    el("div", { class: "near" }, hopChoice()),
    hidden ? el("button", { type: "button", class: "action", id: "expand", onclick: () => expand(node) }, word("expand", { n: hidden })) : null,
    parts(all, list),
  ];
}

/** Before anything is chosen: what is here, how to read it, and the statements most articles make. */
function welcome() {
  const best = statements(claims.filter((claim) => claim.status === "stated")).slice(0, 8);
  const row = (statement) =>
    el("li", {}, el("button", { type: "button", class: "row", onclick: () => goToLine(statement.line) },
      el("span", { class: "sentence" }, nameOf(statement.subject), el("em", {}, ` ${termLabel(statement.relation)} `), nameOf(statement.object)),
      el("span", { class: "times" }, word("articleCount", { n: sources(statement.claims) }))));
  return [
    el("h2", { class: "heading" }, word("welcome")),
    el("p", { class: "total" }, word("totals", { nodes: nodes.length, statements: statements(claims).length, articles: articles.length })),
    el("p", { class: "hint" }, word("how")),
    el("h3", { class: "group" }, word("best")),
    el("ol", { class: "rows" }, best.map(row)),
  ];
}

function drawPanel() {
  const panel = find("panel");
  const bundle = chosenBundle();
  const content = state.line ? linePanel(state.line) : state.node ? nodePanel(state.node) : bundle ? bundlePanel(bundle) : welcome();
  const closable = state.line || state.node || bundle;
  panel.replaceChildren(...[
    closable ? el("button", { type: "button", id: "close", "aria-label": word("close"), title: word("close"), onclick: chooseNothing }, "×") : null,
    ...content,
  ].flat(2).filter(Boolean));
  panel.scrollTop = 0;
}
