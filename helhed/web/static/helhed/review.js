// The page works without this. With it, both sides follow when one of them is linked to, undoing keeps the place, and
// a file that takes time to read says so.

function other(target) {
  const links = target.querySelectorAll('.tools a[href^="#"]');
  return links.length ? document.getElementById(decodeURIComponent(links[0].hash.slice(1))) : null;
}

function follow() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const text = document.querySelector(".source-text");
  const beside = target && text && other(target);
  if (!beside || getComputedStyle(text).position !== "sticky") return;
  if (text.contains(beside)) {
    text.scrollTop += beside.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
  } else if (text.contains(target)) {
    beside.scrollIntoView({ block: "center" });
  }
  document.querySelectorAll(".is-beside").forEach((each) => each.classList.remove("is-beside"));
  beside.classList.add("is-beside");
}

addEventListener("hashchange", follow);
follow();

for (const form of document.querySelectorAll("[data-keeps-place]")) {
  for (const button of form.querySelectorAll("button")) {
    // A redirect keeps the place that it was asked from.
    button.addEventListener("click", () => { button.formAction = button.formAction.split("#")[0] + location.hash; });
  }
}

for (const form of document.querySelectorAll("[data-busy]")) {
  form.addEventListener("submit", () => {
    const words = form.querySelector("[data-busy-words]");
    words.textContent = words.dataset.busyWords;
    form.setAttribute("aria-busy", "true");
  });
}

// Whoever goes back in the browser meets the page as it was left.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[aria-busy]")) {
    form.removeAttribute("aria-busy");
    form.querySelector("[data-busy-words]").textContent = "";
  }
});
