// The drawing editor of the process owner's desk: bpmn-js with our panel, our problems, and autosave.
//
// The page links built/desk.css, has <meta name="csrf-token" content="...">, and at its end this script. It holds:
//
//   <div id="desk" data-desk="diagram"
//        data-diagram-url="/.../employer_strand.bpmn"     BPMN XML of the draft, same origin (required)
//        data-save-url="/.../employer_strand.bpmn"        where the XML is PUT; see desk_keep.js for the answers
//        data-version="7"                                 the draft's version number, raised by every save
//        data-file="processes/employer_strand.bpmn"       this file, as problems name it
//        data-kept="10:42"                                when it was last kept; may be left out
//        data-forms='[{"key": "investigation_report", "title": "Investigation report", "questions": 9, "url": "/..."}]'
//        data-roles='["LADO", "Employer"]'                lane names to choose from
//        data-processes='[{"id": "police_strand", "name": "Police strand", "url": "/..."}]'   what may be called
//        data-decisions='[{"id": "dbs_duty", "name": "DBS duty", "url": "/..."}]'
//        data-shows='[{"value": "adult.name", "label": "Adult: name"}]'   what a step can show (discloses)
//        data-clocks='[{"code": "T13", "words": "10 working days"}]'      to read due dates in words
//        data-topics='["close_case"]'                     built-in work of service tasks
//        data-pages='{"forms/ask.form": "/..."}'          editors of other files, for their problems
//        data-problems='[{"file": "...", "step": "...", "message": "...", "element_id": "...", "note": false, "url": "..."}]'
//        data-checked="10:42"                             when the problems were found; may be left out
//        data-touches="8 running cases.">                 words after "This change touches:"; may be left out
//     <p>what to read without script</p>
//   </div>
//
// An address ending in #ELEMENT_ID opens with that element chosen. data-ready="yes" or "failed" is set when drawn.

import Modeler from "bpmn-js/lib/Modeler";
import { is } from "bpmn-js/lib/util/ModelUtil";
import camunda from "camunda-bpmn-moddle/resources/camunda.json";

import closedList from "./desk_closed_list.js";
import { Keeper } from "./desk_keep.js";
import { Model } from "./desk_model.js";
import { Panel } from "./desk_panel.js";
import { Alert, ProblemList, button, failed, fetched, framed, given, made } from "./desk_parts.js";

const LISTS = ["forms", "roles", "processes", "decisions", "shows", "clocks"];
const LEAST_SCALE = 0.65;
const FEARLESS = "wording, help, labels, due dates. Nothing in a draft sends a message or makes a task.";

function newModeler(container) {
  return new Modeler({
    container,
    additionalModules: [closedList],
    bpmnRenderer: { defaultStrokeColor: "#4d5555", defaultLabelColor: "#0b0c0c" },
    moddleExtensions: { camunda },
    zoomScroll: { enabled: false },
  });
}

/** The drawing beside the palette, or on a phone below it: whole, but not smaller than `least`, nor larger than drawn. */
function fit(modeler, least = 0.1) {
  const canvas = modeler.get("canvas");
  const { inner } = canvas.viewbox();
  const { clientWidth: width, clientHeight: height } = canvas.getContainer();
  if (!inner.width || !width) return;
  const [left, top] = width > 600 ? [112, 16] : [12, 110];
  const below = 46; // bpmn.io's mark stands there, and covers no step
  const whole = Math.min((width - left - 16) / inner.width, (height - top - below) / inner.height, 1);
  const scale = Math.max(whole, width > 600 ? least : 0.1);
  canvas.viewbox({ x: inner.x - left / scale, y: inner.y - top / scale, width: width / scale, height: height / scale });
}

function toolbar(modeler) {
  const [stack, search] = ["commandStack", "searchPad"].map((name) => modeler.get(name));
  return [
    button("Undo", () => stack.undo(), { "aria-keyshortcuts": "Control+Z" }),
    button("Redo", () => stack.redo(), { "aria-keyshortcuts": "Control+Y" }),
    button("Whole diagram", () => fit(modeler)),
    // The pad closes on any click outside it: the click that opens it has to be over.
    button("Find a step", () => setTimeout(() => search.open()), { "aria-keyshortcuts": "Control+F" }),
  ];
}

function choose(modeler, id) {
  const element = modeler.get("elementRegistry").get(id);
  if (!element) return;
  modeler.get("selection").select(element);
  modeler.get("canvas").scrollToElement(element, 120);
  modeler.get("canvas").focus();
  modeler.get("canvas").getContainer().scrollIntoView({ block: "nearest" });
}

