/* A long list stands on several pages (macros/views/parts.py). Those are fetched when the reader
   chooses among all its rows, or has come for a row that is on another page than this. */
const known = new Map(); // address → the page

/* The pages of a list in their order; null for this one. */
const pagesOf = (pager) => [...pager.querySelectorAll("ol > li")].map((li) => li.querySelector("a")?.href ?? null);

async function fetched(href) {
  const answer = await fetch(href);
  if (!answer.ok) throw new Error(`${answer.status} ${href}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function page(href) {
  if (!known.has(href)) known.set(href, fetched(href));
  known.get(href).catch(() => known.delete(href)); // The network may be back the next time.
  return known.get(href);
}

/* All rows of a table, from all its pages. */
export async function gather(table) {
  const { element, name, pager } = table;
  const own = [...element.tBodies[0].rows];
  const parts = await Promise.all(
    pagesOf(pager).map(async (href) => {
      if (href === null) return own;
      const there = (await page(href)).querySelector(`table[data-name="${name}"]`);
      return [...there.tBodies[0].rows].map((row) => Object.assign(row, { from: href }));
    }),
  );
  return parts.flat();
}

/* A row from another page, with links that lead where they do there. */
export function brought(row) {
  if (row.from) {
    for (const link of row.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), row.from);
    delete row.from;
  }
  return row;
}

/* Go to the page that has what the address asks for. */
export async function lead() {
  const id = decodeURIComponent(location.hash.slice(1));
  const others = [...document.querySelectorAll("[data-parts]")].flatMap(pagesOf).filter(Boolean);
  for (const [at, found] of (await Promise.all(others.map(page))).entries()) {
    if (found.getElementById(id)) return location.replace(`${others[at]}#${encodeURIComponent(id)}`);
  }
}
