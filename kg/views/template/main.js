// Puts the parts together: each follows the state; keys and buttons of the bar.

function drawScope() {
  const choice = (whole, text) =>
    el("button", { type: "button", "aria-pressed": String(state.whole === whole), "data-whole": String(whole), onclick: () => setScope(whole) }, text);
  const joined = nodes.filter((node) => node.lines.length);
  find("scope").hidden = joined.every((node) => node.home);
  const layout = (id) => el("button", { type: "button", "aria-pressed": String(state.layout === id), "data-layout": id, onclick: () => setLayout(id) }, word(id));
  find("layout").replaceChildren(layout("force"), layout("lanes"));
  find("scope").replaceChildren(choice(false, word("core", { n: data.core.length })), choice(true, word("whole", { n: joined.length })));
}

function setScope(whole) {
  forgetPlaces();
  update({ whole, revealed: new Set() });
  fit();
}

function drawBar() {
  translate();
  drawScope();
  find("language").textContent = state.lang === "en" ? "中文" : "EN";
  find("language").lang = state.lang === "en" ? "zh-Hans" : "en";
  find("theme").textContent = word(isDark() ? "light" : "dark");
}

/** The parts around the picture that take no room from it. */
function drawRest(change) {
  drawFilters();
  drawTime();
  drawPanel();
  announce(change);
  writeLink();
}

let begun = false;

onChange((change) => {
  if ("theme" in change) dress();
  if ("lang" in change || "theme" in change) drawBar();
  if ("whole" in change || "layout" in change) drawScope();
  drawTabs();
  drawOptions();
  drawSheet();
  draw();
  if (begun) drawRest(change);
});

find("fit").addEventListener("click", () => fit());
find("language").addEventListener("click", () => update({ lang: state.lang === "en" ? "zh" : "en" }));
find("theme").addEventListener("click", () => update({ theme: isDark() ? "light" : "dark" }));

/** Tells a screen reader what the panel now shows. */
function announce(change) {
  const chosen = ["node", "line", "bundle"].some((key) => change[key]);
  const heading = find("panel").querySelector("h2, h3");
  if (chosen && heading) say(`${heading.textContent.trim()}. ${find("panel").querySelector(".total").textContent}`);
}

/** A resized window keeps the picture in sight. */
function keepInSight() {
  const size = () => `${find("graph").clientWidth} ${find("graph").clientHeight}`;
  let fitted = size();
  new ResizeObserver(() => {
    if (size() !== fitted && !state.node && !state.line) fit();
    fitted = size();
  }).observe(find("graph"));
}

const opening = told(location.hash.slice(1));
update(opening);
// The canvas was measured before the parts around it stood.
network.setSize();
fit(view.focus ? view.focus.nodes : view.nodes, view.focus ? CLOSE : undefined);
keepInSight();
/** Calls back when so many frames have begun: the one before the last of them has been painted. */
const afterFrames = (count, then) => (count ? requestAnimationFrame(() => afterFrames(count - 1, then)) : setTimeout(then));

// The rest is worked out when the picture has been seen: the first frame draws it, the second one
// begins when it is on its way, the third one when it is there.
afterFrames(3, () => {
  begun = true;
  showNames();
  drawRest(opening);
});
