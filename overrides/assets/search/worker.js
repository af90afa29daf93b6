/* Answers the theme's search box in place of the theme's own worker, in the same messages:
   0 set up → 1 ready; 2 question → 3 answer. Everything else is fetched at the first question,
   so that a page that is only read does not pay for the search. */
const SET_UP = 0, READY = 1, QUESTION = 2, ANSWER = 3;
const INDEX = "../../search/";

let engine;

async function load() {
  importScripts("little.js", "norwegian.js", "shown.js", "question.js", "engine.js");
  const index = await fetched("index.json");
  const others = await Promise.all((index.more ?? []).map(fetched)); // Where there is too much for one.
  return self.searchEngine({ ...index, docs: [index, ...others].flatMap(({ docs }) => docs) });
}

async function fetched(name) {
  const answer = await fetch(new URL(INDEX + name, self.location));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return answer.json();
}

async function items(question) {
  if (!question.trim()) return [];
  try {
    engine ??= load();
    return (await engine).search(question);
  } catch (error) {
    engine = undefined; // The network may be back at the next question.
    console.warn(error);
    const title = "<span>Søket kunne ikke hentes. Til forsiden</span>";
    return [[{ location: "", title, text: "", score: 0, terms: {} }]];
  }
}

addEventListener("message", async ({ data }) => {
  if (data.type === SET_UP) postMessage({ type: READY });
  else if (data.type === QUESTION) {
    postMessage({ type: ANSWER, data: { items: await items(data.data) } });
  }
});
