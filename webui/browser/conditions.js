// A small part of FEEL, enough for hide-ifs over the questions of the same page. What it cannot read, or what asks for a
// fact that is not on the page, gives undefined: the question then stays open, and the server decides.
const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|(\d+(?:\.\d+)?)|(!=|<=|>=|[=<>()[\],])|([A-Za-z_][\w.]*))/y;

function tokens(text) {
  const found = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match) return null;
    const [, string, number, sign, word] = match;
    if (string !== undefined) found.push({ kind: "value", value: JSON.parse(string) });
    else if (number !== undefined) found.push({ kind: "value", value: Number(number) });
    else found.push({ kind: sign ? "sign" : "word", text: sign ?? word });
  }
  return found;
}

class Unreadable extends Error {}

class Reader {
  constructor(list, look) {
    this.list = list;
    this.look = look;
    this.place = 0;
  }

  peek() {
    return this.list[this.place]?.text;
  }

  take(text) {
    if (this.peek() !== text) return false;
    this.place += 1;
    return true;
  }

  must(text) {
    if (!this.take(text)) throw new Unreadable(text);
  }

  whole() {
    const value = this.or();
    if (this.place < this.list.length) throw new Unreadable("more");
    return value;
  }

  or() {
    let value = this.and();
    while (this.take("or")) {
      const right = this.and();
      value = value === true || right === true ? true : value === undefined || right === undefined ? undefined : false;
    }
    return value;
  }

  and() {
    let value = this.comparison();
    while (this.take("and")) {
      const right = this.comparison();
      value = value === false || right === false ? false : value === undefined || right === undefined ? undefined : true;
    }
    return value;
  }

  comparison() {
    const left = this.operand();
    for (const sign of ["=", "!=", "<=", ">=", "<", ">"]) {
      if (this.take(sign)) return compare(left, sign, this.operand());
    }
    if (this.take("in")) return isIn(left, this.operand());
    return left;
  }

  operand() {
    const token = this.list[this.place++];
    if (!token) throw new Unreadable("end");
    if (token.kind === "value") return token.value;
    if (token.text === "(") return this.closed(this.or(), ")");
    if (token.text === "[") return this.items();
    if (token.kind !== "word") throw new Unreadable(token.text);
    return this.word(token.text);
  }

  closed(value, sign) {
    this.must(sign);
    return value;
  }

  items() {
    const items = [];
    if (this.take("]")) return items;
    do items.push(this.or());
    while (this.take(","));
    return this.closed(items, "]");
  }

  word(text) {
    if (text === "true" || text === "false") return text === "true";
    if (text === "null") return null;
    if (text === "not" && this.take("(")) return opposite(this.closed(this.or(), ")"));
    if (text === "list" && this.take("contains")) return this.contains();
    if (text === "count" && this.take("(")) return size(this.closed(this.or(), ")"));
    if (this.peek() === "(") throw new Unreadable(text);
    return this.look(text);
  }

  contains() {
    this.must("(");
    const list = this.or();
    this.must(",");
    return isIn(this.closed(this.or(), ")"), list);
  }
}

function opposite(value) {
  return value === undefined ? undefined : value !== true;
}

function size(list) {
  if (list === undefined || list === null) return list;
  return Array.isArray(list) ? list.length : 1;
}

function compare(left, sign, right) {
  if (left === undefined || right === undefined) return undefined;
  if (sign === "=") return left === right;
  if (sign === "!=") return left !== right;
  if (left === null || right === null) return false;
  return { "<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right }[sign];
}

function isIn(value, list) {
  if (value === undefined || list === undefined) return undefined;
  return Array.isArray(list) ? list.includes(value) : list !== null && value === list;
}

export function holds(text, look) {
  const list = tokens(text);
  if (!list) return undefined;
  try {
    return new Reader(list, look).whole();
  } catch {
    return undefined;
  }
}
