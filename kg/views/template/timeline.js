// The time line: a band for each relation, a mark for each statement in the month that it is first
// said of. Marks that find no room stand together in one that opens them all, and so do months that do.

const STEP = 15;
const HIGHEST = 7;
// Two columns of marks, or the numbers over them, need so many pixels.
const NARROWEST = 15;

const byWhen = (a, b) => a.when.at - b.when.at;

/** The first dated claim of a statement: of an event's date, if any has one. */
function firstOf(some) {
  const dated = some.filter((claim) => claim.when);
  const events = dated.filter((claim) => claim.date);
  return (events.length ? events : dated).sort(byWhen)[0];
}

/** Statements by relation and bar: Map(relation id → Map(bar → statements)). What may have begun before
 * the first handle, or gone on after the second, stands at it. */
function bands(some) {
  const [from, to] = spanBins();
  const found = new Map();
  for (const statement of statements(some)) {
    const first = firstOf(statement.claims);
    if (!first) continue;
    const { id } = statement.relation;
    const bin = Math.min(Math.max(binOf(first.when.at), from), to);
    if (!found.has(id)) found.set(id, new Map());
    if (!found.get(id).has(bin)) found.get(id).set(bin, []);
    found.get(id).get(bin).push(statement);
  }
  return found;
}

/** Bars put together by so many: each under the number of its first. */
function pooled(byBin, size) {
  const [from] = spanBins();
  const found = new Map();
  for (const [bin, some] of byBin) {
    const first = bin - ((bin - from) % size);
    found.set(first, [...(found.get(first) || []), ...some]);
  }
  return found;
}

/** How many bars to put together so that no column meets the next. */
function poolSize(found, unit) {
  const fits = (size) => {
    const most = Math.max(0, ...[...found.values()].flatMap((byBin) => [...pooled(byBin, size).values()].map((some) => some.length)));
    const number = most > HIGHEST ? widthOf(`+${most - HIGHEST + 1}`, "600 11px") + 2 : 0;
    return unit * size >= Math.max(NARROWEST, number);
  };
  const [from, to] = spanBins();
  return Array.from({ length: to - from + 1 }, (_, i) => i + 1).find(fits) || to - from + 1;
}

const periodName = (first, last) => (first === last ? binName(first) : `${binName(first)} – ${binName(last)}`);

bundles.set("heap", (relation, first, last = first) => {
  const byBin = bands(view.claims).get(relation);
  if (!byBin) return null;
  const some = [...byBin].filter(([bin]) => bin >= Number(first) && bin <= Number(last)).flatMap(([, one]) => one);
  const title = `${termLabel(relationById.get(relation))} · ${periodName(Number(first), Number(last))}`;
  return { title, claims: some.flatMap((one) => one.claims) };
});

/** Something drawn that acts as a button. */
function mark(attributes, open, ...children) {
  const element = svg("g", { role: "button", tabindex: "0", ...attributes }, ...children);
  element.addEventListener("click", open);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open();
  });
  return element;
}

const spoken = (one) => `${nameOf(one.subject)} ${termLabel(one.relation)} ${nameOf(one.object)}`;
const shortened = (one) => `${shortName(one.subject)} → ${shortName(one.object)}`;

function dot(one, x, y) {
  const status = strongest(one.claims);
  const chosen = state.line === one.line;
  return mark({ class: `mark ${status}${chosen ? " chosen" : ""}`, "data-mark": `${one.subject.slug} ${one.relation.id} ${one.object.slug}`, "aria-label": spoken(one) },
    () => chooseLine(one.line),
    svg("circle", { cx: x, cy: y, r: Math.min(6.5, 4 + one.witnesses * 0.5) }), svg("title", {}, `${spoken(one)} ×${one.claims.length}`));
}

function heap(relation, [first, last], rest, x, y) {
  const key = ["heap", relation, first, last];
  return mark({ class: `heap${state.bundle === key.join(" ") ? " chosen" : ""}`, "data-mark": key.join(" "), "aria-label": `${termLabel(relationById.get(relation))} ${periodName(first, last)} +${rest}` },
    () => chooseBundle(...key),
    svg("text", { x, y: y + 4, "text-anchor": "middle" }, `+${rest}`));
}

const ruler = document.createElement("canvas").getContext("2d");
const widthOf = (text, font) => {
  ruler.font = `${font} ${FONT}`;
  return ruler.measureText(text).width;
};

