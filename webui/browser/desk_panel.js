// The panel beside a drawing: what the chosen step, arrow or frame says, as form fields; used by desk_diagram.js.

import { getBusinessObject, is, isAny } from "bpmn-js/lib/util/ModelUtil";
import { isEventSubProcess } from "bpmn-js/lib/util/DiUtil";

import { made } from "./desk_parts.js";

const THINGS = ["adult", "child", "allegation", "engagement", "strand", "meeting", "action"];
const TYPING_PAUSE = 1200;
const KINDS = {
  UserTask: "A step for a person",
  BusinessRuleTask: "A decision table",
  ServiceTask: "Built-in work",
  CallActivity: "Another drawing",
  SubProcess: "A part of its own",
  ExclusiveGateway: "A question with one answer",
  InclusiveGateway: "A question with several answers",
  ParallelGateway: "Ways part or meet",
  EventBasedGateway: "Whichever comes first",
  StartEvent: "A start",
  EndEvent: "An end",
  IntermediateCatchEvent: "A wait",
  IntermediateThrowEvent: "A milestone",
  BoundaryEvent: "Something that may come while the step waits",
  SequenceFlow: "An arrow",
  Lane: "A lane: the role whose work stands in it",
  Participant: "The whole drawing",
};

function kindOf(element) {
  if (isEventSubProcess(element)) return "What may happen at any time";
  return KINDS[element.type.replace("bpmn:", "")] || "A remark";
}

export class Panel {
  /** `data` = {forms, roles, processes, decisions, shows, clocks, topics, pages}, all from the root's attributes. */
  constructor(model, data) {
    Object.assign(this, { model, data, element: null });
    this.title = made("h2", { class: "desk__panel-title" });
    this.kind = made("p", { class: "desk__quiet" });
    this.fields = made("div", { class: "desk__fields" });
    this.touches = made("p", { class: "desk__touches" });
    this.root = made("aside", { class: "desk__panel", "aria-label": "What the chosen element says" }, this.title, this.kind, this.fields, this.touches);
    this.say("");
  }

  say(touches) {
    this.touches.replaceChildren(...(touches ? [made("strong", {}, "This change touches: "), touches] : []));
  }