/** Numbers of the problem list on the elements they speak of. */
function badge(modeler, problems) {
  const [overlays, canvas, registry] = ["overlays", "canvas", "elementRegistry"].map((name) => modeler.get(name));
  overlays.remove({ type: "problem" });
  registry.forEach((element) => canvas.removeMarker(element, "desk-problem"));
  for (const { element_id: id, number, note, message } of problems) {
    const element = id && registry.get(id);
    if (!element || element === canvas.getRootElement()) continue;
    const sign = made("span", { class: `desk__badge${note ? " desk__badge--note" : ""}`, role: "img", title: message, "aria-label": message }, String(number));
    const onTask = is(element, "bpmn:Activity");
    overlays.add(element, "problem", { position: onTask ? { top: -10, left: -8 } : { top: -10, right: 10 }, html: sign, scale: { min: 0.9, max: 1.2 } });
    if (!note) canvas.addMarker(element, "desk-problem");
  }
}

function zoomOnCtrlWheel(modeler, frame) {
  const onWheel = (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const canvas = modeler.get("canvas");
    const box = frame.getBoundingClientRect();
    const zoom = Math.min(Math.max(canvas.zoom() * (event.deltaY < 0 ? 1.1 : 1 / 1.1), 0.2), 4);
    canvas.zoom(zoom, { x: event.clientX - box.left, y: event.clientY - box.top });
  };
  frame.addEventListener("wheel", onWheel, { passive: false });
}

function problemList(root, modeler) {
  const find = ({ element_id: id }) => {
    const element = modeler.get("elementRegistry").get(id);
    return element && { type: element.type, show: () => choose(modeler, id) };
  };
  const onDraw = (problems) => badge(modeler, problems);
  return new ProblemList({ file: root.dataset.file, pages: given(root, "pages", {}), find, onDraw });
}

function nameAccessibly(frame, file) {
  const svg = frame.querySelector("svg[tabindex]");
  svg.setAttribute("role", "application");
  svg.setAttribute("aria-label", `Drawing ${file || ""}. “Edit in words instead” changes all that can be changed here.`);
}

/** The panel follows what is chosen, and is drawn again when the drawing changes. */
function follow(modeler, panel) {
  const chosen = () => {
    const selected = modeler.get("selection").get();
    const element = selected.length === 1 ? selected[0].labelTarget || selected[0] : null;
    return element || (selected.length ? null : modeler.get("elementRegistry").find((each) => is(each, "bpmn:Participant")) || null);
  };
  modeler.on("selection.changed", () => panel.showSoon(chosen()));
  modeler.on("commandStack.changed", () => panel.showSoon(chosen()));
  panel.show(chosen());
}

/** A step named on the drawing gets its id from that name, as one named in the panel does. */
function nameIds(modeler, model) {
  modeler.on("commandStack.element.updateLabel.postExecuted", ({ context }) => {
    const element = context.element.labelTarget || context.element;
    model.nameId(element, context.newLabel);
  });
}

async function open(root) {
  const xml = await fetched(root.dataset.diagramUrl);
  const frame = made("div", { class: "desk__canvas" });
  const modeler = newModeler(frame);
  const model = new Model(modeler);
  const data = Object.fromEntries(LISTS.map((name) => [name, given(root, name)]));
  const panel = new Panel(model, { ...data, topics: given(root, "topics", ["close_case"]) });
  const [problems, alert] = [problemList(root, modeler), new Alert()];
  const parts = { buttons: toolbar(modeler), alert, editor: frame, problems, panel: panel.root, fearless: FEARLESS };
  const status = framed(root, parts);
  await modeler.importXML(xml);
  fit(modeler, LEAST_SCALE);
  nameAccessibly(frame, root.dataset.file);
  zoomOnCtrlWheel(modeler, frame);
  const keeper = new Keeper({
    root,
    contentType: "application/xml",
    write: async () => (await modeler.saveXML({ format: true })).xml,
    onAnswer: (answer) => {
      problems.draw(answer.problems || [], answer.kept);
      if (answer.touches !== undefined) panel.say(answer.touches);
    },
    status,
    alert,
  });
  nameIds(modeler, model);
  follow(modeler, panel);
  modeler.on("commandStack.changed", () => keeper.changed());
  problems.draw(given(root, "problems"), root.dataset.checked);
  panel.say(root.dataset.touches || "");
  if (location.hash) choose(modeler, decodeURIComponent(location.hash.slice(1)));
  root.dataset.ready = "yes";
}

for (const root of document.querySelectorAll('[data-desk="diagram"]')) open(root).catch((error) => failed(root, error));
