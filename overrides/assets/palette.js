/* The reader's choice of colours, or the system's where none is made, before the page is painted. */
(() => {
  const chosen = window.__md_get("__palette")?.color;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const follows = !chosen || chosen.media === "(prefers-color-scheme)";
  const scheme = follows ? (dark ? "slate" : "default") : chosen.scheme;
  document.body.setAttribute("data-md-color-scheme", scheme);
})();
