// The part of FEEL that pages read: what it cannot read stays open, and the server decides.

import assert from "node:assert/strict";
import { test } from "node:test";

import { holds } from "../../../webui/browser/conditions.js";

const read = (text, answers) => holds(text, (name) => answers[name]);

test("a question about what was ticked is hidden until something is ticked", () => {
  const hide = "points = null or count(points) = 0";
  assert.equal(read(hide, { points: null }), true);
  assert.equal(read(hide, { points: ["support"] }), false);
});

test("a count of what is not on the page stays open", () => {
  assert.equal(read("count(children) > 0", {}), undefined);
});

test("a loop over rows is not read, and the question stays open", () => {
  assert.equal(read("some r in rows satisfies r.done = \"yes\"", { rows: null }), undefined);
});
