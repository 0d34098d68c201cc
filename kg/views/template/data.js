// What Python wrote into the page, read once and cross-linked. Texts of articles reach the document
// only through textContent.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const data = read("data");

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
  return [...byKey.values()].sort((a, b) => sources(b.claims) - sources(a.claims) || b.claims.length - a.claims.length);
}

/** How many articles say it. */
const sources = (some) => new Set(some.map((claim) => claim.article)).size;
