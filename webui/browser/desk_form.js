// The form editor of the process owner's desk: form-js with our components only, our own properties, and autosave.
//
// The page links built/desk.css, has <meta name="csrf-token" content="...">, and at its end this script. It holds:
//
//   <div id="desk" data-desk="form"
//        data-form-url="/.../investigation_report.form"   form-js JSON of the draft, same origin (required)
//        data-save-url="/.../investigation_report.form"   where the JSON is PUT; see desk_keep.js for the answers
//        data-version="7" data-file="forms/investigation_report.form" data-kept="10:42"
//        data-pages='{}' data-problems='[...]' data-checked="10:42"       as for drawings, see desk_diagram.js;
//                                                         a problem's element_id is a component's id, or its key
//        data-lists='["outcomes", "professions"]'>        names for a choice's valuesKey, said in the panel
//     <p>what to read without script</p>
//   </div>
//
// The panel's group "Ladoflow" writes the component's `properties`: rows, rowsOf, thing, guidance, pattern, missing, applies_to; of a
// text refuses, warns, about.
// Other properties stay in the group "Custom properties". data-ready="yes" or "failed" is set when drawn.

import { FormEditor } from "@bpmn-io/form-js-editor";
import { h } from "preact";

import { Keeper } from "./desk_keep.js";
import { Alert, ProblemList, button, failed, fetched, framed, given, made } from "./desk_parts.js";

// design section 5; what a form holds beside these is kept and drawn, but not offered.
const COMPONENTS = new Set(
  ["default", "textfield", "textarea", "number", "datetime", "radio", "select", "checklist", "taglist"].concat(
    ["checkbox", "filepicker", "group", "dynamiclist", "text", "separator", "spacer"],
  ),
);
const THINGS = ["adult", "child", "allegation", "engagement", "strand", "meeting", "action"];
const OWN = [
  { name: "rows", label: "Each row is a", only: ["dynamiclist"], options: [...THINGS, "attendee", "row"] },
  { name: "rowsOf", label: "Choose from the rows of", only: ["select", "radio", "checklist", "taglist"], options: THINGS },
  { name: "thing", label: "Whose answer it is", options: ["case", "strand", "engagement", "action"] },
  { name: "guidance", label: "Guidance: paragraph and edition" },
  { name: "missing", label: "What to say when it is left empty", long: true },
  { name: "refuses", label: "While it is shown, nothing is saved", only: ["text"], options: ["yes"] },
  { name: "warns", label: "While it is shown, saving asks first", only: ["text"], options: ["yes"] },
  { name: "about", label: "Beside the question with the key", only: ["text"] },
  { name: "applies_to", label: "Asked once when a step is about several adults", options: ["all"] },
  { name: "anew", label: "Asked anew each time, or what was said before stands", options: ["yes", "no"] },
  { name: "starts", label: "What stands there until somebody has answered (an expression)", long: true },
  { name: "timeline", label: "Its answer stands in the timeline", options: ["yes"] },
  { name: "happened", label: "Its answer is when the step happened", only: ["datetime"], options: ["yes"] },
  { name: "pattern", label: "Named pattern", only: ["textfield"] },
];
const HIDDEN_GROUPS = new Set(["security-attributes", "appearance"]);

/** The palette lists what it can enumerate: other components stay known, so that a form that has one still opens. */
class OurComponents {
  constructor(formFields) {
    for (const [type, value] of Object.entries(formFields._formFields)) {
      if (!COMPONENTS.has(type)) Object.defineProperty(formFields._formFields, type, { value, enumerable: false });
    }
  }
}
OurComponents.$inject = ["formFields"];

/** One field of our group, in the look of the panel's own; written when it is left. */
function ownEntry({ name, label, options, long }) {
  return function OwnEntry({ element, id, edit }) {
    const value = element.properties?.[name] || "";
    const key = `bio-properties-panel-${id}`;
    const onChange = (event) => edit(element, name, event.currentTarget.value.trim());
    const common = { id: key, key: `${element.id}-${value}`, class: "bio-properties-panel-input", onChange };
    const caption = h("label", { for: key, class: "bio-properties-panel-label" }, label);
    return h("div", { class: "bio-properties-panel-entry", "data-entry-id": id }, caption, control(common, value, options, long));
  };
}

function control(common, value, options, long) {
  if (!options) return h(long ? "textarea" : "input", { ...common, defaultValue: value, rows: long ? 2 : undefined });
  const all = ["", ...options, ...(value && !options.includes(value) ? [value] : [])];
  return h("select", common, ...all.map((each) => h("option", { value: each, selected: each === value }, each)));
}

