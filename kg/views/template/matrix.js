// The coverage matrix as an HTML table: it pastes into a spreadsheet, a screen reader walks it, and
// what nobody covers is white.

const MOST_ROWS = 60;
const MOST_COLUMNS = 24;

/** Depth of a cell's colour: 1 to 5. */
const depth = (count, most) => Math.min(5, 1 + Math.floor((4.999 * Math.log1p(count - 1)) / Math.log1p(Math.max(most - 1, 1))));

function cellOf(matrix, row, column, most) {
  const cell = matrix.cells.get(`${row.id} ${column.id}`);
  if (!cell) return el("td", {});
  const count = cell.items.size;
  const key = ["cell", state.matrix, row.id, column.id];
  const spoken = word("cellLabel", { row: termName(row.id), column: termName(column.id), n: count, unit: word(`${state.matrix}Unit`) });
  return el("td", { class: count ? `full t${depth(count, most)}` : "open" },
    el("button", {
      type: "button", "data-cell": key.join(" "), "aria-label": spoken, title: spoken,
      "aria-pressed": String(state.bundle === key.join(" ")), onclick: () => chooseBundle(...key),
    }, count ? String(count) : `(${cell.others.size})`));
}

function rowOf(matrix, row, columns, most) {
  const node = nodeBySlug.get(row.id);
  const scenario = scenarioById.get(row.id);
  const name = termName(row.id);
  const head = node
    ? el("button", { type: "button", class: "name", title: name, onclick: () => chooseNode(node) }, sign(node.kind), el("span", {}, name))
    : el("span", { class: "unsaid" }, name);
  return el("tr", { class: row.total ? "" : "empty" },
    el("th", { scope: "row" }, scenario ? el("span", { class: "no" }, String(scenario.number)) : null, head),
    el("td", { class: "sum" }, row.total ? String(row.total) : ""),
    columns.map((column) => cellOf(matrix, row, column, most)));
}

function columnHead(column) {
  const node = nodeBySlug.get(column.id);
  const stage = stageById.get(column.id);
  const name = termName(column.id);
  const head = node
    ? el("button", { type: "button", class: "name", title: name, onclick: () => chooseNode(node) }, el("span", {}, name))
    : el("span", {}, name);
  return el("th", { scope: "col", class: stage ? (stage.within ? "step within" : "step") : "turned" }, head);
}

/** Rows with a heading before each area. */
function bodies(matrix, rows, columns, most) {
  const drawn = (some) => some.map((row) => rowOf(matrix, row, columns, most));
  if (state.matrix !== "companyScenarios") return el("tbody", {}, drawn(rows));
  const areas = grouped(rows, (row) => scenarioById.get(row.id).area);
  return [...areas.values()].map((some) => {
    const area = scenarioById.get(some[0].id)[state.lang === "en" ? "areaEn" : "areaZh"];
    const covered = some.filter((row) => row.total).length;
    return el("tbody", {},
      el("tr", { class: "area" }, el("th", { scope: "rowgroup", colspan: columns.length + 2 }, area,
        el("span", {}, word("areaCount", { n: covered, all: some.length })))), drawn(some));
  });
}

function tableOf(matrix, rows, columns) {
  const most = Math.max(1, ...[...matrix.cells.values()].map((cell) => cell.items.size));
  return el("table", { class: `matrix ${state.matrix}`, id: "matrix" },
    el("caption", {}, el("span", {}, word("counts", { unit: word(`${state.matrix}Unit`) }))),
    el("thead", {}, el("tr", {},
      el("th", { scope: "col", class: "corner" }, word(`${state.matrix}Rows`)),
      el("th", { scope: "col", class: "sum" }, word("sum")), columns.map(columnHead))),
    bodies(matrix, rows, columns, most),
    el("tfoot", {}, el("tr", {}, el("th", { scope: "row" }, word("sum")), el("td", { class: "sum" }),
      columns.map((column) => el("td", { class: "sum" }, column.total ? String(column.total) : "")))));
}

const listed = (some) => some.join(state.lang === "en" ? ", " : "、");

/** In words: where it is crowded, and where nobody is. */
function headline(id, { rows, columns }) {
  if (!rows.some((row) => row.total)) return word("matrixEmpty");
  const named = (one) => word("nameCount", { name: termName(one.id), n: one.total });
  const top = (some) => [...some].sort((a, b) => b.total - a.total).filter((one) => one.total).slice(0, 2).map(named);
  if (id === "companyScenarios") return scenarioHeadline(rows, columns, (row) => word("nameCount", { name: termName(row.id), n: row.filled }));
  if (id === "hospitalSystems") {
    const best = columns[0];
    const single = columns.filter((column) => column.filled === 1).length;
    const said = { rows: rows.length, columns: columns.length, best: termName(best.id), n: best.filled, single };
    return word("hospitalSystemsHeadline", said);
  }
  // A headline speaks of systems and companies, so columns count the rows that they meet.
  const met = columns.map((column) => ({ ...column, total: column.filled }));
  const empty = met.filter((column) => !column.total);
  const least = met.filter((column) => column.total).sort((a, b) => a.total - b.total)[0];
  const gap = empty.length ? word("nobody", { names: listed(empty.map((one) => termName(one.id))) }) : word("least", { name: named(least) });
  return word(`${id}Headline`, { rows: rows.length, top: listed(top(met)), gap });
}

function scenarioHeadline(rows, columns, named) {
  const covered = rows.filter((row) => row.total);
  const crowded = [...covered].sort((a, b) => b.filled - a.filled).slice(0, 2).map(named);
  const areas = [...grouped(rows, (row) => scenarioById.get(row.id).area).values()];
  const share = (some) => some.filter((row) => !row.total).length / some.length;
  const white = areas.sort((a, b) => share(b) - share(a))[0];
  const area = scenarioById.get(white[0].id)[state.lang === "en" ? "areaEn" : "areaZh"];
  return word("companyScenariosHeadline", {
    covered: covered.length, all: rows.length, empty: rows.length - covered.length, companies: columns.length,
    top: listed(crowded), area, n: white.filter((row) => !row.total).length, of: white.length,
  });
}

function matrixChoice() {
  const button = (id) => el("button", {
    type: "button", "data-matrix": id, "aria-pressed": String(state.matrix === id), onclick: () => update({ matrix: id, everyCell: false }),
  }, word(id));
  return el("div", { class: "segments choice", role: "group", "aria-label": word("matrix") }, MATRICES.map(button));
}

function matrixSheet() {
  const matrix = matrixOf(state.matrix);
  const most = state.matrix === "companyScenarios" ? matrix.rows.length : MOST_ROWS;
  const [rows, columns] = state.everyCell ? [matrix.rows, matrix.columns] : [matrix.rows.slice(0, most), matrix.columns.slice(0, MOST_COLUMNS)];
  const cut = rows.length < matrix.rows.length || columns.length < matrix.columns.length;
  const all = el("button", { type: "button", class: "action", id: "everyCell", onclick: () => update({ everyCell: true }) },
    word("everyCell", { rows: matrix.rows.length, columns: matrix.columns.length }));
  return [
    matrixChoice(),
    el("h2", { class: "headline", id: "headline" }, headline(state.matrix, matrix)),
    rows.length ? el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": word(state.matrix) }, tableOf(matrix, rows, columns)) : null,
    cut ? all : null,
  ];
}
