// Who covers what: four matrices worked out from the claims that pass the filters. An entry says that
// a row meets a column by an `item` (what the cell counts) on the word of some claims.

const SYSTEMS = new Set(["Model", "Product"]);
const COMPANIES = new Set(["Company", "BusinessUnit"]);
const byId = (terms) => new Map(terms.map((term) => [term.id, term]));
const stageById = byId(data.careStages);
const scenarioById = byId(data.scenarios);

/** The care stages that a claim about a system speaks of, and those which they are within. */
function stagesOf(claim) {
  const scenario = claim.relation.id === "appliesTo" && scenarioById.get(claim.object.slug);
  const stage = claim.relation.id === "coversStage" ? claim.object.slug : scenario ? scenario.stage : null;
  const found = stage && stageById.get(stage);
  return found ? [stage, found.within].filter(Boolean) : [];
}

/** Claims by one of their ends. */
function grouped(some, key) {
  const found = new Map();
  for (const claim of some) {
    if (!found.has(key(claim))) found.set(key(claim), []);
    found.get(key(claim)).push(claim);
  }
  return found;
}

const systemClaims = (some) => some.filter((claim) => SYSTEMS.has(claim.subject.kind.id));
const developing = (some) =>
  some.filter((claim) => claim.relation.id === "develops" && COMPANIES.has(claim.subject.kind.id) && SYSTEMS.has(claim.object.kind.id));

/** Who makes a system, joined with what is said of the system. */
function byCompany(some, columnsOf) {
  const makers = grouped(developing(some), (claim) => claim.object);
  return systemClaims(some).flatMap((claim) => columnsOf(claim).flatMap((column) =>
    (makers.get(claim.subject) || []).map((made) =>
      ({ company: made.subject, column, item: claim.subject, claims: [made, claim] }))));
}

const ENTRIES = {
  systemStages: (some) => systemClaims(some).flatMap((claim) =>
    stagesOf(claim).map((column) => ({ row: claim.subject.slug, column, item: claim.article, claims: [claim] }))),
  companyStages: (some) => byCompany(some, stagesOf).map((entry) => ({ ...entry, row: entry.company.slug })),
  companyScenarios: (some) => byCompany(some, (claim) => (scenarioById.has(claim.object.slug) ? [claim.object.slug] : []))
    .map((entry) => ({ ...entry, row: entry.column, column: entry.company.slug })),
  hospitalSystems: (some) => some
    .filter((claim) => claim.relation.id === "deploys" && claim.subject.kind.id === "Hospital" && SYSTEMS.has(claim.object.kind.id))
    .map((claim) => ({ row: claim.subject.slug, column: claim.object.slug, item: claim.article, claims: [claim] })),
};
const MATRICES = Object.keys(ENTRIES);

const nodeBySlug = new Map(nodes.map((node) => [node.slug, node]));
const termName = (slug) => {
  const term = stageById.get(slug) || scenarioById.get(slug);
  return term ? term[state.lang] : nameOf(nodeBySlug.get(slug));
};

/** Cells by row and column: what they count, and the claims behind them. */
function cellsOf(entries) {
  const cells = new Map();
  for (const { row, column, item, claims: said } of entries) {
    const key = `${row} ${column}`;
    if (!cells.has(key)) cells.set(key, { row, column, items: new Set(), others: new Set(), claims: new Set() });
    const cell = cells.get(key);
    (said.every((claim) => claim.status === "stated") ? cell.items : cell.others).add(item);
    said.forEach((claim) => cell.claims.add(claim));
  }
  for (const cell of cells.values()) cell.items.forEach((item) => cell.others.delete(item));
  return cells;
}

/** Rows or columns as the cells have them, the fullest first: {id, total, filled}. */
function ranked(cells, side) {
  const found = new Map();
  for (const cell of cells.values()) {
    const one = found.get(cell[side]) || { id: cell[side], items: new Set(), filled: 0 };
    cell.items.forEach((item) => one.items.add(item));
    one.filled += cell.items.size ? 1 : 0;
    found.set(cell[side], one);
  }
  return [...found.values()].map((one) => ({ ...one, total: one.items.size }))
    .sort((a, b) => b.total - a.total || b.filled - a.filled || (a.id < b.id ? -1 : 1));
}

/** Every one of `fixed`, in its order, whether a cell has it or not. */
const inOrder = (found, fixed) => {
  const known = byId(found);
  return fixed.map(({ id }) => known.get(id) || { id, items: new Set(), total: 0, filled: 0 });
};

/** A matrix: {rows, columns, cells}; stages stand in their order, scenarios in their areas. */
function matrixOf(id, some = view.claims) {
  const cells = cellsOf(ENTRIES[id](some));
  const [rows, columns] = [ranked(cells, "row"), ranked(cells, "column")];
  return {
    cells,
    rows: id === "companyScenarios" ? inOrder(rows, data.scenarios) : rows,
    columns: id.endsWith("Stages") ? inOrder(columns, data.careStages) : columns,
  };
}

bundles.set("cell", (id, row, column) => {
  const cell = MATRICES.includes(id) && matrixOf(id).cells.get(`${row} ${column}`);
  if (!cell) return null;
  const derived = id.endsWith("Stages") && [...cell.claims].some((claim) => claim.relation.id === "appliesTo");
  return { title: `${termName(row)} × ${termName(column)}`, hint: derived ? word("byScenario") : null, claims: [...cell.claims] };
});
