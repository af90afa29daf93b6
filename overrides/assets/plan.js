/* Menu and search for keyboard and screen reader. The theme's own script opens and closes them
   through two hidden boxes; this keeps focus where the reader is, and hidden things out of reach. */
const byId = (id) => document.getElementById(id);
const one = (selector) => document.querySelector(selector);

const narrow = matchMedia("(max-width: 76.234375em)");
const drawer = byId("__drawer");
const search = byId("__search");
const menu = one(".md-sidebar--primary");
const menuButton = one("[data-pl-menu]");
const closeButton = one("[data-pl-close]");
const searchButton = one("[data-pl-search]");
const query = one("[data-md-component='search-query']");
const results = one(".md-search__output");
const others = [
  ".md-header",
  ".md-content",
  ".md-sidebar--secondary",
  ".md-footer",
  "[data-md-component='announce']",
  "[data-md-component='skip']",
].map(one).filter(Boolean);

let cameFrom = null;

function showMenu() {
  const open = drawer.checked && narrow.matches;
  menuButton?.setAttribute("aria-expanded", String(open));
  if (menu) menu.inert = narrow.matches && !open;
  for (const part of others) part.inert = open;
}

function setMenu(open) {
  drawer.checked = open;
  drawer.dispatchEvent(new Event("change"));
  showMenu();
  (open ? closeButton : menuButton)?.focus();
}

function showSearch() {
  if (results) results.inert = !search.checked;
  searchButton?.setAttribute("aria-expanded", String(search.checked));
}

function openSearch() {
  search.checked = true;
  search.dispatchEvent(new Event("change"));
  query?.focus();
}

menuButton?.addEventListener("click", () => setMenu(true));
closeButton?.addEventListener("click", () => setMenu(false));
searchButton?.addEventListener("click", openSearch);
drawer.addEventListener("change", showMenu);
search.addEventListener("change", showSearch);
narrow.addEventListener("change", showMenu);
query?.addEventListener("focus", (event) => {
  if (event.relatedTarget) cameFrom = event.relatedTarget;
  setTimeout(showSearch);
});

addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape") return;
    if (drawer.checked && narrow.matches) setMenu(false);
    for (const box of document.querySelectorAll(".pl-versions[open]")) {
      box.open = false;
      box.firstElementChild.focus();
    }
    if (search.checked) {
      /* The theme closes the search on the same key, and leaves the focus nowhere. */
      const back = narrow.matches ? searchButton : cameFrom ?? one(".pl-name a");
      setTimeout(() => {
        showSearch();
        back?.focus();
      });
    }
  },
  true,
);

addEventListener("click", (event) => {
  for (const box of document.querySelectorAll(".pl-versions[open]")) {
    if (!box.contains(event.target)) box.open = false;
  }
});

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
