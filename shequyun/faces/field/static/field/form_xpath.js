// What an expression of a collection form comes to; the same as the office's (engines/surveys/rules/evaluating.py): both
// are held against one table of cases. Pure. `around` is what it can see: {find, today, self, row}.
const DAY = 86_400_000, DIGITS = 15, LONGEST = 200;

export function worth(tree, around) {
  const [kind, one, other] = tree;
  if (kind === "num" || kind === "text") return one;
  if (kind === "of") return around.find(one);
  if (kind === "self") return around.self || "";
  if (kind === "column") return (around.row || {})[one] ?? "";
  if (kind === "call") return call(one, other, around);
  if (kind === "and" || kind === "or") {
    const left = truth(worth(one, around));
    return left === (kind === "and") ? truth(worth(other, around)) : left;
  }
  return OPERATORS[kind](worth(one, around), worth(other, around));
}

export const truth = (value) => (typeof value === "number" ? value !== 0 && !Number.isNaN(value) : Boolean(value));

// A day of the calendar as days since 1970; NaN for what is none.
export function dayNumber(said) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(said);
  if (!found || found[1] === "0000") return NaN;
  const at = new Date(`${said}T00:00:00Z`);
  return at.getUTCMonth() + 1 === Number(found[2]) && at.getUTCDate() === Number(found[3]) ? at.getTime() / DAY : NaN;
}

export function number(value) {
  if (typeof value !== "string") return Number(value);
  const said = value.trim();
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(said) ? Number(said) : dayNumber(said);
}

export function text(value) {
  if (typeof value !== "number") return String(value);
  return Object.is(value, -0) ? "0" : String(value);
}

function equal(one, other) {
  const either = (kind) => typeof one === kind || typeof other === kind;
  if (either("boolean")) return truth(one) === truth(other);
  if (either("number")) return number(one) === number(other);
  return one === other;
}

const OPERATORS = {
  "=": equal,
  "!=": (one, other) => !equal(one, other),
  "<": (one, other) => number(one) < number(other),
  "<=": (one, other) => number(one) <= number(other),
  ">": (one, other) => number(one) > number(other),
  ">=": (one, other) => number(one) >= number(other),
  "+": (one, other) => number(one) + number(other),
  "-": (one, other) => number(one) - number(other),
  "*": (one, other) => number(one) * number(other),
  div: (one, other) => number(one) / number(other),
  mod: (one, other) => number(one) % number(other),
};

function call(name, trees, around) {
  if (name === "if") return worth(trees[truth(worth(trees[0], around)) ? 1 : 2], around);
  if (name === "today") return around.today;
  return FUNCTIONS[name](...trees.map((tree) => worth(tree, around)));
}

export const several = (value) => text(value).split(/\s+/).filter(Boolean);

// Halves upwards, as in XPath.
function rounded(value, places = 0) {
  const digits = number(places), said = number(value);
  if (!(Math.abs(digits) <= DIGITS) || !Number.isFinite(said)) return NaN;
  const scale = 10 ** Math.trunc(digits);
  return Math.floor(said * scale + 0.5) / scale;
}

function part(value, start, end = Infinity) {
  const signs = [...text(value)], first = number(start), last = number(end);
  if (Number.isNaN(first) || Number.isNaN(last)) return "";
  return signs.slice(Math.max(0, Math.trunc(first)), Math.max(0, Math.trunc(Math.min(last, signs.length)))).join("");
}

function asDate(value) {
  const days = number(value);
  if (!Number.isFinite(days) || days < -719162 || days > 2932896) return "";
  return new Date(Math.floor(days) * DAY).toISOString().slice(0, 10);
}

function matches(value, pattern) {
  const said = text(value);
  return [...said].length <= LONGEST && new RegExp(`^(?:${text(pattern)})$`, "u").test(said);
}

const FUNCTIONS = {
  not: (value) => !truth(value),
  true: () => true,
  false: () => false,
  coalesce: (one, other) => (text(one) ? one : other),
  selected: (all, one) => several(all).includes(text(one)),
  "count-selected": (all) => several(all).length,
  string: text,
  "string-length": (value) => [...text(value)].length,
  contains: (value, piece) => text(value).includes(text(piece)),
  "starts-with": (value, piece) => text(value).startsWith(text(piece)),
  substr: part,
  concat: (...values) => values.map(text).join(""),
  regex: matches,
  number,
  int: (value) => Math.trunc(number(value)),
  round: rounded,
  min: (...values) => Math.min(...values.map(number)),
  max: (...values) => Math.max(...values.map(number)),
  date: asDate,
};