/** One band: marks heaped up from its floor, with names to their right where nothing stands. */
function band(relation, byBin, { place, size, width }) {
  const [, to] = spanBins();
  const bins = [...byBin.keys()].sort((a, b) => a - b);
  const rows = Math.min(HIGHEST, Math.max(...[...byBin.values()].map((some) => some.length)));
  const height = Math.max(34, rows * STEP + 14);
  const [drawn, free] = [[], Array.from({ length: rows }, () => width)];
  for (const bin of bins.reverse()) {
    const some = byBin.get(bin);
    const kept = some.length > HIGHEST ? some.slice(0, HIGHEST - 1) : some;
    const x = place(bin);
    kept.forEach((one, row) => {
      const y = height - 10 - row * STEP;
      const text = shortened(one);
      if (x + 10 + widthOf(text, "11.5px") < free[row]) drawn.push(svg("text", { x: x + 10, y: y + 4, class: "said" }, text));
      drawn.push(dot(one, x, y));
      free[row] = x - 10;
    });
    if (kept.length < some.length) {
      const period = [bin, Math.min(bin + size - 1, to)];
      drawn.push(heap(relation, period, some.length - kept.length, x, height - 10 - (HIGHEST - 1) * STEP));
      free[rows - 1] = x - 14;
    }
  }
  return { height, drawn };
}

/** Years, or months in a short span, as lines across all bands. */
function ticks([from, to], place, height, width) {
  const bins = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const every = Math.ceil(bins.length / 12);
  const starts = (bin) => binStart(bin) % 12 === 0;
  const chosen = bins.length > 14 && bins.filter(starts).length > 1 ? bins.filter(starts) : bins.filter((_, i) => i % every === 0);
  const name = (bin) => (starts(bin) && bins.length > 14 ? String(binStart(bin) / 12) : monthName(binStart(bin)));
  let free = 0;
  return chosen.flatMap((bin) => {
    const [x, long] = [place(bin), widthOf(name(bin), "11px")];
    const start = x + 4 + long > width ? x - 4 - long : x + 4;
    const tick = svg("path", { d: `M${x} 20V${height}`, class: "tick" });
    if (start < free) return [tick];
    free = start + long + 4;
    return [tick, svg("text", { x: start, y: 13, class: "year" }, name(bin))];
  });
}

const countIn = (byBin) => [...byBin.values()].reduce((sum, some) => sum + some.length, 0);

/** Room for the names of the bands. */
const marginOf = (found) => Math.max(...[...found].map(([id, byBin]) =>
  widthOf(termLabel(relationById.get(id)), "600 12px") + widthOf(String(countIn(byBin)), "11px"))) + 30;

function timelinePicture(found, width) {
  const left = marginOf(found);
  const [from, to] = spanBins();
  const unit = (width - left - 24) / Math.max(1, to - from + 0.5);
  const place = (bin) => left + (bin - from) * unit;
  const size = poolSize(found, unit);
  const content = [];
  let y = 22;
  for (const { id } of data.relations.filter((relation) => found.has(relation.id))) {
    const { height, drawn } = band(id, pooled(found.get(id), size), { place, size, width: width - 4 });
    content.push(svg("g", { transform: `translate(0 ${y})` },
      svg("path", { d: `M0 ${height}H${width}`, class: "floor" }),
      svg("text", { x: 0, y: height - 6, class: "relation" }, termLabel(relationById.get(id)), svg("tspan", { class: "count", dx: 6 }, String(countIn(found.get(id))))), ...drawn));
    y += height;
  }
  return svg("svg", { id: "timeline", class: "drawing", width, height: y + 6, viewBox: `0 0 ${width} ${y + 6}`, role: "group", "aria-label": word("timeline") },
    ...ticks([from, to], place, y, width), ...content);
}

const roomInSheet = () => Math.max(420, find("scene").clientWidth - 44);

function timelineSheet() {
  const found = timeScale ? bands(view.claims) : new Map();
  const all = [...found.values()].flatMap((byBin) => [...byBin]);
  const total = all.reduce((sum, [, some]) => sum + some.length, 0);
  const perBin = new Map();
  all.forEach(([bin, some]) => perBin.set(bin, (perBin.get(bin) || 0) + some.length));
  const busiest = [...perBin].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
  const said = total ? word("timelineHeadline", { n: total, when: binName(busiest[0]), most: busiest[1] }) : word("timelineEmpty");
  return [
    el("h2", { class: "headline", id: "headline" }, said),
    total ? el("div", { class: "scroll" }, timelinePicture(found, roomInSheet())) : null,
  ];
}
