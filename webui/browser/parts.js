// Counts anew, while somebody types, what is still to answer in each part of a long form. Which questions must be answered
// the page says; without script it says how many there were when it was drawn.
const HIDDEN = ".app-hidden, .govuk-radios__conditional--hidden, .govuk-checkboxes__conditional--hidden";

function question(name) {
  return name.replace(/-(day|month|year)$/, "");
}

function path(name) {
  return question(name).replace(/-\d+(?=-)/g, "-#");
}

function said(input) {
  return ["radio", "checkbox"].includes(input.type) ? input.checked : input.value.trim() !== "";
}

function blank(row) {
  return ![...row.querySelectorAll("input, select, textarea")].some((input) => input.type !== "hidden" && said(input));
}

// A row that is there to be filled in, or not: more of them than the form demands, with nothing in it.
function spare(row) {
  const group = row.closest("[data-group]");
  if (group.dataset.fixed || !blank(row)) return false;
  const rows = [...row.parentElement.children].filter((each) => each.matches("[data-row]") && !each.matches(HIDDEN));
  const empty = rows.filter(blank);
  return empty.indexOf(row) >= Number(group.dataset.least) - (rows.length - empty.length);
}

function inSpareRow(input) {
  for (let row = input.closest("[data-row]"); row; row = row.parentElement.closest("[data-row]")) {
    if (spare(row)) return true;
  }
  return false;
}

// The first input of each question that must be answered, is asked now, and is not. Whether some are asked only the server
// can tell, and has.
function open(form, needed, told) {
  const questions = new Map();
  for (const input of form.elements) {
    if (!input.name || !needed.has(path(input.name)) || input.closest(HIDDEN) || inSpareRow(input)) continue;
    if (input.closest("[data-unsure]") && !told.has(question(input.name))) continue;
    const name = question(input.name);
    questions.set(name, [...(questions.get(name) ?? []), input]);
  }
  return [...questions.values()].filter((inputs) => !inputs.some(said)).map(([first]) => first);
}

function tell(line, number) {
  const tag = line.querySelector(".govuk-tag");
  tag.textContent = number ? `${number} to answer` : "Nothing missing";
  tag.classList.toggle("govuk-tag--grey", number > 0);
  tag.classList.toggle("govuk-tag--green", number === 0);
}

function count(list, form, needed, told) {
  const lines = [...list.querySelectorAll("[data-part]")].filter((line) => !line.closest(HIDDEN));
  const heads = lines.map((line) => document.getElementById(line.dataset.part));
  const found = open(form, needed, told);
  const numbers = lines.map(() => 0);
  for (const input of found) {
    const place = heads.findLastIndex((head) => head.compareDocumentPosition(input) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (place >= 0) numbers[place] += 1;
  }
  lines.forEach((line, place) => tell(line, numbers[place]));
  const all = list.querySelector("[data-parts-all]");
  all.textContent = `${found.length || "No"} question${found.length === 1 ? "" : "s"} still to answer`;
}

export function startParts() {
  for (const list of document.querySelectorAll("[data-parts]")) {
    const form = list.closest("form");
    const needed = new Set(list.dataset.parts.split(" "));
    const told = new Set(list.dataset.open.split(" "));
    const anew = () => count(list, form, needed, told);
    for (const event of ["change", "input", "rows"]) form.addEventListener(event, anew);
    anew();
  }
}
