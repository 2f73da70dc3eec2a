// Staff keys and the filter's fold. Keys rest while a field has focus and are off where the body does not say "on".
const FIELDS = "input, select, textarea, [contenteditable], dialog[open], .djs-container, .bio-properties-panel";

function typing(event) {
  return event.target.closest?.(FIELDS) || event.altKey || event.metaKey || event.ctrlKey;
}

function rows() {
  return [...document.querySelectorAll("tr[data-task], tr[data-case]")];
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((row) => row.classList.contains("app-row--here"));
  const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
  all[here]?.classList.remove("app-row--here");
  next.classList.add("app-row--here");
  next.querySelector("a")?.focus();
}

function follow(selector) {
  const link = document.querySelector(selector);
  link?.click();
  return Boolean(link);
}

const KEYS = {
  l: () => follow('main a[href="/contacts/new"]') || window.location.assign("/contacts/new"),
  "/": () => (document.querySelector("[data-search]") ?? { focus: () => window.location.assign("/cases") }).focus(),
  j: () => move(1),
  k: () => move(-1),
  n: () => follow("[data-note]"),
  "?": () => document.getElementById("keys")?.showModal(),
};

function saveWithKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    const form = event.target.closest?.("form") ?? document.querySelector("[data-step-form]");
    const save = form?.querySelector("[data-save]");
    if (!save) return;
    event.preventDefault();
    form.requestSubmit(save);
  });
}

function listen() {
  document.addEventListener("keydown", (event) => {
    const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || typing(event)) return;
    event.preventDefault();
    act();
  });
}

// Without script the filter stands open; on a phone it is folded until something was typed into it.
function foldFilter() {
  if (window.innerWidth > 640 || window.location.search) return;
  for (const filter of document.querySelectorAll(".app-filter[open]")) filter.removeAttribute("open");
}

export function startStaff() {
  foldFilter();
  saveWithKeys();
  if (document.body.dataset.keys === "on") listen();
}
