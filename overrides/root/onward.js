/* Leads on with the question and the place (`?…#…`) of the address, which the page's own refresh would
   leave behind. Stops the page first, so that there is only one way on. Without script: the refresh. */
(() => {
  if (!location.search && !location.hash) return;
  const { href, places } = document.currentScript.dataset;
  const place = decodeURIComponent(location.hash.slice(1));
  const to = new URL(new Map(JSON.parse(places ?? "[]")).get(place) ?? href, location);
  to.search ||= location.search;
  to.hash ||= location.hash;
  window.stop();
  location.replace(to);
})();
