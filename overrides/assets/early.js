/* Names that the theme's script uses: where the site begins, and how choices are remembered in
   the browser, each site apart. Runs before the page is painted. */
(() => {
  const here = document.currentScript.dataset.base;
  window.__md_scope = new URL(here, location);
  const key = (name, { pathname }) => `${pathname}.${name}`;
  window.__md_get = (name, store = localStorage, scope = window.__md_scope) => {
    try {
      return JSON.parse(store.getItem(key(name, scope)));
    } catch {
      return null;
    }
  };
  window.__md_set = (name, value, store = localStorage, scope = window.__md_scope) => {
    try {
      store.setItem(key(name, scope), JSON.stringify(value));
    } catch {
      /* The browser refuses to remember; the choice lasts as long as the page. */
    }
  };
  /* The theme's script marks the page as scripted, but late: what depends on it would jump. */
  document.documentElement.classList.replace("no-js", "js");
})();
