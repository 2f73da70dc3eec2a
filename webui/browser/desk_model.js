// Reads and writes what our procedures say in a BPMN element: attributes, properties, role, messages; for the panel.
//
// Every write is one command of the editor, so that one Undo takes it back.

import { getBusinessObject, is, isAny } from "bpmn-js/lib/util/ModelUtil";

import { snakeCase } from "./snake_case.js";

const FRESH_ID = /^(Activity|Event|Gateway)_[0-9a-z]{7}$/;

class Edit {
  preExecute({ act }) {
    act();
  }
}

export class Model {
  constructor(modeler) {
    for (const name of ["modeling", "bpmnFactory", "elementRegistry", "commandStack", "canvas", "moddle"]) this[name] = modeler.get(name);
    this.commandStack.registerHandler("desk.edit", Edit);
  }

  edit(act) {
    this.commandStack.execute("desk.edit", { act });
  }

  // Names and ids

  setName(element, name) {
    this.edit(() => {
      this.modeling.updateLabel(element, name);
      this.nameId(element, name);
    });
  }

  /** A drawn element's made-up id becomes its first name in snake_case, as ids of our procedures are. */
  nameId(element, name) {
    const id = snakeCase(name);
    if (!id || !FRESH_ID.test(element.id) || this.moddle.ids.assigned(id)) return;
    this.modeling.updateProperties(element, { id });
  }

  // Attributes and extension properties

  set(element, properties) {
    const cleaned = Object.entries(properties).map(([name, value]) => [name, value === "" ? undefined : value]);
    this.edit(() => this.modeling.updateProperties(element, Object.fromEntries(cleaned)));
  }

  property(owner, name) {
    return propertiesOf(owner)?.values?.find((property) => property.name === name)?.value || "";
  }

  /** Sets a camunda:property of `owner` (a business object); an empty value takes it away. */
  setProperty(element, owner, name, value) {
    this.edit(() => {
      const holder = this.holder(element, owner);
      const others = (holder.values || []).filter((property) => property.name !== name);
      const place = (holder.values || []).findIndex((property) => property.name === name);
      if (value) {
        const property = this.bpmnFactory.create("camunda:Property", { name, value });
        property.$parent = holder;
        others.splice(place < 0 ? others.length : place, 0, property);
      }
      this.modeling.updateModdleProperties(element, holder, { values: others });
      this.dropEmpty(element, owner);
    });
  }

  holder(element, owner) {
    if (!owner.extensionElements) {
      const extensionElements = this.bpmnFactory.create("bpmn:ExtensionElements", { values: [] });
      extensionElements.$parent = owner;
      this.modeling.updateModdleProperties(element, owner, { extensionElements });
    }
    const found = propertiesOf(owner);
    if (found) return found;
    const holder = this.bpmnFactory.create("camunda:Properties", { values: [] });
    holder.$parent = owner.extensionElements;
    const values = [...owner.extensionElements.get("values"), holder];
    this.modeling.updateModdleProperties(element, owner.extensionElements, { values });
    return holder;
  }

  dropEmpty(element, owner) {
    const holder = propertiesOf(owner);
    if (!holder || holder.values?.length) return;
    const values = owner.extensionElements.get("values").filter((value) => value !== holder);
    if (values.length) this.modeling.updateModdleProperties(element, owner.extensionElements, { values });
    else this.modeling.updateModdleProperties(element, owner, { extensionElements: undefined });
  }

  documentation(owner) {
    return owner.get("documentation")?.[0]?.text || "";
  }

  setDocumentation(element, owner, text) {
    const made = text ? [this.bpmnFactory.create("bpmn:Documentation", { text })] : [];
    for (const entry of made) entry.$parent = owner;
    this.edit(() => this.modeling.updateModdleProperties(element, owner, { documentation: made }));
  }

  // Expressions

  expression(owner, name) {
    return owner?.get(name)?.body || "";
  }

  setExpression(element, owner, name, body) {
    const expression = body ? this.bpmnFactory.create("bpmn:FormalExpression", { body }) : undefined;
    if (expression) expression.$parent = owner;
    this.edit(() => this.modeling.updateModdleProperties(element, owner, { [name]: expression }));
  }

