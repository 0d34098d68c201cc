// Words of the interface and names of entities in the chosen language; small helpers for the document.

const word = (key, values = {}) =>
  data.words[state.lang][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

const termLabel = (term) => term[state.lang];

/** An entity's label; in English its English name where it has one. */
function nameOf(node) {
  const english = state.lang === "en" && node.names.find((name) => name.lang === "en");
  return (english || node.names[0]).text;
}

/** An element with attributes and children; strings become text, never markup. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Says something to whoever listens rather than looks. */
const say = (text) => (find("said").textContent = text);

const find = (id) => document.getElementById(id);

const SHAPES = {
  dot: "M10 2.5a7.5 7.5 0 1 0 .01 0z",
  square: "M3.5 3.5h13v13h-13z",
  diamond: "M10 1l9 9-9 9-9-9z",
  triangle: "M10 2l8.7 15H1.3z",
  triangleDown: "M10 18L1.3 3h17.4z",
  hexagon: "M5.2 2h9.6l4.8 8-4.8 8H5.2L.4 10z",
  star: "M10 1l2.6 5.9 6.4.6-4.9 4.2 1.5 6.3L10 14.6 4.4 18l1.5-6.3L1 7.5l6.4-.6z",
};

function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The small sign of a class: its shape in its colour. */
const sign = (kind) =>
  svg("svg", { viewBox: "0 0 20 20", class: "sign", "aria-hidden": "true" },
    svg("path", { d: SHAPES[kind.shape], fill: kind.colour }));

/** Writes the words of the chosen language wherever the page asks for them by data attributes. */
function translate() {
  document.documentElement.lang = state.lang === "en" ? "en" : "zh-Hans";
  document.title = word("title");
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = word(one.dataset.word);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", word(one.dataset.label));
  for (const one of document.querySelectorAll("[data-placeholder]")) one.placeholder = word(one.dataset.placeholder);
}
