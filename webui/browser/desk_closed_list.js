// The BPMN that a procedure may use, as the drawing editor offers it: palette, context pad and "Change element" menu.
//
// The check refuses everything else by name (design section 5); what a drawing holds already is kept and shown.

import { selfAndAllChildren } from "diagram-js/lib/util/Elements";

const PALETTE = {
  "hand-tool": "Move the sheet",
  "lasso-tool": "Choose several",
  "space-tool": "Make or take away room",
  "global-connect-tool": "Draw an arrow",
  "tool-separator": null,
  "create.start-event": "Start",
  "create.intermediate-event": "Wait or milestone",
  "create.end-event": "End",
  "create.exclusive-gateway": "Question",
  "create.user-task": "Step for a person",
  "create.call-activity": "Another drawing",
  "create.subprocess-expanded": "Part that may happen at any time, or a part of its own",
  "create.group": "Frame around steps",
  "create.participant-expanded": "Frame of the drawing",
};

const CONTEXT_PAD = {
  "append.end-event": "Then the end",
  "append.gateway": "Then a question",
  "append.append-task": "Then a step for a person",
  "append.intermediate-event": "Then a wait or milestone",
  "append.timer-intermediate-event": "Then wait for a date",
  "append.condition-intermediate-event": "Then wait until something is so",
  "append.text-annotation": "Add a remark",
  "lane-insert-above": "Add a lane above",
  "lane-insert-below": "Add a lane below",
  "lane-divide-two": "Divide into two lanes",
  "lane-divide-three": "Divide into three lanes",
  connect: "Draw an arrow to",
  replace: "Change into something else",
  delete: "Take away",
};

const CHANGES = {
  "replace-with-none-start": "Start",
  "replace-with-none-end": "End",
  "replace-with-message-start": "Start when something happens",
  "replace-with-message-end": "End that opens cases",
  "replace-with-none-intermediate-throw": "Milestone",
  "replace-with-none-intermediate-throwing": "Milestone",
  "replace-with-timer-intermediate-catch": "Wait for a date",
  "replace-with-conditional-intermediate-catch": "Wait until something is so",
  "replace-with-timer-boundary": "At a date, take the step back",
  "replace-with-non-interrupting-timer-boundary": "At a date, do something besides",
  "replace-with-conditional-boundary": "When something is so, take the step back",
  "replace-with-non-interrupting-message-start": "When somebody says that it happened",
  "replace-with-non-interrupting-timer-start": "At a date",
  "replace-with-non-interrupting-conditional-start": "When something is so",
  "replace-with-exclusive-gateway": "Question, one answer",
  "replace-with-inclusive-gateway": "Question, several answers",
  "replace-with-parallel-gateway": "Ways part or meet",
  "replace-with-event-based-gateway": "Whichever comes first",
  "replace-with-user-task": "Step for a person",
  "replace-with-service-task": "Built-in work",
  "replace-with-rule-task": "Decision table",
  "replace-with-call-activity": "Another drawing",
  "replace-with-expanded-subprocess": "Part of its own",
  "replace-with-subprocess": "Part of its own",
  "replace-with-event-subprocess": "What may happen at any time",
  "replace-with-default-flow": "Arrow when no other answer fits",
  "replace-with-sequence-flow": "Plain arrow",
  "replace-with-conditional-flow": "Arrow with a condition",
};

const HEADS = { "toggle-parallel-mi": "Once for each, at the same time", "toggle-sequential-mi": "Once for each, in turn" };

/** Only entries of the closed list, under our words. */
function only(entries, allowed, field) {
  const kept = Object.entries(entries).filter(([id]) => id in allowed);
  return Object.fromEntries(kept.map(([id, entry]) => [id, { ...entry, [field]: allowed[id] ?? entry[field] }]));
}

class Palette {
  constructor(palette, create, elementFactory, elementRegistry) {
    Object.assign(this, { create, elementFactory, elementRegistry });
    palette.registerProvider(500, this);
  }

  getPaletteEntries() {
    return (entries) => {
      const { "create.user-task": task, "create.call-activity": call } = this.ours();
      const hasFrame = this.elementRegistry.find((element) => element.type === "bpmn:Participant");
      const kept = only({ ...entries, "create.user-task": task, "create.call-activity": call }, PALETTE, "title");
      if (hasFrame) delete kept["create.participant-expanded"];
      return kept;
    };
  }

