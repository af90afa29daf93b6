/* Light or dark, before the page is painted: what the reader has chosen, or else what the system
   says. Nothing is remembered until the reader chooses; then one word, for every plan. */
(() => {
  const KEY = "utviklingsplan.farger";
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = document.querySelector("[data-pl-colours]");
  let chosen = null;

  function recall() {
    try {
      chosen = localStorage.getItem(KEY);
    } catch {
      /* The browser refuses to remember; a choice lasts as long as the page. */
    }
    show();
  }

  function show() {
    const dark = chosen ? chosen === "dark" : system.matches;
    document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
    button.setAttribute("aria-pressed", String(dark));
  }

  button.addEventListener("click", () => {
    chosen = button.getAttribute("aria-pressed") === "true" ? "light" : "dark";
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      /* As above. */
    }
    show();
  });
  system.addEventListener("change", show);
  addEventListener("pageshow", (event) => event.persisted && recall());
  recall();
})();
