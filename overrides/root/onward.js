/* Leads on with the question and the place (`?…#…`) of the address, which the page's own refresh would
   leave behind. Stops the page first, so that there is only one way on. Without script: the refresh. */
(() => {
  if (!location.search && !location.hash) return;
  const { href, places } = document.currentScript.dataset;
  const found = JSON.parse(places ?? "[]").find(([place]) => {
    const here = new URL(location);
    here.hash = place; // As an address has it, whatever letters it is made of.
    return here.hash === location.hash;
  });
  const to = new URL(found?.[1] ?? href, location);
  to.search ||= location.search;
  if (!found) to.hash ||= location.hash;
  window.stop();
  location.replace(to);
})();