  ours() {
    return {
      "create.user-task": this.entry("bpmn:UserTask", "bpmn-icon-user-task"),
      "create.call-activity": this.entry("bpmn:CallActivity", "bpmn-icon-call-activity"),
    };
  }

  entry(type, className) {
    const start = (event) => this.create.start(event, this.elementFactory.createShape({ type }));
    return { group: "activity", className, action: { dragstart: start, click: start } };
  }
}
Palette.$inject = ["palette", "create", "elementFactory", "elementRegistry"];

class ContextPad {
  constructor(contextPad, create, elementFactory, autoPlace, insertStep) {
    Object.assign(this, { create, elementFactory, autoPlace, insertStep });
    contextPad.registerProvider(500, this);
  }

  getContextPadEntries(element) {
    return (entries) => {
      const kept = only(entries, CONTEXT_PAD, "title");
      const task = kept["append.append-task"];
      if (task) Object.assign(task, { className: "bpmn-icon-user-task", action: this.appendUserTask() });
      return element.type === "bpmn:SequenceFlow" ? { "insert-step": this.insert(element), ...kept } : kept;
    };
  }

  insert(flow) {
    const click = () => this.insertStep.on(flow);
    return { group: "model", className: "bpmn-icon-user-task", title: "Put a step for a person here", action: { click } };
  }

  appendUserTask() {
    const shape = () => this.elementFactory.createShape({ type: "bpmn:UserTask" });
    const drag = (event, source) => this.create.start(event, shape(), { source });
    return { dragstart: drag, click: (_, source) => this.autoPlace.append(source, shape()) };
  }
}
ContextPad.$inject = ["contextPad", "create", "elementFactory", "autoPlace", "insertStep"];

/** Puts a step on the longest straight part of an arrow; what lies beyond moves aside to make room. */
class InsertStep {
  constructor(canvas, commandStack, elementFactory, modeling, selection, spaceTool) {
    Object.assign(this, { canvas, commandStack, elementFactory, modeling, selection, spaceTool });
  }

  on(flow) {
    const shape = this.elementFactory.createShape({ type: "bpmn:UserTask" });
    const act = () => {
      this.makeRoom(longest(flow.waypoints), shape);
      const { start, end } = longest(flow.waypoints);
      this.modeling.createShape(shape, { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }, flow);
    };
    this.commandStack.execute("desk.edit", { act });
    this.selection.select(shape);
  }

  makeRoom({ start, end, axis, length }, shape) {
    const size = axis === "x" ? shape.width : shape.height;
    const by = Math.ceil((size + ROOM - length) / 10) * 10;
    if (by <= 0) return;
    const at = Math.round((start[axis] + end[axis]) / 2);
    const everything = selfAndAllChildren(this.canvas.getRootElement(), true).filter((each) => each.parent);
    const delta = { x: 0, y: 0, [axis]: by };
    const { movingShapes, resizingShapes } = this.spaceTool.calculateAdjustments(everything, axis, by, at);
    this.spaceTool.makeSpace(movingShapes, resizingShapes, delta, axis === "x" ? "e" : "s", at);
  }
}
InsertStep.$inject = ["canvas", "commandStack", "elementFactory", "modeling", "selection", "spaceTool"];

const ROOM = 100;

function longest(waypoints) {
  const parts = waypoints.slice(1).map((end, index) => {
    const start = waypoints[index];
    const axis = Math.abs(end.x - start.x) >= Math.abs(end.y - start.y) ? "x" : "y";
    return { start, end, axis, length: Math.abs(end[axis] - start[axis]) };
  });
  return parts.reduce((best, part) => (part.length > best.length ? part : best));
}

class ChangeMenu {
  constructor(popupMenu) {
    popupMenu.registerProvider("bpmn-replace", 500, this);
  }

  getPopupMenuEntries() {
    return (entries) => only(entries, CHANGES, "label");
  }

  getPopupMenuHeaderEntries() {
    return (entries) => only(entries, HEADS, "title");
  }
}
ChangeMenu.$inject = ["popupMenu"];

export default {
  __init__: ["deskPalette", "deskContextPad", "deskChangeMenu"],
  insertStep: ["type", InsertStep],
  deskPalette: ["type", Palette],
  deskContextPad: ["type", ContextPad],
  deskChangeMenu: ["type", ChangeMenu],
};
