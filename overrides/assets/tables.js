/* Filter and sort the longer tables. The tables are whole without this; what the reader chooses
   stands in the address, so that it can be shared. The form over a table is in the page already,
   so that nothing jumps; a table says in data-name what it is called in the address. */
const STEP = 100; // Rows at a time on a phone, where 300 would be taller than anyone scrolls.
const collator = new Intl.Collator("nb", { numeric: true, sensitivity: "base" });

function text(cell) {
  const copy = cell.cloneNode(true);
  for (const extra of copy.querySelectorAll(".pl-hidden, .pl-cites, .pl-flag")) extra.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
}

/* A text as it is compared: letters in one part, none of the signs that nobody sees. */
function plain(words) {
  const seen = words.normalize("NFC").replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, "");
  return seen.toLowerCase();
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
    this.said = new Map(this.rows.map((row) => [row, plain(text(row))]));
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
    this.read();
    this.show();
  }

  build() {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", ({ target }) => {
      if (target === this.sorter) {
        const [index, down] = target.value.split(",");
        this.order = { index: index ? Number(index) : -1, down: down === "ned" };
      }
      this.changed();
    });
    this.again = this.form.querySelector("button");
    this.again.addEventListener("click", () => this.startOver());
    for (const [label, select] of this.selects) select.append(...this.options(label));
    this.heads.forEach((head, index) => {
      if (this.labels[index] === "Kilde") return; // Numbers of the page, in no order.
      const button = this.button("pl-sort", "", () => this.sortBy(index));
      button.append(...head.childNodes);
      head.append(button);
      if (this.rows.some((row) => row.cells[index].dataset.sort)) {
        this.sorter.append(new Option(`${this.labels[index]}, siste først`, `${index},ned`));
      }
    });
    this.more = this.button("pl-more", "", () => this.showMore());
    this.none = document.createElement("p");
    this.none.className = "pl-filter__none";
    const again = this.button("", "Nullstill", () => this.startOver());
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

  read() {
    const query = new URLSearchParams(location.search);
    this.words.value = query.get(this.key("tekst")) ?? "";
    for (const [label, select] of this.selects) select.value = query.get(this.key(label)) ?? "";
    const [label, way] = (query.get(this.key("sorter")) ?? "").split(",");
    const chosen = [...query.keys()].some((key) => key.startsWith(`${this.name}.`));
    if (chosen) this.element.closest("details")?.setAttribute("open", "");
    this.order = { index: this.labels.findIndex((l) => l.toLowerCase() === label), down: way === "ned" };
  }

  write() {
    const query = new URLSearchParams(location.search);
    const put = (label, value) => (value ? query.set(this.key(label), value) : query.delete(this.key(label)));
    put("tekst", this.words.value.trim());
    for (const [label, select] of this.selects) put(label, select.value);
    const { index, down } = this.order;
    put("sorter", index < 0 ? "" : `${this.labels[index].toLowerCase()},${down ? "ned" : "opp"}`);
    const tail = query.toString(); // URLSearchParams.size is younger than the oldest browsers here
    history.replaceState(null, "", `${location.pathname}${tail && `?${tail}`}${location.hash}`);
  }

  changed() {
    this.limit = STEP;
    this.write();
    this.show();
  }

  reset() {
    this.words.value = "";
    for (const select of this.selects.values()) select.value = "";
    this.order = { index: -1, down: false };
    this.changed();
  }

  /* The button that was pressed is gone then. */
  startOver() {
    this.reset();
    this.words.focus();
  }

  sortBy(index) {
    const again = this.order.index === index;
    this.order = { index, down: again && !this.order.down };
    this.changed();
  }

  show() {
    const words = plain(this.words.value).trim().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of this.rows) {
      const fits =
        words.every((word) => this.said.get(row).includes(word)) &&
        [...this.selects].every(
          ([label, { value }]) => !value || this.at(row, label).includes(value),
        );
      row.hidden = !fits;
      shown += fits;
    }
    this.count.textContent = `Viser ${shown} av ${this.rows.length}`;
    this.none.hidden = shown > 0;
    this.again.hidden = !location.search.includes(`${this.name}.`); // What is chosen stands there.
    const asked = [...this.selects].filter(([, { value }]) => value).map(([label, { value }]) => `${label}: ${value}`);
    if (words.length) asked.unshift(`Inneholder: ${this.words.value.trim()}`);
    const told = `Utvalg: ${asked.join("; ")}. Viser ${shown} av ${this.rows.length} rader.`;
    this.chosen.textContent = asked.length ? told : "";
    this.sort();
    this.cut();
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

  sort() {
    const { index, down } = this.order;
    const ways = [`${index}${down ? ",ned" : ""}`, `${index}`];
    this.sorter.value = ways.find((way) => this.sorter.querySelector(`[value="${way}"]`)) ?? "";
    let rows = this.rows;
    if (index >= 0) {
      const ranked = rows.map((row) => {
        const cell = row.cells[index];
        const rank = cell.dataset.sort ?? text(cell);
        return { row, rank, open: rank === "–" || cell.querySelector(".pl-open") !== null };
      });
      /* What the sources leave open comes last, whichever way. */
      ranked.sort((a, b) => a.open - b.open || collator.compare(a.rank, b.rank) * (down ? -1 : 1));
      rows = ranked.map(({ row }) => row);
    }
    this.element.tBodies[0].append(...rows);
    this.heads.forEach((head, i) => {
      if (i === index) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }
}

for (const element of document.querySelectorAll("table[data-name]")) new Table(element);
