// Makes an id from a name, as the ids of our procedures are; used when a drawn element gets its first name.

export function snakeCase(name) {
  const plain = (name || "").normalize("NFKD").replace(/[\u0300-\u036f’']/g, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").replace(/^(\d)/, "n$1").slice(0, 60);
}