  isDefault(flow) {
    const { businessObject } = flow;
    return businessObject.sourceRef?.default === businessObject;
  }

  setDefault(flow, yes) {
    this.edit(() => this.modeling.updateProperties(flow.source, { default: yes ? flow.businessObject : undefined }));
  }

  definition(element, type) {
    return (getBusinessObject(element).eventDefinitions || []).find((definition) => definition.$type === type);
  }

  // Messages

  messages() {
    const { rootElements } = this.canvas.getRootElement().businessObject.$parent;
    return rootElements.filter((root) => root.$type === "bpmn:Message");
  }

  setMessage(element, definition, name) {
    const messages = this.messages();
    let messageRef = messages.find((message) => message.name === name);
    this.edit(() => {
      if (name && !messageRef) messageRef = this.newMessage(element, name);
      this.modeling.updateModdleProperties(element, definition, { messageRef: name ? messageRef : undefined });
    });
  }

  newMessage(element, name) {
    const definitions = this.canvas.getRootElement().businessObject.$parent;
    const message = this.bpmnFactory.create("bpmn:Message", { name });
    message.$parent = definitions;
    this.modeling.updateModdleProperties(element, definitions, { rootElements: [...definitions.rootElements, message] });
    return message;
  }

  // Once for each

  setInstances(element, given) {
    const loop = getBusinessObject(element).loopCharacteristics;
    this.edit(() => {
      if (!given) this.modeling.updateProperties(element, { loopCharacteristics: undefined });
      else if (loop) this.modeling.updateModdleProperties(element, loop, given);
      else {
        const made = this.bpmnFactory.create("bpmn:MultiInstanceLoopCharacteristics", given);
        made.$parent = getBusinessObject(element);
        this.modeling.updateProperties(element, { loopCharacteristics: made });
      }
    });
  }

  // Roles are lanes

  frame() {
    return this.elementRegistry.find((element) => is(element, "bpmn:Participant"));
  }

  lanes() {
    return this.elementRegistry.filter((element) => is(element, "bpmn:Lane"));
  }

  laneOf(element) {
    const owner = getBusinessObject(element);
    return this.lanes().find((lane) => lane.businessObject.get("flowNodeRef").includes(owner));
  }

  /** Moves a step into the lane of that name, which is added below the others when the drawing has none. */
  setRole(element, role) {
    this.edit(() => {
      const lane = this.lanes().find(({ businessObject }) => businessObject.name === role) || this.newLane(role);
      if (!lane) return;
      const dy = this.freePlace(element, lane) - element.y;
      const dx = Math.max(0, lane.x + 20 - element.x) || Math.min(0, lane.x + lane.width - 20 - element.x - element.width);
      this.modeling.moveElements([element], { x: dx, y: dy }, this.frame());
    });
  }

  newLane(role) {
    const frame = this.frame();
    if (!frame) return null;
    const before = new Set(this.lanes());
    this.modeling.addLane(frame, "bottom");
    const lane = this.lanes().find((candidate) => !before.has(candidate));
    this.modeling.updateProperties(lane, { name: role });
    return lane;
  }

  /** The y at which the step stands clear of the lane's other steps: the middle, else the first free row. */
  freePlace(element, lane) {
    const others = this.elementRegistry.filter((other) => isAny(other, ["bpmn:FlowNode"]) && other !== element && !other.labelTarget);
    const clear = (y) => others.every((other) => other.host === element || !overlaps({ ...boxOf(element), y }, boxOf(other), 10));
    const middle = Math.round((lane.y + (lane.height - element.height) / 2) / 10) * 10;
    const rows = [middle];
    for (let y = lane.y + 20; y + element.height + 10 <= lane.y + lane.height; y += 10) rows.push(y);
    return rows.find(clear) ?? middle;
  }
}

function boxOf({ x, y, width, height }) {
  return { x, y, width, height };
}

function overlaps(one, other, room) {
  const apart = (start, size) => one[start] + one[size] + room <= other[start] || other[start] + other[size] + room <= one[start];
  return !apart("x", "width") && !apart("y", "height");
}

function propertiesOf(owner) {
  return owner.extensionElements?.get("values").find((value) => value.$type === "camunda:Properties");
}
