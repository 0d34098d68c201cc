// The tabs: one is open, and only that one is drawn. Arrows walk them, as do the digits anywhere.

// What draws each tab: `sheet` gives its content (the graph has its own canvas), `options` its buttons.
const DRAWERS = {
  graph: { options: () => [find("layout"), find("scope"), find("fit")] },
  matrix: { options: () => [], sheet: matrixSheet },
  timeline: { options: () => [], sheet: timelineSheet },
  flow: { options: () => [], sheet: flowSheet },
  table: { options: () => [], sheet: tableSheet },
};

function drawTabs() {
  const tab = (id, i) => el("button", {
    type: "button", role: "tab", id: `tab-${id}`, "aria-selected": String(state.tab === id), "aria-controls": id === "graph" ? "graph" : "sheet",
    tabindex: state.tab === id ? 0 : -1, title: `${word(id)} (${i + 1})`, onclick: () => update({ tab: id }),
  }, word(id));
  const held = document.activeElement && document.activeElement.role === "tab";
  find("tabs").replaceChildren(...TABS.map(tab));
  if (held) find(`tab-${state.tab}`).focus();
}

function drawOptions() {
  const wanted = DRAWERS[state.tab].options();
  for (const child of [...find("options").children]) {
    if (child.id) child.hidden = !wanted.includes(child);
    else child.remove();
  }
  find("options").append(...wanted.filter((one) => !one.id));
}

/** What has the focus in the sheet, so that it keeps it when the sheet is drawn again. */
const focusKey = (element) => (element && find("sheet").contains(element) ? element.dataset.cell || element.dataset.mark || element.id : "");

function drawSheet() {
  const sheet = find("sheet");
  const { sheet: content } = DRAWERS[state.tab];
  sheet.hidden = !content;
  find("graph").classList.toggle("away", Boolean(content));
  if (!content) return;
  const held = focusKey(document.activeElement);
  const inner = sheet.querySelector(".scroll");
  const kept = sheet.dataset.shows === `${state.tab} ${state.matrix}` && inner ? [inner.scrollLeft, inner.scrollTop] : [0, 0];
  sheet.dataset.shows = `${state.tab} ${state.matrix}`;
  sheet.setAttribute("aria-labelledby", `tab-${state.tab}`);
  sheet.replaceChildren(...content().flat().filter(Boolean));
  sheet.querySelector(".scroll")?.scrollTo(...kept);
  rove();
  if (held) [...sheet.querySelectorAll("[data-cell], [data-mark], [id]")].find((one) => focusKey(one) === held)?.focus();
}

find("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  update({ tab: TABS[(TABS.indexOf(state.tab) + step + TABS.length) % TABS.length] });
  event.preventDefault();
});
