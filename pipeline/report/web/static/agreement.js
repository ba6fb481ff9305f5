// Ties figures to their places on the pages. Both are plain links to one another, which work
// without this script; it marks every mention of the chosen figure and brings it to the middle.
"use strict";

const status = document.getElementById("status");
const marked = [...document.querySelectorAll("[data-mark]")];
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function follow(event) {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  choose(target.dataset.mark?.split(" ").at(-1) ?? id.replace(/^box-/, ""));
  const behavior = event && !calm.matches ? "smooth" : "auto";
  const isPlace = target.matches("[data-mark], .check");
  if (isPlace) target.scrollIntoView({ block: "center", behavior });
  target.focus({ preventScroll: true });
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

// Choosing the same link twice changes no address, but is to lead there again.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const href = link?.getAttribute("href");
  if (href && href === location.hash) follow(event);
});
addEventListener("hashchange", follow);
follow();
