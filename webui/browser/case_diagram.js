// The live diagram of a case: draws the procedure and marks where the case stands; used by the case's page "Diagram"
// and by the desk's pages that show a version without changing it.
//
// The page holds, with built/case_diagram.css linked and this script at the end of the page:
//
//   <div data-diagram
//        data-diagram-url="/procedures/14/processes/allegation.bpmn"  BPMN XML, same origin (required)
//        data-name="Allegation"                      what the drawing shows, for its accessible name
//        data-done="check_who decide_threshold"      ids of elements, parted by spaces, for each state;
//        data-active="police"                        an id named twice takes the most urgent:
//        data-overdue="employer"                     overdue, active, waiting, done, not needed
//        data-waiting="next_review"
//        data-not-needed="advised"
//        data-links='{"check_who": "/tasks/8f2"}'    where Enter and a click lead to
//        data-subdiagrams='{"police": "/cases/x/diagram/police"}'   the same for call activities without a link
//        data-legend="no">                           leaves out the legend (a version has no states)
//     <p>what to read without script: the outline stands beside</p>
//   </div>
//
// Its content is replaced by buttons (Zoom in, Zoom out, Whole diagram), the legend and the drawing. When the drawing
// cannot be read a sentence says so and the outline remains. For the outline in words, the same marks:
//   <span class="step-mark step-mark--done|active|overdue|waiting|not-needed|to-come" aria-hidden="true"></span>

import MoveCanvasModule from "diagram-js/lib/navigation/movecanvas";
import Viewer from "bpmn-js/lib/Viewer";
import { is } from "bpmn-js/lib/util/ModelUtil";

import { nearest, stepsInOrder } from "./diagram_keys.js";

const STATES = [
  ["overdue", "Overdue"],
  ["active", "In hand now"],
  ["waiting", "Waiting for a date or a condition"],
  ["done", "Done"],
  ["not-needed", "Not needed this time"],
];
const LEGEND = ["done", "active", "waiting", "overdue", "not-needed", "to-come"];
const TO_COME = "Still to come";
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const HELP = "Arrow keys move between the steps, Enter opens a step. The outline says the same in words.";

function made(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function parsed(root, name) {
  return JSON.parse(root.dataset[name] || "{}");
}

/** State of each element id, the most urgent one where several are given. */
function statesOf(root) {
  const states = {};
  for (const [state] of [...STATES].reverse()) {
    const key = state.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    for (const id of (root.dataset[key] || "").split(/\s+/).filter(Boolean)) states[id] = state;
  }
  return states;
}

function words(state) {
  return (STATES.find(([name]) => name === state) || [null, TO_COME])[1];
}

function mark(viewer, states) {
  const [canvas, overlays, registry] = ["canvas", "overlays", "elementRegistry"].map((name) => viewer.get(name));
  for (const [id, state] of Object.entries(states)) {
    const element = registry.get(id);
    if (!element) continue;
    canvas.addMarker(id, `step-${state}`);
    if (is(element, "bpmn:Activity") || is(element, "bpmn:Event")) addBadge(overlays, element, state);
  }
}

function addBadge(overlays, element, state) {
  const badge = made("span", `step-mark step-mark--${state}`);
  badge.setAttribute("role", "img");
  badge.setAttribute("aria-label", words(state));
  badge.title = words(state);
  const onTask = is(element, "bpmn:Activity");
  const position = onTask ? { top: -10, left: -10 } : { top: -8, right: 10 };
  overlays.add(element, "state", { position, html: badge, scale: { min: 0.8, max: 1.5 } });
}

/** Draws the whole diagram as wide as the page allows, and makes the frame as high as that needs. */
function fitToWidth(viewer, frame) {
  const canvas = viewer.get("canvas");
  const { inner } = canvas.viewbox();
  if (!inner.width || !frame.clientWidth) return;
  const margin = 12;
  const logo = 46; // what bpmn.io's mark in the corner needs below the drawing
  const scale = Math.min((frame.clientWidth - 2 * margin) / inner.width, 1.25);
  frame.style.height = `${Math.ceil(Math.max(inner.height * scale + margin + logo, 160))}px`;
  canvas.resized();
  canvas.viewbox({
    x: inner.x - (frame.clientWidth / scale - inner.width) / 2,
    y: inner.y - Math.max(margin, (frame.clientHeight - logo - inner.height * scale) / 2) / scale,
    width: frame.clientWidth / scale,
    height: frame.clientHeight / scale,
  });
}

function zoomBy(viewer, factor) {
  const canvas = viewer.get("canvas");
  canvas.zoom(Math.min(Math.max(canvas.zoom() * factor, 0.2), 4), "auto");
}

function zoomOnCtrlWheel(viewer, frame) {
  const onWheel = (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomBy(viewer, event.deltaY < 0 ? 1.1 : 1 / 1.1);
  };
  frame.addEventListener("wheel", onWheel, { passive: false });
}

function buttons(viewer, frame) {
  const bar = made("div", "case-diagram__buttons");
  const acts = [
    ["Zoom in", () => zoomBy(viewer, 1.25)],
    ["Zoom out", () => zoomBy(viewer, 0.8)],
    ["Whole diagram", () => fitToWidth(viewer, frame)],
  ];
  for (const [label, act] of acts) {
    const button = made("button", "govuk-button govuk-button--secondary", label);
    button.type = "button";
    button.addEventListener("click", act);
    bar.append(button);
  }
  return bar;
}

function legend() {
  const list = made("ul", "case-diagram__legend");
  for (const state of LEGEND) {
    const sign = made("span", `step-mark step-mark--${state}`);
    sign.setAttribute("aria-hidden", "true");
    const item = made("li", "");
    item.append(sign, words(state));
    list.append(item);
  }
  return list;
}

/** One tab stop: the drawing itself. A live region says the step under the cursor. */
class Cursor {
  constructor(viewer, { name, states, links }) {
    Object.assign(this, { viewer, states, links, at: null });
    this.steps = stepsInOrder(viewer.get("elementRegistry").getAll());
    this.says = made("p", "case-diagram__says");
    this.says.setAttribute("aria-live", "polite");
    this.svg = viewer.get("canvas").getContainer().querySelector("svg");
    this.svg.setAttribute("role", "application");
    this.svg.setAttribute("aria-label", `Diagram${name ? `: ${name}` : ""}. ${HELP}`);
    this.svg.addEventListener("keydown", (event) => this.onKey(event));
    this.svg.addEventListener("focus", () => this.svg.matches(":focus-visible") && this.move(this.at || this.first()));
    this.svg.addEventListener("blur", () => this.leave());
  }

  first() {
    const inState = (state) => this.steps.find(({ id }) => this.states[id] === state);
    return inState("overdue") || inState("active") || inState("waiting") || this.steps[0];
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.steps.length) return;
    const target = this.targetOf(event.key);
    if (target) this.move(target);
    else if (event.key === "Enter" && this.at && this.links[this.at.id]) location.assign(this.links[this.at.id]);
    else if (!(event.key in ARROWS)) return;
    event.preventDefault();
  }

  targetOf(key) {
    if (key === "Home") return this.steps[0];
    if (key === "End") return this.steps[this.steps.length - 1];
    if (!(key in ARROWS)) return null;
    return this.at ? nearest(this.steps, this.at, ARROWS[key]) : this.first();
  }

  move(step) {
    if (!step) return;
    this.leave();
    this.at = step;
    const box = made("span", "case-diagram__cursor");
    box.style.width = `${step.width + 16}px`;
    box.style.height = `${step.height + 16}px`;
    this.viewer.get("overlays").add(step, "cursor", { position: { top: -8, left: -8 }, html: box });
    this.showWhole(step);
    const place = `${this.steps.indexOf(step) + 1} of ${this.steps.length}`;
    const way = this.links[step.id] ? " Enter opens it." : "";
    this.says.textContent = `${labelOf(step)}: ${words(this.states[step.id])}, ${place}.${way}`;
  }

  leave() {
    this.viewer.get("overlays").remove({ type: "cursor" });
  }

  showWhole(step) {
    const canvas = this.viewer.get("canvas");
    const { x, y, width, height } = canvas.viewbox();
    const inside = step.x >= x && step.y >= y && step.x + step.width <= x + width && step.y + step.height <= y + height;
    if (!inside) canvas.scrollToElement(step, 40);
  }
}

