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
const others = [
  ".md-header",
  ".md-content",
  ".md-sidebar--secondary",
  ".md-footer",
  ".md-skip",
  ".md-top",
  ".pl-notice",
].map(one).filter(Boolean);

function showMenu() {
  const open = drawer.checked && narrow.matches;
  menuButton.setAttribute("aria-expanded", String(open));
  menu.inert = narrow.matches && !open;
  for (const part of others) part.inert = open;
}

function setMenu(open) {
  drawer.checked = open;
  drawer.dispatchEvent(new Event("change"));
  showMenu();
  (open ? closeButton : menuButton).focus();
}

function showSearch() {
  output.inert = !search.checked;
  searchBox.inert = phone.matches && !search.checked;
  searchButton.setAttribute("aria-expanded", String(search.checked));
}

function setSearch(open) {
  if (search.checked !== open) {
    search.checked = open;
    search.dispatchEvent(new Event("change"));
  }
  showSearch();
}

function openSearch() {
  setSearch(true);
  query.focus();
}

/* On a phone back to the button. Elsewhere to the box, which opens again when it is used; the
   theme would open it at once when it gets the focus, so it is closed once more after that. */
function leaveSearch() {
  setSearch(false);
  if (phone.matches) return searchButton.focus();
  if (document.activeElement === query) return;
  query.focus();
  setTimeout(() => setSearch(false), 20);
}

menuButton.addEventListener("click", () => setMenu(true));
closeButton.addEventListener("click", () => setMenu(false));
drawer.addEventListener("change", showMenu);
narrow.addEventListener("change", showMenu);

searchButton.addEventListener("click", openSearch);
search.addEventListener("change", showSearch);
phone.addEventListener("change", showSearch);
for (const use of ["input", "click"]) query.addEventListener(use, () => setSearch(true));
query.form.addEventListener("submit", (event) => event.preventDefault());
searchBox.addEventListener("focusout", ({ relatedTarget: to }) => {
  if (to && !searchBox.contains(to)) setSearch(false);
});

/* The theme takes the results out of the order of the Tab key, and gives each a heading that
   belongs to whole pages. */
new MutationObserver(() => {
  for (const stop of output.querySelectorAll("[tabindex='-1']")) stop.removeAttribute("tabindex");
  for (const title of output.querySelectorAll("h1")) title.setAttribute("aria-level", "2");
}).observe(output, { childList: true, subtree: true });

function escaped() {
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
      setSearch(true);
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
  for (const box of document.querySelectorAll(".pl-table")) {
    if (box.scrollWidth > box.clientWidth + 1) {
      const caption = box.querySelector("caption");
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", caption ? caption.textContent.trim() : "Tabell");
    } else {
      box.removeAttribute("tabindex");
      box.removeAttribute("role");
      box.removeAttribute("aria-label");
    }
  }
}
new ResizeObserver(regions).observe(document.body);

showMenu();
showSearch();
regions();
