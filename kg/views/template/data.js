// What Python wrote into the page, read once and cross-linked. Texts of articles reach the document
// only through textContent.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const data = read("data");

/** Rows that Python deflated because there are many. */
async function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(plain).json();
}
if (typeof data.sentences === "string") data.sentences = await unpacked(data.sentences);

const kinds = data.kinds.map((kind, order) => ({ ...kind, order }));
const kindById = new Map(kinds.map((kind) => [kind.id, kind]));
const relationById = new Map(data.relations.map((relation) => [relation.id, relation]));

const nodes = read("nodes").map((row) => ({
  id: row.id,
  slug: data.slugs[row.id],
  kind: kindById.get(row.group),
  size: row.size,
  whole: { x: row.x, y: row.y },
  home: null,
  names: data.names[row.id].map(([text, lang]) => ({ text, lang: data.languages[lang] })),
  stages: [],
  lines: [],
}));
data.core.forEach((id, i) => (nodes[id].home = { x: data.homes[i][0], y: data.homes[i][1] }));
data.stages.forEach((stage) => stage.members.forEach((id) => nodes[id].stages.push(stage.id)));

const lines = read("lines").map((row) => {
  const line = { id: row.id, from: nodes[row.from], to: nodes[row.to], claims: [] };
  line.from.lines.push(line);
  line.to.lines.push(line);
  return line;
});

const articles = data.articles.map(([title, issued, lang, sources]) => ({
  title, issued, sources, lang: data.languages[lang],
}));

// Planned, ended and negated claims are no statements of what is; reported ones are, by somebody.
const STATUS = { Asserted: "stated", Reported: "stated", Planned: "planned", Ended: "ended", Negated: "negated" };
const STATUSES = ["stated", "planned", "ended", "negated"];

const monthIndex = (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7) || 1) - 1;

/** When a thing happened, else when it was written: the months it may be, and the one it is put in.
 * A year alone is taken for its middle, though not for a time after the article. */
function period(date, issued) {
  const text = date || issued;
  if (!text) return null;
  const first = monthIndex(text);
  if (text.length > 4) return { first, last: first, at: first };
  const latest = issued && issued.startsWith(text) ? monthIndex(issued) : first + 11;
  return { first, last: first + 11, at: Math.min(first + 6, latest) };
}

const claims = data.claims.map((row) => {
  const [line, turned, relation, sentence, confidence, modality, date, score, role] = row;
  const [article, text] = data.sentences[sentence];
  const ends = [lines[line].from, lines[line].to];
  const claim = {
    line: lines[line],
    subject: ends[turned],
    object: ends[1 - turned],
    relation: data.relations[relation],
    modality: data.modalities[modality],
    status: STATUS[data.modalities[modality]],
    article: articles[article],
    when: period(date, articles[article].issued),
    text, confidence, date, score, role,
  };
  lines[line].claims.push(claim);
  return claim;
});

const otherEnd = (line, node) => (line.from === node ? line.to : line.from);

/** Claims that say the same of the same two: [{subject, relation, object, claims}], strongest first. */
function statements(some) {
  const byKey = new Map();
  for (const claim of some) {
    const key = `${claim.subject.id} ${claim.relation.id} ${claim.object.id}`;
    if (!byKey.has(key)) byKey.set(key, { ...claim, claims: [] });
    byKey.get(key).claims.push(claim);
  }
  for (const statement of byKey.values()) statement.witnesses = witnesses(statement.claims);
  return [...byKey.values()].sort((a, b) => b.witnesses - a.witnesses || b.claims.length - a.claims.length);
}

/** How many articles say it. */
const sources = (some) => new Set(some.map((claim) => claim.article)).size;

/** How many articles say it in words of their own: a reprint of a sentence is no second witness. */
function witnesses(some) {
  const heard = new Set();
  let count = 0;
  for (const { article, text } of some) {
    if (!heard.has(article) && !heard.has(text)) count += 1;
    heard.add(article).add(text);
  }
  return count;
}
