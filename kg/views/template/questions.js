// Ready-made questions: a relation asked of one of its ends. An answer is a bundle of claims.

const questionById = byId(data.questions);

/** The claims that answer a question about a node. */
function answer(question, node) {
  const ends = { subject: (claim) => claim.object === node, object: (claim) => claim.subject === node, either: () => true }[question.asks];
  return node.lines.flatMap((line) => line.claims).filter((claim) => claim.relation.id === question.relation && ends(claim));
}

const asked = (question, node) => question[state.lang].replace("{name}", nameOf(node));
const mayAsk = (question, node) => question.classes.includes(node.kind.id) && answer(question, node).length > 0;

bundles.set("ask", (id, slug) => {
  const [question, node] = [questionById.get(id), nodeBySlug.get(slug)];
  return question && node ? { title: asked(question, node), claims: answer(question, node) } : null;
});

/** Opens the answer, with all that it names in the picture. */
function ask(question, node) {
  const named = answer(question, node).flatMap((claim) => [claim.subject, claim.object]);
  update({ ...NOTHING, bundle: `ask ${question.id} ${node.slug}`, revealed: new Set([...state.revealed, ...named.filter((one) => !inScope(one))]) });
  seeFocus();
}

/** Questions about a node that the articles answer. */
const questionsOf = (node) => data.questions.filter((question) => mayAsk(question, node)).map((question) => ({ question, node }));

/** Each question asked of the node of which most is said. */
const bestQuestions = () => data.questions.flatMap((question) => {
  const node = nodes.find((one) => mayAsk(question, one));
  return node ? [{ question, node }] : [];
});

/** Questions whose words the reader has begun: those with a name in them, of the nodes so named. */
function spelledOut(text) {
  const bare = (words) => fold(words.replace(/[?？]/g, ""));
  const wanted = bare(text);
  return data.questions.flatMap((question) => ["zh", "en"].flatMap((lang) => {
    const [before, after] = question[lang].split("{name}").map(bare);
    if (!before || !wanted.startsWith(before)) return [];
    const rest = wanted.slice(before.length);
    const name = after && rest.endsWith(after) ? rest.slice(0, -after.length) : rest;
    const found = name ? search(name).map((hit) => hit.node) : nodes;
    return found.filter((node) => mayAsk(question, node)).slice(0, 3).map((node) => ({ question, node }));
  }));
}
