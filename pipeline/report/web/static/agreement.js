// Ties figures to their places on the pages. Both are plain links to one another, which work
// without this script; it marks every mention of the chosen figure and brings it to the middle.
"use strict";

const status = document.getElementById("status");
const pages = document.getElementById("pages");
const marked = [...document.querySelectorAll("[data-mark]")];
const calm = matchMedia("(prefers-reduced-motion: reduce)");
// The style sheet shows the address's target where no script does.
document.documentElement.classList.add("scripted");

function follow(behavior) {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  const key = target.dataset.mark?.split(" ").at(-1) ?? id.replace(/^box-/, "");
  choose(key);
  show(document.getElementById(`box-${key}`), behavior);
  if (target.matches("[data-mark], .check")) target.scrollIntoView({ block: "center", behavior });
  else target.scrollIntoView({ behavior });
  target.focus({ preventScroll: true });
}

// Beside the facts the pages scroll by themselves, so that a row's place is in view with it.
function show(place, behavior) {
  if (!place || pages.scrollHeight <= pages.clientHeight) return;
  const below = place.getBoundingClientRect().top - pages.getBoundingClientRect().top;
  const isInView = below >= 0 && below < pages.clientHeight - 40;
  if (!isInView) pages.scrollBy({ top: below - pages.clientHeight / 3, behavior });
}

function choose(key) {
  let label = "";
  for (const element of marked) {
    const chosen = element.dataset.mark.split(" ").includes(key);
    element.classList.toggle("chosen", chosen);
    if (chosen && element.id === `box-${key}`) {
      label = element.getAttribute("aria-label") ?? element.textContent;
    }
  }
  status.textContent = label && `${status.dataset.chosen}: ${label}`;
}

// The browser would tell of its own jump by an event that may come after the reader's next key
// and take the focus back. So the jump is made here, before the click is over.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const href = link.getAttribute("href");
  if (href !== location.hash) history.pushState(null, "", href);
  follow(calm.matches ? "auto" : "smooth");
});
// Back, forward, and an address that was typed.
addEventListener("hashchange", () => follow("auto"));
follow("auto");
