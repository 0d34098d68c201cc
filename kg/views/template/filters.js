// The left column: the legend, which is the filter. Each row counts what the picture shows of it.

/** Numbers of shown and of all things for each row of a filter. */
function counts() {
  const all = new Map();
  const add = (key, shown) => {
    const count = all.get(key) || { shown: 0, all: 0 };
    all.set(key, { shown: count.shown + (shown ? 1 : 0), all: count.all + 1 });
  };
  for (const node of nodes) {
    add(node.kind.id, view.nodes.has(node));
    node.stages.forEach((stage) => add(stage, view.nodes.has(node)));
    if (!node.lines.length) add("lonely", view.nodes.has(node));
  }
  for (const line of lines) {
    const counted = new Set(view.lines.get(line));
    const statement = (key) => line.claims.filter((claim) => key === claim.relation.id || key === claim.status);
    for (const key of new Set(line.claims.flatMap((claim) => [claim.relation.id, claim.status])))
      add(key, statement(key).some((claim) => counted.has(claim)));
  }
  return all;
}

/** A row that is a check box: its sign, its name, its numbers. */
function checkRow({ id, mark, label, checked, count, onchange }) {
  return el("label", { class: `check${checked ? "" : " off"}`, title: label },
    el("input", { type: "checkbox", checked, "data-row": id, onchange }),
    mark, el("span", { class: "text" }, label),
    el("span", { class: "number" }, el("b", {}, String(count.shown)), count.shown === count.all ? "" : `/${count.all}`));
}

/** How a line of a status looks. */
function stroke(status) {
  const dash = DASHES[status] ? DASHES[status].join(" ") : "none";
  return svg("svg", { viewBox: "0 0 24 20", class: "stroke", "aria-hidden": "true" },
    svg("path", { d: "M1 10h22", stroke: status === "stated" ? LOOK.line : LOOK[status], "stroke-width": 2.2, "stroke-dasharray": dash }));
}

/** A filter group with a heading that also turns all of it on and off. */
function group(key, rows, set, ids) {
  const every = ids.every((id) => state[set].has(id));
  return el("section", { class: "group", "data-group": key },
    el("h2", {}, word(key),
      el("button", { type: "button", class: "link", onclick: () => update({ [set]: new Set(every ? [] : ids) }) }, word(every ? "none" : "all"))),
    rows);
}

function checkGroup(key, set, terms, mark, number) {
  const present = terms.filter((term) => number.has(term.id));
  const rows = present.map((term) => checkRow({
    id: term.id, mark: mark(term), label: termLabel(term), checked: state[set].has(term.id), count: number.get(term.id),
    onchange: () => update({ [set]: toggled(state[set], term.id) }),
  }));
  return present.length ? group(key, rows, set, present.map((term) => term.id)) : null;
}

/** Care stages narrow the picture, so they are buttons: none pressed means no narrowing. */
function stageGroup(number) {
  if (!data.stages.length) return null;
  const button = (stage) => {
    const node = nodes[data.slugs.indexOf(stage.id)];
    return el("button", {
      type: "button", class: "stage", "data-row": stage.id, "aria-pressed": String(state.stages.has(stage.id)),
      onclick: () => update({ stages: toggled(state.stages, stage.id) }),
    }, nameOf(node), el("span", { class: "number" }, String(number.get(stage.id).shown)));
  };
  return el("section", { class: "group", "data-group": "stages" }, el("h2", {}, word("stages")),
    el("div", { class: "stages" }, data.stages.map(button)));
}

function drawFilters() {
  const number = counts();
  const statuses = STATUSES.map((id) => ({ id, zh: data.words.zh[id], en: data.words.en[id] }));
  const lonely = number.get("lonely");
  const held = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.row : null;
  find("filters").replaceChildren(...[
    checkGroup("classes", "kinds", kinds, sign, number),
    stageGroup(number),
    checkGroup("statuses", "statuses", statuses, (status) => stroke(status.id), number),
    checkGroup("relations", "relations", data.relations, () => null, number),
    lonely ? checkRow({ id: "lonely", mark: null, label: word("lonely"), checked: state.lonely, count: lonely, onchange: () => update({ lonely: !state.lonely }) }) : null,
  ].filter(Boolean));
  if (held) document.querySelector(`[data-row="${CSS.escape(held)}"]`)?.focus();
  find("count").textContent = word("count", { shown: view.nodes.size, all: nodes.length, lines: view.lines.size });
}
