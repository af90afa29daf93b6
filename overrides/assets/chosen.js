/* What the reader chooses in a table: the rows that fit, in the order asked for. It stands in the
   address, so that it can be shared. Fetched when something is chosen. */
import { collator, STEP, text } from "./tables.js";

/* A text as it is compared: letters in one part, none of the signs that nobody sees. */
function plain(words) {
  const seen = words.normalize("NFC").replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, "");
  return seen.toLowerCase();
}

const MOST = 30; // Rows shown at a time of a list on several pages: so many are laid out within a frame.

/* What is chosen in a table, once all its rows are there. */
export async function choice(table) {
  if (!table.pager) return new Choice(table);
  const told = table.count.textContent;
  table.count.textContent = "Henter resten av listen …";
  try {
    const { brought, gather } = await import("./parts.js");
    const own = table.rows;
    table.rows = await gather(table);
    for (const [label, select] of table.selects) {
      const { value } = select;
      select.replaceChildren(select.options[0], ...table.options(label));
      select.value = value;
    }
    table.count.textContent = told;
    return Object.assign(new Choice(table), { own, brought, told });
  } catch (error) {
    table.choice = undefined;
    table.count.textContent = "Fikk ikke hentet resten av listen. Prøv igjen, eller bla i sidene.";
    throw error;
  }
}

class Choice {
  constructor(table) {
    this.table = table;
    this.said = new Map(table.rows.map((row) => [row, plain(text(row))]));
    this.values = new Map(
      [...table.selects.keys()].map((label) => [label, new Map(table.rows.map((row) => [row, table.at(row, label)]))]),
    );
    this.order = { index: -1, down: false };
    this.most = MOST;
    if (table.pager) this.build();
  }

  build() {
    this.counted = this.table.element.querySelector(".pl-count");
    this.counts = this.counted.textContent;
    this.rest = document.createElement("p");
    this.rest.className = "pl-filter__none";
    const more = this.table.button("", "Vis flere", () => {
      const next = this.most;
      this.most += MOST;
      this.show();
      this.table.element.tBodies[0].rows[next]?.querySelector("a")?.focus();
    });
    this.rest.append(document.createElement("span"), " ", more);
    this.table.none.after(this.rest);
  }

  /* All that is needed is there when the form is first used. */
  ready() {}

  key(label) {
    return `${this.table.name}.${label.toLowerCase()}`;
  }

  read() {
    const query = new URLSearchParams(location.search);
    this.table.words.value = query.get(this.key("tekst")) ?? "";
    for (const [label, select] of this.table.selects) select.value = query.get(this.key(label)) ?? "";
    const [label, way] = (query.get(this.key("sorter")) ?? "").split(",");
    this.order = { index: this.table.labels.findIndex((l) => l.toLowerCase() === label), down: way === "ned" };
  }

  /* What the address says is chosen; a folded table that it is about is opened. */
  open() {
    this.table.element.closest("details")?.setAttribute("open", "");
    this.read();
    this.show();
  }

  write() {
    const query = new URLSearchParams(location.search);
    const put = (label, value) => (value ? query.set(this.key(label), value) : query.delete(this.key(label)));
    put("tekst", this.table.words.value.trim());
    for (const [label, select] of this.table.selects) put(label, select.value);
    const { index, down } = this.order;
    put("sorter", index < 0 ? "" : `${this.table.labels[index].toLowerCase()},${down ? "ned" : "opp"}`);
    const tail = query.toString(); // URLSearchParams.size is younger than the oldest browsers here
    history.replaceState(null, "", `${location.pathname}${tail && `?${tail}`}${location.hash}`);
  }

  changed(target) {
    if (target === this.table.sorter) {
      const [index, down] = target.value.split(",");
      this.order = { index: index ? Number(index) : -1, down: down === "ned" };
    }
    this.table.limit = STEP;
    this.most = MOST;
    this.write();
    this.show();
  }

