// Puts the parts together: each follows the state; keys and buttons of the bar.

function drawScope() {
  const choice = (whole, text) =>
    el("button", { type: "button", "aria-pressed": String(state.whole === whole), "data-whole": String(whole), onclick: () => setScope(whole) }, text);
  const joined = nodes.filter((node) => node.lines.length);
  find("scope").hidden = joined.every((node) => node.home);
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
}

onChange((change) => {
  if ("lang" in change) drawBar();
  if ("whole" in change) drawScope();
  drawTabs();
  drawOptions();
  drawSheet();
  draw();
  drawFilters();
  drawPanel();
});

find("fit").addEventListener("click", () => fit());
find("language").addEventListener("click", () => update({ lang: state.lang === "en" ? "zh" : "en" }));
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input[type=search]");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    find("search").focus();
    find("search").select();
  } else if (event.key === "Escape") chooseNothing();
  else if (!typing && TABS[Number(event.key) - 1] && !event.ctrlKey && !event.altKey && !event.metaKey) update({ tab: TABS[Number(event.key) - 1] });
});

update({ lang: state.lang });
fit();
// A resized window keeps the picture in sight.
new ResizeObserver(() => { if (!state.node && !state.line) fit(); }).observe(find("graph"));