  /** Draws `element` once the present event is over: a field that is being left hands its focus on first. */
  showSoon(element) {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.show(element), 0);
  }

  /** Draws the fields of `element`; a field with focus keeps it, and what was typed. */
  show(element) {
    const active = this.fields.contains(document.activeElement) ? document.activeElement : null;
    const held = active && element === this.element ? { id: active.id, value: active.value, at: caret(active) } : null;
    if (active && element !== this.element) active.blur();
    this.element = element;
    const name = element ? getBusinessObject(element).name : "";
    this.title.textContent = name || (element ? kindOf(element) : "Nothing chosen");
    this.kind.textContent = element ? (name ? kindOf(element) : "") : "Choose a step, an arrow or a lane in the drawing.";
    this.fields.replaceChildren(...(element ? this.fieldsOf(element) : []));
    if (held) restore(this.fields.querySelector(`#${CSS.escape(held.id)}`), held);
  }

  fieldsOf(element) {
    const parts = [this.name, this.role, this.form, this.table, this.work, this.calls, this.happens, this.due, this.waits];
    const more = [this.answer, this.instances, this.offered, this.already, this.shows, this.guidance, this.beside, this.thing];
    return [...parts, ...more].flatMap((part) => part.call(this, element, getBusinessObject(element)) || []);
  }

  // Kinds of field

  row(id, label, hint, control, ...after) {
    const key = `desk-${id}`;
    control.id = key;
    if (hint) control.setAttribute("aria-describedby", `${key}-hint`);
    const words = hint ? made("span", { class: "desk__quiet", id: `${key}-hint` }, hint) : null;
    return made("div", { class: "desk__field" }, made("label", { for: key }, label), words, control, ...after);
  }

  text(id, label, { hint, value, set, rows, code, list }, ...after) {
    const control = made(rows ? "textarea" : "input", { rows, class: code ? "desk__code" : null, list, spellcheck: code ? "false" : null });
    control.value = value;
    let last = value;
    let timer;
    const commit = () => {
      clearTimeout(timer);
      const now = control.value.trim();
      if (now === last) return;
      last = now;
      set(now);
    };
    control.addEventListener("change", commit);
    control.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(commit, TYPING_PAUSE);
    });
    return this.row(id, label, hint, control, ...after);
  }

  choice(id, label, { hint, value, options, set, none = "" }, ...after) {
    const known = options.some(([code]) => code === value);
    const all = [["", none], ...options, ...(value && !known ? [[value, `${value} (not in this draft)`]] : [])];
    const control = made("select", {}, ...all.map(([code, words]) => made("option", { value: code }, words)));
    control.value = value;
    control.addEventListener("change", () => set(control.value));
    return this.row(id, label, hint, control, ...after);
  }

  tick(id, label, { value, set, hint }) {
    const control = made("input", { type: "checkbox", id: `desk-${id}`, onchange: () => set(control.checked) });
    control.checked = value;
    const words = hint ? made("span", { class: "desk__quiet" }, hint) : null;
    return made("div", { class: "desk__field desk__tick" }, control, made("label", { for: control.id }, label), words);
  }

  link(url, words) {
    return url ? made("p", { class: "desk__after" }, made("a", { href: url }, words)) : null;
  }

  // Fields

  name(element, owner) {
    if (!isAny(element, ["bpmn:FlowElement", "bpmn:Participant", "bpmn:Lane"])) return null;
    if (is(element, "bpmn:Lane")) return this.laneName(element, owner);
    const hints = { "bpmn:UserTask": "What somebody does, beginning with a verb", "bpmn:ExclusiveGateway": "A question" };
    const label = is(element, "bpmn:SequenceFlow") ? "Answer" : "Name";
    return this.text("name", label, { hint: hints[element.type], value: owner.name || "", set: (name) => this.model.setName(element, name) });
  }

  laneName(element, owner) {
    const options = this.data.roles.map((role) => [role, role]);
    const set = (name) => this.model.setName(element, name);
    return this.choice("name", "Role", { hint: "A lane is named after a role", value: owner.name || "", options, set });
  }

  role(element) {
    if (!is(element, "bpmn:FlowNode") || is(element, "bpmn:BoundaryEvent")) return null;
    const parent = element.parent;
    if (is(parent, "bpmn:SubProcess")) return made("p", { class: "desk__quiet" }, `It stands in the lane of “${parent.businessObject.name || "its part"}”.`);
    const drawn = this.model.lanes().map((lane) => lane.businessObject.name).filter(Boolean);
    const others = this.data.roles.filter((role) => !drawn.includes(role)).map((role) => [role, `${role} (adds a lane)`]);
    const options = [...drawn.map((role) => [role, role]), ...(this.model.frame() ? others : [])];
    const value = this.model.laneOf(element)?.businessObject.name || "";
    const set = (role) => role && this.model.setRole(element, role);
    return this.choice("role", "Role", { hint: "The lane it stands in", value, options, set, none: value ? "" : "In no lane" });
  }

  form(element, owner) {
    const startsPlain = is(element, "bpmn:StartEvent") && !owner.eventDefinitions?.length && !is(element.parent, "bpmn:SubProcess");
    if (!is(element, "bpmn:UserTask") && !startsPlain) return null;
    const counted = ({ title, key, questions }) => `${title || key}${questions === undefined ? "" : `, ${questions} question${questions === 1 ? "" : "s"}`}`;
    const options = this.data.forms.map((form) => [form.key, counted(form)]);
    const value = owner.get("camunda:formKey") || "";
    const chosen = this.data.forms.find(({ key }) => key === value);
    const set = (key) => this.model.set(element, { "camunda:formKey": key });
    return this.choice("form", "Form", { value, options, set, none: "No form" }, this.link(chosen?.url, "Open the form"));
  }

  due(element, owner) {
    if (!is(element, "bpmn:UserTask")) return null;
    const value = owner.get("camunda:dueDate") || "";
    const set = (words) => this.model.set(element, { "camunda:dueDate": words });
    return this.text("due", "Due", { hint: this.reads(value) || "Empty: the step has no clock of its own", value, set, code: true });
  }

  /** "Reads: 10 working days from hold ended" for clock("T13", hold_ended). */
  reads(expression) {
    const match = /^clock\("([^"]+)",\s*(.+)\)$/.exec(expression);
    const clock = match && this.data.clocks.find(({ code }) => code === match[1]);
    return clock ? `Reads: ${clock.words} from ${match[2].replace(/[_.]/g, " ")}` : "";
  }

  waits(element) {
    const timer = this.model.definition(element, "bpmn:TimerEventDefinition");
    const condition = this.model.definition(element, "bpmn:ConditionalEventDefinition");
    const [owner, key, label] = timer ? [timer, "timeDate", "Waits for the date"] : [condition, "condition", "Waits until"];
    if (!owner) return null;
    const value = this.model.expression(owner, key);
    const set = (body) => this.model.setExpression(element, owner, key, body);
    return this.text("waits", label, { hint: this.reads(value), value, set, code: true, rows: 3 });
  }

  happens(element) {
    const definition = this.model.definition(element, "bpmn:MessageEventDefinition");
    if (!definition) return null;
    const list = made("datalist", { id: "desk-messages" }, ...this.model.messages().map(({ name }) => made("option", { value: name })));
    const set = (name) => this.model.setMessage(element, definition, name);
    const hint = is(element, "bpmn:EndEvent") ? "Opens a case on the drawing that starts with it" : "What happens, as people say it";
    return this.text("happens", "What happens", { hint, value: definition.messageRef?.name || "", set, list: "desk-messages" }, list);
  }

  answer(element, owner) {
    if (!is(element, "bpmn:SequenceFlow")) return null;
    if (!isAny(element.source, ["bpmn:ExclusiveGateway", "bpmn:InclusiveGateway", "bpmn:Activity"])) return null;
    const isDefault = this.model.isDefault(element);
    const tick = this.tick("default", "Taken when no other answer fits", { value: isDefault, set: (yes) => this.model.setDefault(element, yes) });
    const set = (body) => this.model.setExpression(element, owner, "conditionExpression", body);
    const value = this.model.expression(owner, "conditionExpression");
    const condition = this.text("condition", "Taken when", { hint: 'For example: level = "referral"', value, set, code: true, rows: 3 });
    return isDefault && !value ? [tick] : [condition, tick];
  }

  table(element, owner) {
    if (!is(element, "bpmn:BusinessRuleTask")) return null;
    const options = this.data.decisions.map(({ id, name }) => [id, name || id]);
    const value = owner.get("camunda:decisionRef") || "";
    const chosen = this.data.decisions.find(({ id }) => id === value);
    const setTable = (id) => this.model.set(element, { "camunda:decisionRef": id });
    const setResult = (name) => this.model.set(element, { "camunda:resultVariable": name });
    return [
      this.choice("table", "Table", { value, options, set: setTable, none: "No table" }, this.link(chosen?.url, "Open the table")),
      this.text("result", "Result is kept as", { hint: "The name by which other steps read it", value: owner.get("camunda:resultVariable") || "", set: setResult, code: true }),
    ];
  }

  work(element, owner) {
    if (!is(element, "bpmn:ServiceTask")) return null;
    const options = this.data.topics.map((topic) => [topic, topic.replace(/_/g, " ")]);
    const set = (topic) => this.model.set(element, { "camunda:type": topic ? "external" : "", "camunda:topic": topic });
    return this.choice("work", "Built-in work", { value: owner.get("camunda:topic") || "", options, set, none: "Nothing" });
  }

  calls(element, owner) {
    if (!is(element, "bpmn:CallActivity")) return null;
    const options = this.data.processes.map(({ id, name }) => [id, name || id]);
    const chosen = this.data.processes.find(({ id }) => id === owner.calledElement);
    const set = (calledElement) => this.model.set(element, { calledElement });
    return this.choice("calls", "Drawing", { value: owner.calledElement || "", options, set, none: "None" }, this.link(chosen?.url, "Open the drawing"));
  }

  instances(element, owner) {
    if (!is(element, "bpmn:Activity") || isEventSubProcess(element)) return null;
    const loop = is(owner.loopCharacteristics, "bpmn:MultiInstanceLoopCharacteristics") ? owner.loopCharacteristics : null;
    const start = { isSequential: false, "camunda:elementVariable": "engagement" };
    const tick = this.tick("each", "Once for each of several", { value: Boolean(loop), set: (yes) => this.model.setInstances(element, yes ? start : null) });
    if (!loop) return [tick];
    const setEach = (name) => (value) => this.model.setInstances(element, { [name]: value || undefined });
    const [collection, variable] = ["camunda:collection", "camunda:elementVariable"];
    return [
      tick,
      this.text("collection", "For each of", { hint: 'For example: engagements[tell = "yes"]', value: loop.get(collection) || "", set: setEach(collection), code: true }),
      this.choice("variable", "Each is called", { value: loop.get(variable) || "", options: THINGS.map((thing) => [thing, thing]), set: setEach(variable) }),
    ];
  }

  offered(element, owner) {
    if (!isEventSubProcess(element)) return null;
    const set = (value) => this.model.setProperty(element, owner, "offered", value);
    return this.text("offered", "May be started when", { hint: "Empty: at any time", value: this.model.property(owner, "offered"), set, code: true, rows: 2 });
  }

  already(element, owner) {
    if (!is(element, "bpmn:UserTask")) return null;
    const set = (value) => this.model.setProperty(element, owner, "already", value);
    const hint = "Nobody is asked when this is so. Empty: always asked";
    return this.text("already", "Already answered when", { hint, value: this.model.property(owner, "already"), set, code: true, rows: 2 });
  }

  shows(element, owner) {
    if (!is(element, "bpmn:UserTask")) return null;
    const values = this.model.property(owner, "discloses").split(",").map((value) => value.trim()).filter(Boolean);
    const set = (list) => this.model.setProperty(element, owner, "discloses", list.join(", "));
    const words = (value) => this.data.shows.find((show) => show.value === value)?.label || value;
    const chips = values.map((value) => this.chip(words(value), () => set(values.filter((other) => other !== value))));
    const hint = made("span", { class: "desk__quiet" }, "Besides the form’s own questions. Nothing else is shown.");
    const legend = made("legend", {}, "What this step shows");
    return made("fieldset", { class: "desk__field desk__shows" }, legend, hint, made("ul", { class: "desk__chips" }, ...chips), this.oneMore(values, set));
  }

  chip(words, remove) {
    const cross = made("button", { type: "button", "aria-label": `No longer show ${words}`, onclick: remove }, "×");
    return made("li", { class: "desk__chip" }, words, cross);
  }

  oneMore(values, set) {
    const options = this.data.shows.filter(({ value }) => !values.includes(value));
    const list = made("datalist", { id: "desk-shows" }, ...options.map(({ value, label }) => made("option", { value }, label)));
    const input = made("input", { id: "desk-more", list: "desk-shows", class: "desk__code", "aria-label": "One more thing to show, for example adult.name" });
    const add = () => {
      const value = input.value.trim().replace(/,+$/, "");
      if (value && !values.includes(value)) set([...values, value]);
    };
    input.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), add()));
    const row = made("div", { class: "desk__more", hidden: true }, input, made("button", { type: "button", class: "desk__button", onclick: add }, "Show it"), list);
    const open = () => {
      row.hidden = false;
      input.focus();
    };
    return made("div", {}, made("button", { type: "button", class: "desk__link", onclick: open }, "Show one more thing"), row);
  }

  guidance(element, owner) {
    if (!isAny(element, ["bpmn:Activity", "bpmn:Event", "bpmn:Gateway"])) return null;
    const set = (value) => this.model.setProperty(element, owner, "guidance", value);
    return this.text("guidance", "Guidance", { hint: "Paragraph and edition", value: this.model.property(owner, "guidance"), set });
  }

  beside(element, owner) {
    if (!is(element, "bpmn:UserTask")) return null;
    const set = (value) => this.model.setDocumentation(element, owner, value);
    return this.text("beside", "Words beside the question", { value: this.model.documentation(owner), set, rows: 4 });
  }

  thing(element, owner) {
    const process = is(element, "bpmn:Participant") ? owner.processRef : is(element, "bpmn:Process") ? owner : null;
    if (!process) return null;
    const set = (name) => (value) => this.model.setProperty(element, process, name, value);
    const options = THINGS.map((thing) => [thing, thing]);
    return [
      this.choice("thing", "Whose drawing", { hint: "A strand’s answers belong to the strand", value: this.model.property(process, "thing"), options, set: set("thing"), none: "The case’s" }),
      this.text("kind", "Kind of strand", { hint: "For example: police, social_care, employer, fostering", value: this.model.property(process, "kind"), set: set("kind"), code: true }),
    ];
  }
}

function caret(control) {
  return typeof control.selectionStart === "number" && control.type !== "checkbox" ? control.selectionStart : null;
}

function restore(control, { value, at }) {
  if (!control) return;
  if (control.tagName !== "SELECT" && control.type !== "checkbox" && control.id !== "desk-more") control.value = value;
  control.focus();
  if (at !== null) control.setSelectionRange?.(at, at);
}
