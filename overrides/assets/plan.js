/* Menu and search for keyboard and screen reader. The theme's own script opens and closes them
   through two hidden boxes; this keeps focus where the reader is, and hidden things out of reach. */
const byId = (id) => document.getElementById(id);
const one = (selector) => document.querySelector(selector);

const narrow = matchMedia("(max-width: 76.234375em)"); // The theme's limits: menu …
const phone = matchMedia("(max-width: 59.984375em)"); // … and search lie over the page below these.
const drawer = byId("__drawer");
const search = byId("__search");
const menu = one(".md-sidebar--primary");
const menuButton = one("[data-pl-menu]");
const closeButton = one("[data-pl-close]");
const searchButton = one("[data-pl-search]");
const searchBox = one(".md-search__inner");
const query = one("[data-md-component='search-query']");
const output = one(".md-search__output");
const around = [
  ".md-header__inner > :not(.md-search)",
  ".md-content",
  ".md-sidebar--secondary",
  ".md-footer",
  ".md-skip",
  ".md-top",
  ".pl-notice",
].flatMap((selector) => [...document.querySelectorAll(selector)]);

/* What lies over the page has the reader's attention alone; what is closed cannot be reached. */
function show() {
  const menuOpen = drawer.checked && narrow.matches;
  const searchOpen = search.checked && phone.matches;
  menu.inert = narrow.matches && !menuOpen;
  searchBox.inert = menuOpen || (phone.matches && !searchOpen);
  output.inert = !search.checked;
  for (const part of around) part.inert = menuOpen || searchOpen;
  menuButton.setAttribute("aria-expanded", String(menuOpen));
  searchButton.setAttribute("aria-expanded", String(searchOpen));
}

/* Which headings of the menu the reader has opened is kept from page to page, and on the way back. */
const headings = [...document.querySelectorAll(".pl-nav details")];
const opened = headings.filter((heading) => !heading.open);
const KEY = "utviklingsplan.meny";
const named = (heading) => heading.firstElementChild.textContent;

function keptOpen() {
  const kept = window.__md_get(KEY, sessionStorage) ?? [];
  for (const heading of opened) heading.open = kept.includes(named(heading));
}
keptOpen();
addEventListener("pageshow", (event) => event.persisted && keptOpen());
for (const heading of opened) {
  heading.addEventListener("toggle", () => {
    const now = opened.filter((one) => one.open).map(named);
    window.__md_set(KEY, now, sessionStorage);
  });
}

function set(box, open) {
  if (box.checked !== open) {
    box.checked = open;
    box.dispatchEvent(new Event("change"));
  }
  show();
}

function setMenu(open) {
  set(drawer, open);
  (open ? closeButton : menuButton).focus();
}

function openSearch() {
  set(search, true);
  query.focus();
}

/* On a phone back to the button. Elsewhere to the box, which opens again when it is used; the
   theme would open it at once when it gets the focus, so it is closed once more after that. */
function leaveSearch() {
  set(search, false);
  if (phone.matches) return searchButton.focus();
  if (document.activeElement === query) return;
  query.focus();
  setTimeout(() => set(search, false), 20);
}

menuButton.addEventListener("click", () => setMenu(true));
closeButton.addEventListener("click", () => setMenu(false));
searchButton.addEventListener("click", openSearch);
one("[data-pl-search-close]").addEventListener("click", leaveSearch);
for (const changing of [drawer, search, narrow, phone]) changing.addEventListener("change", show);
for (const use of ["input", "click"]) query.addEventListener(use, () => set(search, true));
/* The theme listens to keys; what is pasted or dictated is a question too. */
query.addEventListener("input", () => query.dispatchEvent(new Event("keyup")));
query.form.addEventListener("submit", (event) => event.preventDefault());
searchBox.addEventListener("focusout", ({ relatedTarget: to }) => {
  if (to && !searchBox.contains(to)) set(search, false);
});

/* What is seen to once the reader asks: fetched then. */
searchBox.addEventListener("focusin", () => import("./answers.js"), { once: true });

/* What a word means, and which document a reference is to: shown where the reader points, taps or
   stands. Fetched when it is needed. The first tap on a word shows, the second follows the link. */
let tips;
let touched = false;
const tipped = ({ target }) => target.closest?.(".pl-term, .pl-cite");

async function showTip(event) {
  const target = tipped(event);
  if (!target && !tips) return;
  tips ??= await import("./tips.js");
  tips.point(target, event, touched || event.pointerType === "touch");
}
for (const use of ["pointerover", "focusin"]) addEventListener(use, showTip);
addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch"), true);
addEventListener("click", (event) => {
  const target = tipped(event);
  if (!touched || !target?.matches("a.pl-term") || target.dataset.plTapped) return;
  target.dataset.plTapped = "1";
  event.preventDefault();
});

function escaped() {
  if (tips?.hide()) return;
  if (drawer.checked && narrow.matches) setMenu(false);
  for (const box of document.querySelectorAll(".pl-versions[open]")) {
    box.open = false;
    box.firstElementChild.focus();
  }
  if (search.checked) leaveSearch();
}

/* Before the theme hears of it: it would lose the focus on Escape and Tab, and it has keys of one
   letter, which trip people who steer by voice. */
addEventListener(
  "keydown",
  (event) => {
    const { key, target } = event;
    const typing = target.matches?.("input, select, textarea");
    if (key === "Escape") {
      escaped();
      event.stopImmediatePropagation();
    } else if (key === "Tab" && searchBox.contains(target)) {
      event.stopImmediatePropagation();
    } else if (key === "ArrowDown" && target === query) {
      set(search, true);
    } else if (key.length === 1 && !typing && !search.checked) {
      event.stopImmediatePropagation();
    }
  },
  true,
);

function closeVersions(target) {
  for (const box of document.querySelectorAll(".pl-versions[open]")) {
    if (!box.contains(target)) box.open = false;
  }
}
addEventListener("click", (event) => closeVersions(event.target));
addEventListener("focusin", (event) => closeVersions(event.target));

/* A wide table can be reached and scrolled by keyboard, but only while it really is too wide. */
function regions() {
  const names = new Map();
  for (const box of document.querySelectorAll(".pl-table")) {
    if (box.scrollWidth > box.clientWidth + 1) {
      const name = box.querySelector("caption")?.textContent.trim() ?? "Tabell";
      names.set(name, (names.get(name) ?? 0) + 1);
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", names.get(name) > 1 ? `${name}, nummer ${names.get(name)}` : name);
    } else {
      box.removeAttribute("tabindex");
      box.removeAttribute("role");
      box.removeAttribute("aria-label");
    }
  }
}
new ResizeObserver(regions).observe(document.body);

show();
regions();
