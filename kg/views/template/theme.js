// Light and dark: by what the system prefers until the reader says otherwise. Style sheets hold the
// colours; what is drawn on the canvas reads them from there.

const PREFERS_DARK = matchMedia("(prefers-color-scheme: dark)");
const LOOK = {};
const LOOK_NAMES = ["ink", "soft", "rule", "paper", "line", "chosen", "edge", "planned", "ended", "negated", "accent"];

let onPaper = false;

const isDark = () => !onPaper && (state.theme ? state.theme === "dark" : PREFERS_DARK.matches);

/** Brings the page and the colours of the canvas in line with the theme. */
function dress() {
  const root = document.documentElement;
  if (state.theme || onPaper) root.dataset.theme = onPaper ? "light" : state.theme;
  else delete root.dataset.theme;
  const style = getComputedStyle(root);
  for (const name of LOOK_NAMES) LOOK[name] = style.getPropertyValue(`--${name}`).trim();
}

dress();
PREFERS_DARK.addEventListener("change", () => update({ theme: state.theme }));

/** Before paper is laid out, and after: white, with the graph as a drawing that scales to it. */
function turn(toPaper) {
  onPaper = toPaper;
  update({ theme: state.theme });
  network.redraw();
  find("paper").replaceChildren(...(toPaper && state.tab === "graph" ? [framed(graphSvg())] : []));
}
window.addEventListener("beforeprint", () => turn(true));
window.addEventListener("afterprint", () => turn(false));
