// Out of the page: what is shown as PNG, SVG or CSV, and a link to it. A picture of the graph is drawn
// again as SVG; drawings take their colours along; tables are measured cell by cell.

function save(name, content) {
  const link = el("a", { href: URL.createObjectURL(content), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(word("saved", { name }));
}

const fileName = (ending) => `medllm-kg-${state.tab === "matrix" ? state.matrix : state.tab}.${ending}`;

const inCsv = (cell) => {
  // A spreadsheet would run a text that begins like a formula.
  const text = /^[=+\-@\t\r]/.test(String(cell)) && typeof cell === "string" ? `'${cell}` : String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The statements that the open tab shows. */
function shownStatements() {
  if (state.tab === "table") return sortedStatements();
  if (state.tab === "flow") return statements(chosenRibbons(ribbons(view.claims)).flatMap((one) => one.claims));
  if (state.tab === "timeline") return statements(view.claims.filter((claim) => claim.when));
  return statements([...view.lines.values()].flat());
}

function statementTable() {
  const head = [...Object.keys(COLUMNS).map((id) => word(`${id}Column`)), word("evidence"), word("source"), "URL"];
  const rows = shownStatements().map((one) => {
    const [best] = bySureness(one.claims);
    return [...Object.values(COLUMNS).map((column) => (column.shown || column.value)(one)), best.text, best.article.title, best.article.sources.join(" ")];
  });
  return [head, ...rows];
}

function matrixTable() {
  const { rows, columns, cells } = matrixOf(state.matrix);
  const count = (row, column) => cells.get(`${row.id} ${column.id}`)?.items.size || "";
  return [
    [word(`${state.matrix}Rows`), word("sum"), ...columns.map((column) => termName(column.id))],
    ...rows.map((row) => [termName(row.id), row.total, ...columns.map((column) => count(row, column))]),
  ];
}

function saveCsv() {
  const table = state.tab === "matrix" ? matrixTable() : statementTable();
  const text = table.map((row) => row.map(inCsv).join(",")).join("\r\n");
  save(fileName("csv"), new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" }));
}

const STYLED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "font-size", "font-weight", "font-family", "paint-order"];

/** A drawing of the page with the colours that style sheets gave it. */
function withStyle(drawing) {
  const copy = drawing.cloneNode(true);
  const [from, to] = [[...drawing.querySelectorAll("*")], [...copy.querySelectorAll("*")]];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    STYLED.forEach((name) => to[i].setAttribute(name, style.getPropertyValue(name)));
  });
  return copy;
}

/** A table as boxes and texts where the browser has put them. */
function tableSvg(table) {
  const all = table.getBoundingClientRect();
  const cells = [...table.querySelectorAll("caption, th, td")].filter((cell) => cell.getBoundingClientRect().width);
  const shapes = cells.flatMap((cell) => {
    const [box, style] = [cell.getBoundingClientRect(), getComputedStyle(cell)];
    const [x, y] = [box.left - all.left, box.top - all.top];
    const text = cell.innerText.trim().replace(/\s+/g, " ");
    const upright = cell.classList.contains("turned");
    const room = upright ? 20 : Math.floor(box.width / 6);
    const short = text.length > room ? `${text.slice(0, room - 1)}…` : text;
    const place = upright ? { x: x + box.width / 2, y: y + 8, "writing-mode": "vertical-rl" } : { x: x + 6, y: y + box.height / 2 + 4 };
    return [
      svg("rect", { x, y, width: box.width, height: box.height, fill: style.backgroundColor, stroke: LOOK.rule, "stroke-width": 0.5 }),
      svg("text", { ...place, fill: style.color, "font-size": 12, "font-family": FONT }, short)];
  });
  return svg("svg", { width: all.width, height: all.height }, ...shapes);
}

/** A drawing that keeps its proportions at any size, with a margin. */
function framed(made) {
  made.setAttribute("viewBox", `-16 -16 ${Number(made.getAttribute("width")) + 32} ${Number(made.getAttribute("height")) + 32}`);
  return made;
}

/** What the open tab shows, as a picture on paper of its own colour. */
function picture() {
  const drawing = state.tab === "graph" ? graphSvg() : find("sheet").querySelector("svg.drawing");
  const table = find("sheet").querySelector("table");
  const made = state.tab === "graph" ? drawing : drawing ? withStyle(drawing) : table ? tableSvg(table) : null;
  if (!made) return null;
  made.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  framed(made);
  made.prepend(svg("rect", { x: -16, y: -16, width: "200%", height: "200%", fill: LOOK.paper }));
  return made;
}

const svgText = (made) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(made)}`;

function saveSvg() {
  const made = picture();
  if (made) save(fileName("svg"), new Blob([svgText(made)], { type: "image/svg+xml" }));
}

// Browsers refuse canvases with longer sides.
const LONGEST_SIDE = 8000;

function savePng() {
  const made = picture();
  if (!made) return;
  const [width, height] = ["width", "height"].map((side) => Number(made.getAttribute(side)) + 32);
  const scale = Math.min(2, LONGEST_SIDE / width, LONGEST_SIDE / height);
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(fileName("png"), blob), "image/png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(made))}`;
}

/** Puts a text on the clipboard and says so. */
async function copy(text, message) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = el("textarea", { class: "unseen" }, text);
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  say(message);
}

const OUT = { png: savePng, svg: saveSvg, csv: saveCsv };
for (const [id, out] of Object.entries(OUT)) find(id).addEventListener("click", out);
find("link").addEventListener("click", () => copy(location.href, word("linkCopied")));
