// The decision table editor of the process owner's desk: dmn-js with autosave.
//
// The page links built/desk.css, has <meta name="csrf-token" content="...">, and at its end this script. It holds:
//
//   <div id="desk" data-desk="table"
//        data-table-url="/.../dbs_duty.dmn"           DMN XML of the draft, same origin (required)
//        data-save-url="/.../dbs_duty.dmn"            where the XML is PUT; see desk_keep.js for the answers
//        data-version="7" data-file="processes/dbs_duty.dmn" data-kept="10:42"
//        data-pages='{}' data-problems='[...]' data-checked="10:42">    as for drawings, see desk_diagram.js;
//                                                     a problem's element_id is a decision's id, a rule's or a cell's
//     <p>what to read without script</p>
//   </div>
//
// The library puts its logo in with style attributes: a Content-Security-Policy without 'unsafe-inline' refuses these
// (desk.scss places the logo all the same) and the browser's console says so, unless this one page is sent
// `style-src-attr 'unsafe-inline'`. Nothing else of the desk needs inline styles or scripts.
//
// data-ready="yes" or "failed" is set when drawn.

import Modeler from "dmn-js/lib/Modeler";

import { Keeper } from "./desk_keep.js";
import { Alert, ProblemList, button, failed, fetched, framed, given, made } from "./desk_parts.js";

const TYPES = ["string", "boolean", "number", "date", "dateTime", "time", "dayTimeDuration", "yearMonthDuration", "Any"];

function toolbar(modeler) {
  const stack = () => modeler.getActiveViewer()?.get("commandStack", false);
  return [
    button("Undo", () => stack()?.undo(), { "aria-keyshortcuts": "Control+Z" }),
    button("Redo", () => stack()?.redo(), { "aria-keyshortcuts": "Control+Y" }),
  ];
}

function tables(modeler) {
  return modeler.getViews().filter(({ type }) => type === "decisionTable" || type === "literalExpression");
}

/** One button a table, when a file holds several. */
function tabs(modeler) {
  const bar = made("div", { class: "desk__tabs" });
  const draw = () => {
    const active = modeler.getActiveView()?.element;
    const views = tables(modeler);
    const buttons = views.map((view) => {
      const pressed = view.element === active;
      return button(view.element.name || view.element.id, () => modeler.open(view), { "aria-pressed": String(pressed) });
    });
    bar.replaceChildren(...(views.length > 1 ? buttons : []));
  };
  modeler.on("views.changed", draw);
  return bar;
}

function problemList(root, modeler) {
  const contains = (element, id) => {
    const logic = element.decisionLogic;
    const parts = [element, logic, ...(logic?.rule || []), ...(logic?.input || []), ...(logic?.output || [])];
    const cells = (logic?.rule || []).flatMap((rule) => [...(rule.inputEntry || []), ...(rule.outputEntry || [])]);
    return [...parts, ...cells].some((part) => part?.id === id);
  };
  const find = ({ element_id: id }) => {
    const view = tables(modeler).find(({ element }) => contains(element, id));
    return view && { type: "table", show: () => choose(modeler, view, id) };
  };
  return new ProblemList({ file: root.dataset.file, pages: given(root, "pages", {}), find });
}

/** The library leaves the head of its column of numbers empty; a table's head says what stands under it. */
function nameHeads(frame) {
  const name = () => {
    for (const head of frame.querySelectorAll("th.index-column:empty")) head.append(made("span", { class: "govuk-visually-hidden" }, "Row"));
  };
  new MutationObserver(name).observe(frame, { childList: true, subtree: true });
  name();
}

async function choose(modeler, view, id) {
  await modeler.open(view);
  const cell = document.querySelector(`.desk__table [data-element-id="${CSS.escape(id)}"], .desk__table [data-row-id="${CSS.escape(id)}"]`);
  const target = cell || document.querySelector(".desk__table");
  target.scrollIntoView({ block: "center" });
  (target.querySelector("[contenteditable], input") || target).focus?.();
}

async function open(root) {
  const xml = await fetched(root.dataset.tableUrl);
  const frame = made("div", { class: "desk__table" });
  const modeler = new Modeler({ container: frame, common: { dataTypes: TYPES } });
  const [problems, alert] = [problemList(root, modeler), new Alert()];
  const status = framed(root, { buttons: [...toolbar(modeler), tabs(modeler)], alert, editor: frame, problems });
  const keeper = new Keeper({
    root,
    contentType: "application/xml",
    write: async () => (await modeler.saveXML({ format: true })).xml,
    onAnswer: (answer) => problems.draw(answer.problems || [], answer.kept),
    status,
    alert,
  });
  modeler.on("viewer.created", ({ viewer }) => viewer.on("commandStack.changed", ({ trigger }) => trigger !== "clear" && keeper.changed()));
  await modeler.importXML(xml);
  const [first] = tables(modeler);
  if (first && modeler.getActiveView() !== first) await modeler.open(first);
  problems.draw(given(root, "problems"), root.dataset.checked);
  nameHeads(frame);
  if (location.hash) problems.find({ element_id: decodeURIComponent(location.hash.slice(1)) })?.show();
  root.dataset.ready = "yes";
}

for (const root of document.querySelectorAll('[data-desk="table"]')) open(root).catch((error) => failed(root, error));
