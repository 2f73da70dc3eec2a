// What the desk's scripts decide without a page: arrow keys, ids from names, how a problem's words part.

import assert from "node:assert/strict";
import { test } from "node:test";

import { halves, showWords } from "../../../webui/browser/desk_parts.js";
import { nearest, stepsInOrder } from "../../../webui/browser/diagram_keys.js";
import { snakeCase } from "../../../webui/browser/snake_case.js";

const at = (id, x, y, type = "bpmn:UserTask") => ({ id, type, x, y, width: 100, height: 80 });

test("arrow keys lead to the nearest step in that direction, level ones first", () => {
  const [here, level, above] = [at("here", 0, 100), at("level", 300, 100), at("above", 150, 0)];
  const steps = [here, level, above];
  assert.equal(nearest(steps, here, [1, 0]), level);
  assert.equal(nearest(steps, here, [0, -1]), above);
  assert.equal(nearest(steps, here, [-1, 0]), undefined);
});

test("steps are read from left to right, without labels, arrows and lanes", () => {
  const label = { ...at("label", 0, 0), labelTarget: {} };
  const arrow = { id: "arrow", type: "bpmn:SequenceFlow", waypoints: [] };
  const elements = [at("second", 200, 0), at("first", 0, 0), label, arrow, at("lane", 0, 0, "bpmn:Lane")];
  assert.deepEqual(stepsInOrder(elements).map(({ id }) => id), ["first", "second"]);
});

test("a made-up id becomes the name in snake case", () => {
  assert.equal(snakeCase("Ask the head’s manager why"), "ask_the_heads_manager_why");
  assert.equal(snakeCase("  10 working days"), "n10_working_days");
  assert.equal(snakeCase("Café, naïve?"), "cafe_naive");
  assert.equal(snakeCase(""), "");
});

test("a problem's words part after the sentence that says what is wrong", () => {
  const [what, remedy] = halves("“Is a hearing needed?” has no arrow for “no”. Draw an arrow for it.");
  assert.equal(what, "“Is a hearing needed?” has no arrow for “no”.");
  assert.equal(remedy, "Draw an arrow for it.");
  assert.deepEqual(halves("Only one sentence"), ["Only one sentence", ""]);
});

test("the way to a problem is named after what it leads to", () => {
  assert.equal(showWords("bpmn:ExclusiveGateway"), "Show the question");
  assert.equal(showWords("bpmn:SequenceFlow"), "Show the arrow");
  assert.equal(showWords("bpmn:UserTask"), "Show the step");
});
