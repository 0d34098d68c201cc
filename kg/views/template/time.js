// Time: a histogram over the date of the event, else of the article, with two handles. What happened
// outside the span, or nobody knows when, leaves every part of the page.

const monthName = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;

/** The months of the histogram: {first, step, count}. A few events of long ago share the first bar,
 * or they would press all others together. */
const timeScale = (() => {
  const months = claims.filter((claim) => claim.when).map((claim) => claim.when.at).sort((a, b) => a - b);
  if (!months.length) return null;
  const [early, last] = [months[Math.floor(months.length * 0.03)], months.at(-1)];
  const step = [1, 3, 12].find((months) => (last - early) / months <= 60) || 12;
  const first = early - (early % step);
  return { first, step, count: Math.floor((last - first) / step) + 1, earlier: months[0] < first };
})();

const binOf = (month) => Math.max(0, Math.floor((month - timeScale.first) / timeScale.step));
const binStart = (bin) => timeScale.first + bin * timeScale.step;
const isFirst = (bin) => bin === 0 && timeScale.earlier;

/** A bar's name: a month, a quarter's or a year's months. */
function binName(bin) {
  const [from, to] = [binStart(bin), binStart(bin + 1) - 1];
  const name = timeScale.step === 12 ? String(Math.floor(from / 12)) : from === to ? monthName(from) : `${monthName(from)}–${monthName(to).slice(5)}`;
  return isFirst(bin) ? word("until", { date: monthName(to) }) : name;
}

/** The bars between the handles. */
function spanBins() {
  const last = timeScale.count - 1;
  if (!state.span) return [0, last];
  return [binOf(state.span[0]), Math.min(last, binOf(state.span[1]))];
}

/** Sets the span by bars; both handles at their ends let in everything, undated or not. */
function setSpan(from, to) {
  const last = timeScale.count - 1;
  const whole = from === 0 && to === last;
  update({ span: whole ? null : [from === 0 ? 0 : binStart(from), to === last ? Infinity : binStart(to + 1) - 1] });
}

function bars() {
  const [from, to] = spanBins();
  const counts = new Array(timeScale.count).fill(0);
  for (const claim of claims) if (claim.when && passesButTime(claim)) counts[binOf(claim.when.at)] += 1;
  const most = Math.max(1, ...counts);
  const width = 1000 / counts.length;
  return counts.map((count, bin) => svg("rect", {
    x: bin * width + width * 0.1, width: width * 0.8, y: 34 - (32 * count) / most - (count ? 1 : 0), height: (32 * count) / most + (count ? 1 : 0),
    class: bin >= from && bin <= to ? "in" : "out",
  }, svg("title", {}, `${binName(bin)}: ${count}`)));
}

function handle(id, end) {
  const input = el("input", { type: "range", id, min: 0, max: timeScale.count - 1, step: 1 });
  input.addEventListener("input", () => {
    const [from, to] = spanBins();
    const value = Number(input.value);
    if (end === 0) setSpan(Math.min(value, to), to);
    else setSpan(from, Math.max(value, from));
  });
  return input;
}

function buildTime() {
  find("time").hidden = !timeScale;
  if (!timeScale) return;
  find("time").append(
    el("p", { id: "span" }), svg("svg", { viewBox: "0 0 1000 34", preserveAspectRatio: "none", "aria-hidden": "true" }),
    el("div", { class: "handles" }, handle("from", 0), handle("to", 1)));
}

function drawTime() {
  if (!timeScale) return;
  const bins = spanBins();
  ["from", "to"].forEach((id, end) => {
    const input = find(id);
    input.value = bins[end];
    input.setAttribute("aria-label", word(id));
    input.setAttribute("aria-valuetext", binName(bins[end]));
  });
  const undated = claims.filter((claim) => !claim.when).length;
  const reset = el("button", { type: "button", class: "link", id: "always", onclick: () => update({ span: null }) }, word("always"));
  find("span").replaceChildren(
    el("b", {}, `${binName(bins[0])} – ${binName(bins[1])}`),
    el("span", {}, word("byDate") + (state.span && undated ? ` · ${word("undatedOut", { n: undated })}` : "")), state.span ? reset : "");
  find("time").querySelector("svg").replaceChildren(...bars());
}

buildTime();
