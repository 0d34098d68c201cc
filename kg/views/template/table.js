// The statements as rows: sorted by any column, each opening its sentences.

const COLLATOR = new Intl.Collator("zh");
const dateOf = (statement) => statement.claims.map((claim) => claim.date || claim.article.issued || "").sort().at(-1);
const surest = (statement) => Math.max(...statement.claims.map((claim) => claim.confidence));

// Column → its value; numbers and dates stand largest first when first asked for.
const COLUMNS = {
  subject: { value: (one) => nameOf(one.subject), text: true },
  relation: { value: (one) => termLabel(one.relation), text: true },
  object: { value: (one) => nameOf(one.object), text: true },
  status: { value: (one) => STATUSES.indexOf(strongest(one.claims)), shown: (one) => word(strongest(one.claims)) },
  date: { value: dateOf },
  witnesses: { value: (one) => one.witnesses },
  surest: { value: surest, shown: (one) => `${Math.round(surest(one) * 100)}%` },
};

const shownIn = (column, one) => String((column.shown || column.value)(one));

/** The statements that pass the filters, in the order the reader asked for. */
function sortedStatements() {
  const column = COLUMNS[state.sort.replace("-", "")];
  const sign = state.sort.startsWith("-") ? -1 : 1;
  const compare = column.text ? COLLATOR.compare : (a, b) => (a > b) - (a < b);
  return statements(view.claims)
    .map((one) => [column.value(one), one])
    .sort((a, b) => sign * compare(a[0], b[0]))
    .map(([, one]) => one);
}

function sortHead(id) {
  const [sorted, down] = [state.sort.replace("-", "") === id, state.sort.startsWith("-")];
  const next = sorted ? (down ? id : `-${id}`) : COLUMNS[id].text ? id : `-${id}`;
  return el("th", { scope: "col", class: id, "aria-sort": sorted ? (down ? "descending" : "ascending") : "none" },
    el("button", { type: "button", id: `sort-${id}`, onclick: () => update({ sort: next }) }, word(`${id}Column`)));
}

function statementRow(one) {
  const open = () => chooseLine(one.line);
  const cell = (id) => {
    const node = id === "subject" || id === "object" ? one[id] : null;
    const text = shownIn(COLUMNS[id], one);
    if (id === "relation") return el("td", { class: id }, el("button", { type: "button", class: "link", "data-mark": `${one.subject.slug} ${one.relation.id} ${one.object.slug}` }, text));
    return el("td", { class: `${id} ${id === "status" ? strongest(one.claims) : ""}`, title: node ? text : undefined }, node ? sign(node.kind) : null, text);
  };
  return el("tr", { class: state.line === one.line ? "chosen" : "", onclick: open },
    Object.keys(COLUMNS).map(cell), el("td", { class: "evidence", lang: one.claims[0].article.lang }, one.claims[0].text));
}

function tableSheet() {
  const found = sortedStatements();
  const rows = found.slice(0, state.most);
  const more = el("button", { type: "button", class: "action", id: "more", onclick: () => update({ most: state.most + 500 }) }, word("more", { n: rows.length, all: found.length }));
  return [
    el("h2", { class: "headline", id: "headline" }, word("tableHeadline", { n: found.length, articles: sources(view.claims) })),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": word("table") },
      el("table", { class: "statements", id: "statements" },
        el("thead", {}, el("tr", {}, Object.keys(COLUMNS).map(sortHead), el("th", { scope: "col", class: "evidence" }, word("evidence")))),
        el("tbody", {}, rows.map(statementRow)))),
    rows.length < found.length ? more : null,
  ];
}
