/* The answers of the search, as the theme shows them; plan.js fetches this when a reader first comes
   to the search box. */
const output = document.querySelector(".md-search__output");
const query = document.querySelector("[data-md-component='search-query']");

/* On a phone the theme goes back to where the reader was, once the search has closed: then on to a
   hit on the same page. */
let led = "";
output.addEventListener("click", ({ target }) => {
  const link = target.closest("a");
  led = link?.pathname === location.pathname ? link.hash : "";
});
new MutationObserver(() => {
  if (!led || document.body.hasAttribute("data-md-scrolllock")) return;
  document.getElementById(decodeURIComponent(led.slice(1)))?.scrollIntoView();
  led = "";
}).observe(document.body, { attributeFilter: ["data-md-scrolllock"] });

/* The theme takes the results out of the order of the Tab key, and gives each a heading that
   belongs to whole pages. It counts guesses as hits (search/engine.js tells which they are), and
   leaves who finds nothing where they are. */
const told = output.querySelector("[role='status']");
const none = document.querySelector("[data-pl-none]");
function tell() {
  const guess = `Ingen treff på «${query.value.trim()}». Ligner:`;
  if (output.querySelector("[data-guess]") && told.textContent !== guess) told.textContent = guess;
  none.hidden = told.textContent !== none.dataset.plNone;
  for (const stop of output.querySelectorAll("[tabindex='-1']")) stop.removeAttribute("tabindex");
  for (const title of output.querySelectorAll("h1")) title.setAttribute("aria-level", "2");
}
new MutationObserver(tell).observe(output, { childList: true, subtree: true });
tell();
