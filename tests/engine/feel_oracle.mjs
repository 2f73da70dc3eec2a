// What test_feel_agreement.py asks of feelin: the value of each expression, as JSON; an error is null.

import { readFileSync } from "node:fs";

import { evaluate } from "feelin";

const { facts, texts } = JSON.parse(readFileSync(0, "utf8"));

function plain(value) {
  if (value === undefined || typeof value === "function") return null;
  if (typeof value === "number" && !Number.isFinite(value)) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  if ("start included" in value) return range(value);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value.toString();
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}

function range(value) {
  const [start, end] = [value.start, value.end].map((each) => (typeof each === "string" ? JSON.stringify(each) : each));
  return `${value["start included"] ? "[" : "("}${start}..${end}${value["end included"] ? "]" : ")"}`;
}

function asked(text) {
  try {
    return { value: plain(evaluate(text, facts).value) };
  } catch {
    return { value: null };
  }
}

process.stdout.write(JSON.stringify(texts.map(asked)));
