/* Lets the reader filter and sort the longer tables. The tables are whole without this. The form
   over a table is in the page already, so that nothing jumps; a table says in data-name what it is
   called in the address. What is done once something is chosen stands in chosen.js. */
export const STEP = 20; // Rows at a time on a phone, where 72 would be taller than anyone scrolls.
export const collator = new Intl.Collator("nb", { numeric: true, sensitivity: "base" });

const UNSAID = ".pl-hidden, .pl-cites, .pl-flag";
export function text(cell) {
  const copy = cell.querySelector(UNSAID) ? cell.cloneNode(true) : cell;
  if (copy !== cell) for (const extra of copy.querySelectorAll(UNSAID)) extra.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
}

/* What a cell can be chosen by: each entry of a list, the state before a date («pågår (mai 2005)»),
   each year of a date, or the whole text. */
function values(cell) {
  const parts = [...cell.querySelectorAll("li")];
  if (parts.length) return parts.map(text);
  const state = cell.querySelector(".pl-state"); // Chosen by what it is, not by when it was told.
  if (state) return [state.textContent.trim()];
  const times = [...cell.querySelectorAll("time")];
  if (times.length) return [...new Set(times.flatMap((t) => t.textContent.match(/\d{4}/g) ?? []))];
  return [text(cell)];
}

class Table {
  constructor(element) {
    this.element = element;
    this.name = element.dataset.name;
    this.heads = [...element.tHead.rows[0].cells];
    this.rows = [...element.tBodies[0].rows];
    this.labels = this.heads.map((head) => head.textContent.trim());
    this.form = element.closest(".pl-table").previousElementSibling;
    this.words = this.form.querySelector("input");
    this.count = this.form.querySelector("output");
    this.selects = new Map(
      [...this.form.querySelectorAll("[data-head]")].map((select) => [select.dataset.head, select]),
    );
    this.sorter = this.form.querySelector("[data-sorter]"); // What a phone has in place of heads.
    this.limit = STEP;
    this.build();
    this.cut();
    this.again.hidden = this.none.hidden = true;
    const chosen = [...new URLSearchParams(location.search).keys()];
    if (chosen.some((key) => key.startsWith(`${this.name}.`))) this.act("open");
  }

  /* What is chosen is seen to by what is fetched then. */
  async act(what, argument) {
    this.choice ??= import("./chosen.js").then(({ choice }) => choice(this));
    (await this.choice)[what](argument);
  }

  build() {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", ({ target }) => this.act("changed", target));
    this.again = this.form.querySelector("button");
    this.pager = this.form.previousElementSibling?.dataset.parts && this.form.previousElementSibling;
    for (const use of this.pager ? ["focusin", "pointerenter"] : []) { // The rest is on other pages.
      this.form.addEventListener(use, () => this.act("ready"), { once: true });
    }
    this.again.addEventListener("click", () => this.act("startOver"));
    for (const [label, select] of this.selects) select.append(...this.options(label));
    this.heads.forEach((head, index) => {
      if (this.labels[index] === "Kilde") return; // Numbers of the page, in no order.
      const button = this.button("pl-sort", "", () => this.act("sortBy", index));
      button.append(...head.childNodes);
      head.append(button);
      if (this.rows.some((row) => row.cells[index].dataset.sort)) {
        this.sorter.append(new Option(`${this.labels[index]}, siste først`, `${index},ned`));
      }
    });
    this.more = this.button("pl-more", "", () => this.showMore());
    this.none = document.createElement("p");
    this.none.className = "pl-filter__none";
    const again = this.button("", "Nullstill", () => this.act("startOver"));
    this.none.append("Ingen rader passer med det du har valgt. ", again);
    this.chosen = document.createElement("p"); // For paper, where the form is not.
    this.chosen.className = "pl-chosen";
    this.element.before(this.chosen);
    this.element.parentElement.append(this.none, this.more);
  }

  button(className, label, act) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className, textContent: label });
    made.addEventListener("click", act);
    return made;
  }

  /* What a row can be chosen by under a label; what has no column stands on the row. */
  at(row, label) {
    const cell = row.cells[this.labels.indexOf(label)];
    return cell ? values(cell) : row.dataset.also.split("|");
  }

  options(label) {
    const found = new Set(this.rows.flatMap((row) => this.at(row, label)));
    const sorted = [...found].filter((value) => value && value !== "–").sort(collator.compare);
    return sorted.map((value) => new Option(value, value));
  }

  key(label) {
    return `${this.name}.${label.toLowerCase()}`;
  }

  /* Which rows wait for the button. Only a phone hides them (plan.css); paper never does. */
  cut() {
    const shown = [...this.element.tBodies[0].rows].filter((row) => !row.hidden);
    shown.forEach((row, at) => row.classList.toggle("pl-later", at >= this.limit));
    const left = Math.max(0, shown.length - this.limit);
    this.more.hidden = !left;
    this.more.textContent = `Vis ${Math.min(STEP, left)} rader til (${left} står igjen)`;
    return shown;
  }

  showMore() {
    const next = this.limit;
    this.limit += STEP;
    this.cut()[next]?.querySelector("a")?.focus();
  }
}

for (const element of document.querySelectorAll("table[data-name]")) new Table(element);

/* What the address asks for may be on another page of a long list. */
async function lead() {
  if (document.querySelector("[data-parts]") && location.hash && !document.querySelector(":target")) {
    (await import("./parts.js")).lead();
  }
}
addEventListener("hashchange", lead);
lead();
