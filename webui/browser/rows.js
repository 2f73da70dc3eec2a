// Add and Remove without asking the server; the buttons are submit buttons and do the same without script.
function groupOf(button) {
  return button.closest("[data-group]");
}

function template(group) {
  return [...group.querySelectorAll("template")].find((one) => one.dataset.template === group.dataset.group);
}

function rowsOf(group) {
  const home = group.querySelector("[data-rows]");
  return [...home.children].filter((child) => child.matches("[data-row]") && !child.classList.contains("app-hidden"));
}

// One more than any number used, so that a removed row's number is never given again.
function nextNumber(group) {
  const key = group.dataset.group;
  const names = [...group.querySelectorAll("input, select, textarea")].map((input) => input.name);
  const numbers = names.filter((name) => name.startsWith(`${key}-`)).map((name) => Number(name.slice(key.length + 1).split("-")[0]));
  return Math.max(-1, ...numbers.filter(Number.isInteger)) + 1;
}

function add(group) {
  const key = group.dataset.group;
  const shown = rowsOf(group).length + 1;
  const holder = document.createElement("template");
  holder.innerHTML = template(group)
    .innerHTML.replaceAll(`__${key}__`, String(nextNumber(group)))
    .replaceAll("__number__", String(shown));
  // A group inside the new row carries the row's own number in its key; only its first rows are numbered here.
  const row = holder.content.firstElementChild;
  group.querySelector("[data-rows]").append(row);
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function remove(button, group) {
  const row = button.closest("[data-row]");
  const id = row.querySelector("input[type=hidden][name$='-id']");
  if (id?.value) {
    row.querySelector("input[type=hidden][name$='-removed']").value = "yes";
    row.classList.add("app-hidden");
  } else {
    row.remove();
  }
  renumber(group);
  document.getElementById(group.dataset.group)?.focus();
}

function renumber(group) {
  const { word } = group.dataset;
  rowsOf(group).forEach((row, index) => {
    const legend = row.querySelector("legend");
    if (legend) legend.textContent = `${word[0].toUpperCase()}${word.slice(1)} ${index + 1}`;
    const button = row.querySelector(`button[name=remove][value="${row.dataset.row}"]`);
    if (button && legend) button.textContent = `Remove ${word} ${index + 1}`;
  });
}

export function startRows() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[name=add], button[name=remove]");
    const group = button && groupOf(button);
    if (!group || !template(group)) return;
    event.preventDefault();
    const form = button.form;
    if (button.name === "add") add(group);
    else remove(button, group);
    form?.dispatchEvent(new Event("rows"));
  });
}