function labelOf(step) {
  const { name, $type } = step.businessObject;
  return name || { "bpmn:ParallelGateway": "Ways part or meet" }[$type] || $type.replace(/^bpmn:/, "").replace(/(?!^)([A-Z])/g, " $1");
}

function openOnClick(viewer, links) {
  for (const id of Object.keys(links)) if (viewer.get("elementRegistry").get(id)) viewer.get("canvas").addMarker(id, "step-link");
  viewer.on("element.click", ({ element }) => {
    const id = (element.labelTarget || element).id;
    if (links[id]) location.assign(links[id]);
  });
}

async function fetched(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.text();
}

async function show(root) {
  const xml = await fetched(root.dataset.diagramUrl);
  const frame = made("div", "case-diagram__frame");
  const bpmnRenderer = { defaultStrokeColor: "#4d5555", defaultLabelColor: "#0b0c0c" };
  const viewer = new Viewer({ container: frame, bpmnRenderer, additionalModules: [MoveCanvasModule] });
  root.replaceChildren(frame);
  await viewer.importXML(xml);
  const states = statesOf(root);
  const links = { ...parsed(root, "subdiagrams"), ...parsed(root, "links") };
  mark(viewer, states);
  const cursor = new Cursor(viewer, { name: root.dataset.name, states, links });
  const above = root.dataset.legend === "no" ? [buttons(viewer, frame)] : [buttons(viewer, frame), legend()];
  root.replaceChildren(...above, frame, cursor.says);
  openOnClick(viewer, links);
  zoomOnCtrlWheel(viewer, frame);
  fitToWidth(viewer, frame);
  let width = frame.clientWidth;
  new ResizeObserver(() => {
    if (frame.clientWidth === width) return;
    width = frame.clientWidth;
    fitToWidth(viewer, frame);
  }).observe(frame);
  root.dataset.ready = "yes";
}

for (const root of document.querySelectorAll("[data-diagram]")) {
  show(root).catch((error) => {
    const text = "The diagram could not be drawn. The outline says the same in words.";
    root.replaceChildren(made("p", "case-diagram__failed", text));
    root.dataset.ready = "failed";
    console.error(error);
  });
}
