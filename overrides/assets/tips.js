/* A small box beside a word or a reference, in place of the browser's own, which neither keyboard
   nor touch can open. It stays until the reader leaves it or presses Escape (WCAG 1.4.13); plan.js
   fetches this when a reader first comes to something that has one. */
const LEAVE = 250; // Milliseconds: time to move from the word into the box.
const EDGE = 8;

const box = document.createElement("div");
box.className = "pl-tip";
box.id = "pl-tip";
box.setAttribute("role", "tooltip");
box.lang = document.documentElement.lang;
document.body.append(box);

let at = null; // What the box belongs to, and what the browser's own box would have said.
let title = "";
let timer;

function show(target, tapped) {
  hide();
  const told = target.title || target.getAttribute("aria-label");
  if (!told) return;
  at = target;
  title = target.title;
  box.textContent = told;
  if (title) {
    target.removeAttribute("title");
    target.setAttribute("aria-describedby", box.id);
    if (tapped && target.href) box.append(" Trykk igjen for å gå til ordlisten.");
  }
  box.classList.add("pl-tip--shown");
  place(target.getClientRects()[0]);
}

/* Over the word, or under it where there is no room for it below the head of the page. */
function place(word) {
  const head = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.min(word.left, document.documentElement.clientWidth - width - EDGE);
  const top = word.top - height < head ? word.bottom : word.top - height;
  box.style.left = `${Math.max(EDGE, left) + scrollX}px`;
  box.style.top = `${top + scrollY}px`;
}

/* Whether there was anything to hide. */
export function hide() {
  clearTimeout(timer);
  if (!at) return false;
  if (title) {
    at.title = title;
    at.removeAttribute("aria-describedby");
  }
  delete at.dataset.plTapped;
  box.classList.remove("pl-tip--shown");
  at = null;
  return true;
}

/* The reader points at or stands on something: what has a box, or what has none. */
export function point(target, event, tapped) {
  if (target && target === at) clearTimeout(timer);
  else if (target) show(target, tapped);
  else if (box.contains(event.target)) clearTimeout(timer);
  else if (at && !at.contains(document.activeElement)) {
    clearTimeout(timer);
    timer = setTimeout(hide, event.type === "focusin" ? 0 : LEAVE);
  }
}

addEventListener("focusout", ({ target }) => {
  if (target === at && !at.matches(":hover") && !box.matches(":hover")) hide();
});
