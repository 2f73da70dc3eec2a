// Shows and hides questions as their hide-ifs say, and what a choice opens; without it everything stands open.
import { holds } from "./conditions.js";

function inputsOf(form, name) {
  return [...form.elements].filter((element) => element.name === name);
}

// The value of a question as the server would read it: null for nothing, a list for ticked boxes.
function answer(form, name) {
  const inputs = inputsOf(form, name);
  if (!inputs.length) return undefined;
  const [first] = inputs;
  if (first.type === "radio") return inputs.find((input) => input.checked)?.value ?? null;
  if (first.type === "checkbox") {
    if (inputs.length === 1 && first.value === "yes") return first.checked;
    const ticked = inputs.filter((input) => input.checked).map((input) => input.value);
    return ticked.length ? ticked : null;
  }
  if (first.inputMode === "numeric" || first.inputMode === "decimal") return first.value === "" ? null : Number(first.value);
  return first.value === "" ? null : first.value;
}

// A question inside a row is looked for in the row first, then in the rows around it, then on the page.
function lookIn(form, scope) {
  return (name) => {
    const parts = scope.split("-").filter(Boolean);
    for (let length = parts.length; length >= 0; length -= 2) {
      const prefix = parts.slice(0, length).join("-");
      const found = answer(form, prefix ? `${prefix}-${name}` : name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function show(form) {
  for (const element of form.querySelectorAll("[data-hide]")) {
    const hidden = holds(element.dataset.hide, lookIn(form, element.dataset.scope ?? ""));
    element.classList.toggle("app-hidden", hidden === true);
    element.toggleAttribute("data-unsure", hidden === undefined);
  }
  for (const input of form.querySelectorAll("[data-aria-controls]")) {
    const opened = document.getElementById(input.dataset.ariaControls);
    for (const kind of ["radios", "checkboxes"]) {
      if (opened?.classList.contains(`govuk-${kind}__conditional`)) {
        opened.classList.toggle(`govuk-${kind}__conditional--hidden`, !input.checked);
      }
    }
  }
}

export function startReveal(root) {
  for (const form of root.querySelectorAll("form[method=post]")) {
    form.addEventListener("change", () => show(form));
    form.addEventListener("rows", () => show(form));
    show(form);
  }
}
