/* What the reader chooses in a table: the rows that fit, in the order asked for. It stands in the
   address, so that it can be shared. Fetched when something is chosen. */
import { collator, STEP, text } from "./tables.js";

/* A text as it is compared: letters in one part, none of the signs that nobody sees. */
function plain(words) {
  const seen = words.normalize("NFC").replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, "");
  return seen.toLowerCase();
}

export class Choice {
  constructor(table) {
    this.table = table;
    this.said = new Map(table.rows.map((row) => [row, plain(text(row))]));
    this.order = { index: -1, down: false };
  }

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
    let shown = 0;
    for (const row of this.table.rows) {
      const fits =
        words.every((word) => this.said.get(row).includes(word)) &&
        [...this.table.selects].every(
          ([label, { value }]) => !value || this.table.at(row, label).includes(value),
        );
      row.hidden = !fits;
      shown += fits;
    }
    this.table.count.textContent = `Viser ${shown} av ${this.table.rows.length}`;
    this.table.none.hidden = shown > 0;
    this.table.again.hidden = !location.search.includes(`${this.table.name}.`); // As it says there.
    const asked = [...this.table.selects].filter(([, { value }]) => value).map(([label, { value }]) => `${label}: ${value}`);
    if (words.length) asked.unshift(`Inneholder: ${this.table.words.value.trim()}`);
    const told = `Utvalg: ${asked.join("; ")}. Viser ${shown} av ${this.table.rows.length} rader.`;
    this.table.chosen.textContent = asked.length ? told : "";
    this.sort();
    this.table.cut();
  }

  sort() {
    const { index, down } = this.order;
    const ways = [`${index}${down ? ",ned" : ""}`, `${index}`];
    this.table.sorter.value = ways.find((way) => this.table.sorter.querySelector(`[value="${way}"]`)) ?? "";
    let rows = this.table.rows;
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
    this.table.element.tBodies[0].append(...rows);
    this.table.heads.forEach((head, i) => {
      if (i === index) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }
}
