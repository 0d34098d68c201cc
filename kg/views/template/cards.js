// One claim as a card: the sentence with both names marked, and where it comes from.

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const LATIN = /[\p{Script=Latin}\p{Number}]/u;

/** A pattern for the names of a node, the longest first; Latin names only as whole words. */
function pattern(name) {
  const before = LATIN.test(name[0]) ? "(?<![\\p{Script=Latin}\\p{Number}])" : "";
  const after = LATIN.test(name.at(-1)) ? "(?![\\p{Script=Latin}\\p{Number}])" : "";
  return before + escaped(name) + after;
}

/** Where the names of two nodes stand in a text: [{start, end, role}], none over another. */
function marks(text, subject, object) {
  const named = [["subject", subject], ["object", object]].flatMap(([role, node]) =>
    node.names.map((name) => ({ role, text: name.text })));
  named.sort((a, b) => b.text.length - a.text.length);
  const found = [];
  for (const { role, text: name } of named) {
    for (const match of text.matchAll(new RegExp(pattern(name), "giu"))) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.every((mark) => end <= mark.start || start >= mark.end)) found.push({ start, end, role });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The sentence of a claim as a quotation with its two names marked. */
function quotation(claim) {
  const pieces = [];
  let done = 0;
  for (const { start, end, role } of marks(claim.text, claim.subject, claim.object)) {
    pieces.push(claim.text.slice(done, start), el("mark", { class: role }, claim.text.slice(start, end)));
    done = end;
  }
  return el("blockquote", { lang: claim.article.lang }, pieces, claim.text.slice(done));
}

const isWeb = (source) => /^https?:\/\//i.test(source);

/** The title of an article, as a link where a source is on the web. */
function titleOf(article) {
  const title = article.title || article.sources[0];
  const link = article.sources.find(isWeb);
  const attributes = { class: "title", lang: article.lang };
  if (!link) return el("span", { ...attributes, title: article.sources.join("\n") }, title);
  return el("a", { ...attributes, href: link, target: "_blank", rel: "noopener noreferrer" }, title);
}

const chip = (text, kind) => el("span", { class: `chip ${kind || ""}` }, text);

/** A claim as a citation: the sentence, its article, date and address. */
function citation(claim) {
  const { title, issued, sources: from } = claim.article;
  const when = issued || word("undated");
  return word("citation", { text: claim.text.trim(), title: title || from[0], when, url: from.find(isWeb) || from[0] });
}

const citeButton = (claim) =>
  el("button", { type: "button", class: "link cite", onclick: () => copy(citation(claim), word("citationCopied")) }, word("cite"));

function card(claim) {
  const facts = [
    claim.modality === "Asserted" ? null : chip(word(claim.modality), claim.status),
    claim.date ? chip(word("event", { date: claim.date })) : null,
    claim.score ? chip(word("score", { score: claim.score })) : null,
    claim.role ? chip(word("role", { role: claim.role })) : null,
    chip(word("confidence", { percent: Math.round(claim.confidence * 100) })),
  ];
  return el("article", { class: `card ${claim.status}` },
    quotation(claim),
    el("p", { class: "source" }, titleOf(claim.article)),
    el("p", { class: "facts" },
      el("span", { class: "when" }, [claim.article.issued || word("undated"), word(claim.article.lang)].join(" · ")), facts, citeButton(claim)));
}

/** Claims, the newest and surest first. */
function bySureness(some) {
  const order = (claim) => claim.date || claim.article.issued || "";
  return [...some].sort((a, b) => (order(a) < order(b)) - (order(a) > order(b)) || b.confidence - a.confidence);
}

const cards = (some) => bySureness(some).map(card);
