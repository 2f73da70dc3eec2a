// Small pieces of page that the three editors of the desk share: elements, the frame, the alert, the problem list.

/** made("button", {class: "x", type: "button", onclick: f}, "words", child ...) */
export function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function button(words, onclick, attributes = {}) {
  return made("button", { type: "button", class: "desk__button", onclick, ...attributes }, words);
}

/** JSON of a data attribute of the root, or what stands for it when it is not there. */
export function given(root, name, otherwise = []) {
  return root.dataset[name] ? JSON.parse(root.dataset[name]) : otherwise;
}

export async function fetched(url) {
  const response = await fetch(url, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.text();
}

/** What is said above the drawing when something was not kept. */
export class Alert {
  constructor() {
    this.element = made("div", { class: "desk__alert", role: "alert", hidden: true });
  }

  show(words, acts = []) {
    const buttons = acts.map(([label, act]) => button(label, act));
    this.element.replaceChildren(made("p", {}, words), ...(buttons.length ? [made("p", {}, ...buttons)] : []));
    this.element.hidden = false;
  }

  clear() {
    this.element.hidden = true;
    this.element.replaceChildren();
  }
}

/** The message's first sentence, and the rest: what is wrong, then what would be right. */
export function halves(message) {
  const match = /^(.*?[.?!][”"’']?)\s+(?=[\p{Lu}“"])(.+)$/su.exec(message);
  return match ? [match[1], match[2]] : [message, ""];
}

function counted(problems, notes) {
  const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  if (!problems && !notes) return "The check finds nothing";
  const words = [problems ? many(problems, "problem") : "No problem"];
  return notes ? `${words}, ${many(notes, "note")}` : words[0];
}

const SHOWS = { "bpmn:SequenceFlow": "Show the arrow", "bpmn:Lane": "Show the lane" };

export function showWords(type = "") {
  return SHOWS[type] || (/Gateway$/.test(type) ? "Show the question" : "Show the step");
}

/**
 * The list of what the check found. `find(problem)` gives {type, show()} for what stands on this page, else null;
 * `pages` leads to other files' pages: {"forms/ask.form": "/procedures/drafts/1/forms/ask"}.
 */
export class ProblemList {
  constructor({ file, pages, find, onDraw = () => {} }) {
    Object.assign(this, { file, pages, find, onDraw });
    this.heading = made("h2", { class: "desk__problems-title" });
    this.when = made("span", { class: "desk__quiet" });
    this.list = made("ol", { class: "desk__problem-list" });
    const head = made("div", { class: "desk__problems-head" }, this.heading, this.when);
    this.element = made("section", { class: "desk__problems", "aria-label": "What the check finds" }, head, this.list);
  }

  draw(problems, time = "") {
    const here = (problem) => !problem.file || problem.file === this.file;
    const order = (problem) => (problem.note ? 2 : 0) + (here(problem) ? 0 : 1);
    const sorted = [...problems].sort((one, other) => order(one) - order(other));
    const notes = sorted.filter((problem) => problem.note).length;
    this.heading.textContent = counted(sorted.length - notes, notes);
    this.when.textContent = time ? `Checked as you draw, ${time}` : "";
    const numbered = sorted.map((problem, index) => ({ ...problem, number: problem.note ? "i" : index + 1 }));
    this.list.replaceChildren(...numbered.map((problem) => this.item(problem, here(problem))));
    this.onDraw(numbered.filter(here));
  }

  item(problem, here) {
    const [what, remedy] = halves(problem.message);
    const sign = made("span", { class: `desk__number${problem.note ? " desk__number--note" : ""}` }, String(problem.number));
    const text = made("div", { class: "desk__problem-text" }, made("strong", {}, what));
    if (remedy) text.append(made("span", { class: "desk__quiet" }, remedy));
    if (!here) text.append(made("span", { class: "desk__quiet" }, `In ${problem.file}`));
    return made("li", {}, sign, text, this.way(problem, here));
  }

  way(problem, here) {
    const target = here && problem.element_id ? this.find(problem) : null;
    if (target) return made("button", { type: "button", class: "desk__link", onclick: target.show }, showWords(target.type));
    const url = problem.url || (!here && this.pages[problem.file]);
    return url ? made("a", { href: problem.element_id ? `${url}#${problem.element_id}` : url }, "Open it") : null;
  }
}

/** Toolbar, alert, editor, problem list and panel, in the desk's frame; replaces what the root held. */
export function framed(root, { buttons, alert, editor, problems, panel, fearless }) {
  const status = made("span", { role: "status", class: "desk__kept" });
  const bar = made("div", { class: "desk__bar", role: "toolbar", "aria-label": "Editor" }, ...buttons, status);
  const note = fearless ? made("p", { class: "desk__fearless" }, made("strong", {}, "You can change these without fear: "), fearless) : null;
  const main = made("div", { class: "desk__main" }, bar, alert.element, editor, problems.element, note);
  root.classList.add("desk");
  root.classList.toggle("desk--wide", !panel);
  root.replaceChildren(...[main, panel].filter(Boolean));
  return status;
}

export function failed(root, error) {
  root.replaceChildren(made("p", { class: "desk__failed" }, "The editor could not open this file. “Edit in words instead” still works."));
  root.dataset.ready = "failed";
  console.error(error);
}
