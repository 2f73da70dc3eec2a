// Keeps what is typed in a long form while it is typed, and at once when the page is left: "Kept 10:42". The address comes
// from the form's data-keep; an answer that says where it is found again gives the page that address, for whoever reloads it
// or has to sign in again.
const AFTER = 5_000;
const NOT_KEPT = "Not kept. Save before you leave this page.";
const SIGNED_OUT = "Not kept: you have been signed out. Press the green button: it shows what you typed, and where to sign in.";

function time() {
  return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
}

function typed(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) {
    if (value instanceof File) data.delete(name);
  }
  data.set("act", "keep");
  return data;
}

async function refusal(answer) {
  if (answer.status === 403) return SIGNED_OUT;
  return answer.headers.get("Content-Type")?.startsWith("text/plain") ? answer.text() : NOT_KEPT;
}

function inSight(element) {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < window.innerHeight && box.height > 0;
}

// What was not kept is said below the question in which somebody types, if they would not see it otherwise: it moves
// nothing above it and covers nothing. The note by the buttons says it to those who listen.
function sayHere(form, here, words) {
  const field = document.activeElement;
  if (!form.contains(field) || field.closest(".app-save, .govuk-button-group")) return;
  const save = form.querySelector("[data-save]");
  save.id ||= "save";
  const link = document.createElement("a");
  Object.assign(link, { className: "govuk-link", href: `#${save.id}`, textContent: "Go to the buttons" });
  here.replaceChildren(`${words} `, link);
  (field.closest("table, .app-side, fieldset.govuk-fieldset:not(.app-row)") ?? field.closest(".govuk-form-group") ?? field).after(here);
  here.scrollIntoView({ block: "nearest" });
}

export function startKeeping() {
  for (const form of document.querySelectorAll("form[data-keep]")) {
    let waiting = null;
    const note = form.querySelector("[data-kept]");
    const here = Object.assign(document.createElement("p"), { className: "app-kept app-not-kept" });

    const say = (words, kept) => {
      if (!note) return;
      note.textContent = words;
      note.classList.toggle("app-not-kept", !kept);
      here.remove();
      if (!kept && !inSight(note)) sayHere(form, here, words);
    };

    const rest = () => {
      clearTimeout(waiting);
      waiting = null;
    };

    const keep = async (more) => {
      rest();
      try {
        const said = { method: "POST", body: typed(form), redirect: "error", headers: { "X-Requested-With": "ladoflow" } };
        const answer = await fetch(form.dataset.keep, { ...said, ...more });
        say(answer.ok ? `Kept ${time()}` : await refusal(answer), answer.ok);
        const found = answer.headers.get("Content-Location");
        if (found) history.replaceState(history.state, "", found);
      } catch {
        say(NOT_KEPT, false);
      }
    };

    const later = () => {
      waiting ??= setTimeout(keep, AFTER);
    };

    form.addEventListener("input", later);
    form.addEventListener("rows", later);
    form.addEventListener("submit", rest);
    addEventListener("pagehide", () => waiting !== null && keep({ keepalive: true }));
  }
}
