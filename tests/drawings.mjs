// What test_drawings.py asks of the editor's own library: for each file named, findings and the file as saved again.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { BpmnModdle } from "bpmn-moddle";
import Linter from "bpmnlint/lib/linter.js";
import NodeResolver from "bpmnlint/lib/resolver/node-resolver.js";

const require = createRequire(import.meta.url);
const camunda = require("camunda-bpmn-moddle/resources/camunda.json");
const config = JSON.parse(readFileSync(new URL("../.bpmnlintrc", import.meta.url), "utf8"));
const linter = new Linter({ resolver: new NodeResolver({ require }), config });

async function looked(file) {
  const moddle = new BpmnModdle({ camunda });
  const { rootElement, warnings } = await moddle.fromXML(readFileSync(file, "utf8"));
  const found = await linter.lint(rootElement);
  const { xml } = await moddle.toXML(rootElement, { format: true });
  const errors = Object.entries(found).flatMap(([rule, reports]) =>
    reports.filter(({ category }) => category !== "warn").map(({ id, message }) => `${id}: ${message} (${rule})`),
  );
  return { warnings: warnings.map(({ message }) => message), errors, saved: xml };
}

const answers = {};
for (const file of process.argv.slice(2)) answers[file] = await looked(file);
process.stdout.write(JSON.stringify(answers));