  reset() {
    this.table.words.value = "";
    for (const select of this.table.selects.values()) select.value = "";
    this.order = { index: -1, down: false };
    this.changed();
  }

  /* The button that was pressed is gone then. */
  startOver() {
    this.reset();
    this.table.words.focus();
  }

  sortBy(index) {
    const again = this.order.index === index;
    this.order = { index, down: again && !this.order.down };
    this.changed();
  }

  show() {
    const words = plain(this.table.words.value).trim().split(/\s+/).filter(Boolean);
    const selects = [...this.table.selects].map(([label, { value }]) => [label, value]).filter(([, value]) => value);
    const fits = (row) =>
      words.every((word) => this.said.get(row).includes(word)) &&
      selects.every(([label, value]) => this.values.get(label).get(row).includes(value));
    const fitting = this.table.rows.filter(fits);
    const shown = fitting.length;
    const whole = this.own && !words.length && !selects.length && this.order.index < 0;
    this.table.count.textContent = whole ? this.told : `Viser ${shown} av ${this.table.rows.length}`;
    this.table.none.hidden = shown > 0;
    this.table.again.hidden = !location.search.includes(`${this.table.name}.`); // As it says there.
    const asked = selects.map(([label, value]) => `${label}: ${value}`);
    if (words.length) asked.unshift(`Inneholder: ${this.table.words.value.trim()}`);
    const told = `Utvalg: ${asked.join("; ")}. Viser ${shown} av ${this.table.rows.length} rader.`;
    this.table.chosen.textContent = asked.length ? told : "";
    this.tell();
    if (this.own) this.bring(fitting, whole);
    else this.place(fitting);
    this.table.cut();
  }

  /* Each row in its place, and those hidden that do not fit. Nothing is touched without need. */
  place(rows) {
    const fitting = new Set(rows);
    for (const row of this.table.rows) if (row.hidden === fitting.has(row)) row.hidden = !row.hidden;
    const order = `${this.order.index},${this.order.down}`;
    if (order !== (this.placed ?? "-1,false")) this.table.element.tBodies[0].append(...this.sorted(this.table.rows));
    this.placed = order;
  }

  /* Of a list on several pages: as many as can be taken in, or those of this page again. */
  bring(rows, whole) {
    const some = whole ? this.own : this.sorted(rows).slice(0, this.most).map(this.brought);
    this.table.element.tBodies[0].replaceChildren(...some);
    this.rest.hidden = whole || some.length === rows.length;
    const told = `Her er de første ${some.length} av ${rows.length}.`;
    this.rest.firstChild.textContent = told;
    if (!this.rest.hidden && this.table.chosen.textContent) this.table.chosen.append(` ${told}`);
    this.counted.textContent = whole ? this.counts : `(${rows.length} av ${this.table.rows.length})`;
    const { list } = this.table.pager.dataset;
    for (const pager of document.querySelectorAll(`[data-list="${list}"]`)) pager.hidden = !whole;
  }

  /* How the rows are sorted: in the form, and in the heads. */
  tell() {
    const { index, down } = this.order;
    const ways = [`${index}${down ? ",ned" : ""}`, `${index}`];
    this.table.sorter.value = ways.find((way) => this.table.sorter.querySelector(`[value="${way}"]`)) ?? "";
    this.table.heads.forEach((head, i) => {
      if (i === index) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }

  sorted(rows) {
    const { index, down } = this.order;
    if (index < 0) return rows;
    const ranked = rows.map((row) => {
      const cell = row.cells[index];
      const rank = cell.dataset.sort ?? text(cell);
      return { row, rank, open: rank === "–" || cell.querySelector(".pl-open") !== null };
    });
    /* What the sources leave open comes last, whichever way. */
    ranked.sort((a, b) => a.open - b.open || collator.compare(a.rank, b.rank) * (down ? -1 : 1));
    return ranked.map(({ row }) => row);
  }
}