const OWN_ENTRIES = OWN.map((own) => ({ own, component: ownEntry(own) }));

class OurProperties {
  constructor(propertiesPanel) {
    propertiesPanel.registerProvider(this, 400);
  }

  getGroups(field, editField) {
    return (groups) => {
      const shown = groups.filter(({ id }) => !HIDDEN_GROUPS.has(id));
      const at = shown.findIndex(({ id }) => id === "general") + 1;
      return field.type === "default" ? shown : [...shown.slice(0, at), this.group(field, editField), ...shown.slice(at)];
    };
  }

  group(field, editField) {
    const edit = (element, name, value) => {
      const { [name]: _, ...others } = element.properties || {};
      const all = value ? { ...others, [name]: value } : others;
      editField(element, ["properties"], Object.keys(all).length ? all : undefined);
    };
    const fitting = OWN_ENTRIES.filter(({ own }) => !own.only || own.only.includes(field.type));
    const isEdited = (node) => Boolean(node?.value);
    const entries = fitting.map(({ own, component }) => ({ id: `own-${own.name}`, component, element: field, edit, isEdited }));
    return { id: "own", label: "Ladoflow", entries };
  }
}
OurProperties.$inject = ["propertiesPanel"];

const ours = {
  __init__: ["ourComponents", "ourProperties"],
  ourComponents: ["type", OurComponents],
  ourProperties: ["type", OurProperties],
};

function problemList(root, editor) {
  const find = ({ element_id: id }) => {
    const fields = editor.get("formFieldRegistry").getAll();
    const field = fields.find((each) => each.id === id) || fields.find((each) => each.key === id || each.path === id);
    return field && { type: "field", show: () => choose(editor, field) };
  };
  return new ProblemList({ file: root.dataset.file, pages: given(root, "pages", {}), find });
}

function choose(editor, field) {
  editor.get("selection").set(field);
  document.querySelector(`.fjs-form-editor [data-id="${CSS.escape(field.id)}"]`)?.scrollIntoView({ block: "center" });
}

function toolbar(editor) {
  const act = (name) => () => editor.get("editorActions").trigger(name);
  return [button("Undo", act("undo"), { "aria-keyshortcuts": "Control+Z" }), button("Redo", act("redo"), { "aria-keyshortcuts": "Control+Y" })];
}

/** The form as it is kept: without the editor's own stamp, so that only what a person changed differs. */
function text(editor, { schemaVersion }) {
  const { exporter, ...schema } = editor.saveSchema();
  const kept = { ...plain(schema), schemaVersion: schemaVersion ?? schema.schemaVersion };
  return `${JSON.stringify(kept, null, 2)}\n`;
}

/** Without what the editor writes into every list of rows although it can be nothing else. */
function plain({ isRepeating, ...field }) {
  const unusual = isRepeating === undefined || (field.type === "dynamiclist" && isRepeating) ? {} : { isRepeating };
  const inner = field.components ? { components: field.components.map(plain) } : {};
  return { ...field, ...unusual, ...inner };
}

async function open(root) {
  const schema = JSON.parse(await fetched(root.dataset.formUrl));
  const frame = made("div", { class: "desk__form" });
  const editor = new FormEditor({ container: frame, additionalModules: [ours] });
  const [problems, alert] = [problemList(root, editor), new Alert()];
  const lists = given(root, "lists");
  const status = framed(root, { buttons: toolbar(editor), alert, editor: frame, problems });
  if (lists.length) problems.element.before(made("p", { class: "desk__lists desk__quiet" }, `Lists a choice can take its answers from (“Input values key”): ${lists.join(", ")}.`));
  await editor.importSchema(schema);
  let last = text(editor, schema);
  const keeper = new Keeper({
    root,
    contentType: "application/json",
    write: async () => text(editor, schema),
    onAnswer: (answer) => problems.draw(answer.problems || [], answer.kept),
    status,
    alert,
  });
  editor.on("changed", () => {
    const now = text(editor, schema);
    if (now === last) return;
    last = now;
    keeper.changed();
  });
  problems.draw(given(root, "problems"), root.dataset.checked);
  if (location.hash) problems.find({ element_id: decodeURIComponent(location.hash.slice(1)) })?.show();
  root.dataset.ready = "yes";
}

for (const root of document.querySelectorAll('[data-desk="form"]')) open(root).catch((error) => failed(root, error));
