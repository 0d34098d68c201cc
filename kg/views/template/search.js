// Search by any name of an entity, in either Chinese script or English: `/` goes to the field, arrows
// walk the hits, Enter opens one, Escape leaves.

const MOST_HITS = 12;
const SILENT = /[\s"'“”‘’《》「」『』〈〉()（）[\]【】·・•,，、.。:：;；\-‐-―_/]/gu;
// Pairs of characters: a variant, and the character that names are folded to.
const variants = new Map([...data.variants].reduce((pairs, char, i, all) => (i % 2 ? pairs : [...pairs, [char, all[i + 1]]]), []));

/** The key under which two spellings of a name are the same (see kg/fold.py). */
const fold = (text) =>
  [...text.normalize("NFKC")].map((char) => variants.get(char) || char).join("").replace(SILENT, "").toLowerCase();

let index = null;
let hits = [];
let active = -1;

const LETTERS = /^[a-z]{2,}$/;

/** How well a name answers: whole, then from its beginning, then by sound or anywhere; 0 is not at all. */
function answers(key, wanted) {
  if (key === wanted) return 3;
  if (key.startsWith(wanted)) return 2;
  return Math.max(key.includes(wanted) ? 1 : 0, LETTERS.test(wanted) ? spelling(wanted, key) : 0);
}

function search(text) {
  const wanted = fold(text);
  if (!wanted) return [];
  index ||= nodes.map((node) => ({ node, names: node.names.map((name) => ({ text: name.text, key: fold(name.text) })) }));
  const found = [];
  for (const { node, names } of index) {
    const best = names.map((name) => ({ name: name.text, worth: answers(name.key, wanted) })).sort((a, b) => b.worth - a.worth)[0];
    if (best.worth) found.push({ node, ...best });
  }
  return found.sort((a, b) => b.worth - a.worth || a.node.id - b.node.id).slice(0, MOST_HITS);
}

/** What the field offers: questions begun, else entities and what may be asked of the first. */
function offers(text) {
  if (!fold(text)) return bestQuestions();
  const begun = spelledOut(text);
  if (begun.length) return begun.slice(0, MOST_HITS);
  const found = search(text).slice(0, MOST_HITS - 4);
  return [...found, ...(found.length ? questionsOf(found[0].node).slice(0, 4) : [])];
}

function questionRow({ question, node }, i) {
  return el("li", {
    id: `hit-${i}`, role: "option", "aria-selected": String(i === active), class: "question",
    onmousedown: (event) => { event.preventDefault(); open(i); },
  }, el("span", { class: "mark", "aria-hidden": "true" }, "?"), el("span", { class: "label" }, asked(question, node)),
  el("span", { class: "kind" }, word("articleCount", { n: sources(answer(question, node)) })));
}

function hitRow(hit, i) {
  if (hit.question) return questionRow(hit, i);
  const { node, name } = hit;
  const alias = name === nameOf(node) ? null : el("span", { class: "alias" }, name);
  return el("li", {
    id: `hit-${i}`, role: "option", "aria-selected": String(i === active),
    onmousedown: (event) => { event.preventDefault(); open(i); },
  }, sign(node.kind), el("span", { class: "label" }, nameOf(node)), alias, el("span", { class: "kind" }, termLabel(node.kind)));
}

function showHits() {
  const list = find("hits");
  list.replaceChildren(...hits.map(hitRow));
  if (!hits.length) list.append(el("li", { class: "none" }, word("noHits")));
  list.hidden = false;
  find("search").setAttribute("aria-expanded", "true");
  if (active >= 0) {
    find("search").setAttribute("aria-activedescendant", `hit-${active}`);
    find(`hit-${active}`).scrollIntoView({ block: "nearest" });
  } else find("search").removeAttribute("aria-activedescendant");
}

function closeHits() {
  hits = [];
  active = -1;
  find("hits").hidden = true;
  find("search").setAttribute("aria-expanded", "false");
}

function open(i) {
  const { node, question } = hits[i];
  find("search").value = question ? asked(question, node) : nameOf(node);
  closeHits();
  if (question) ask(question, node);
  else goTo(node);
}

function onSearchKey(event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    if (hits.length) active = (active + step + hits.length) % hits.length;
    showHits();
  } else if (event.key === "Enter" && hits.length) open(Math.max(active, 0));
  else if (event.key === "Escape") {
    find("search").value = "";
    closeHits();
    find("search").blur();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function offer() {
  hits = offers(find("search").value);
  active = hits.length && fold(find("search").value) ? 0 : -1;
  showHits();
}

find("search").addEventListener("input", offer);
find("search").addEventListener("focus", offer);
find("search").addEventListener("keydown", onSearchKey);
find("search").addEventListener("blur", closeHits);
