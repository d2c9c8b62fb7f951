// GB 11643 as it is typed: the check digit, the date and the sex inside. The same rule as the register's.
import { t } from "./words.js";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";
const OTHER = {
  hong_kong_macao_permit: /^[HM]\d{8}(\d{2})?$/,
  taiwan_permit: /^(\d{8}|\d{10}[A-Z]?)$/,
  passport: /^(?=.*\d)[A-Z0-9]{5,20}$/,
  foreign_permanent: /^([A-Z]{3}\d{12}|9\d{17})$/,
  birth_certificate: /^[A-Z]\d{9}$/,
  other: /^.{3,30}$/,
};

const checkDigit = (first17) => CHECKS[[...first17].reduce((sum, digit, at) => sum + Number(digit) * WEIGHTS[at], 0) % 11];

export function folded(said) {
  const half = said.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  return half.replace(/[\s'`‘’\-‐–—_\ufeff\u200b]/g, "").toUpperCase();
}

function exists(eight) {
  const [year, month, day] = [Number(eight.slice(0, 4)), Number(eight.slice(4, 6)), Number(eight.slice(6))];
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

// {state: "more" | "wrong" | "right", code, say, born, sex, number}: feedback after every sign.
export function readDocument(said, kind = "mainland_id") {
  const number = folded(said);
  if (!number) return { state: "more", code: "", say: "" };
  if (kind in OTHER) return OTHER[kind].test(number) ? right(number) : wrong("unknown_form", t("This does not look like a document of this type."));
  if (!/^\d{0,17}[\dX]?$/.test(number)) return wrong(number.length > 18 ? "wrong_length" : "unknown_form", t("Digits only; the last character may be X."));
  if (number.length === 15 && !number.includes("X")) return fifteen(number);
  if (number.length < 18) return { state: "more", code: "wrong_length", say: t("%(left)s more", { left: 18 - number.length }) };
  const eight = number.slice(6, 14);
  if (!exists(eight)) return wrong("impossible_date", t("The birth date inside the number (%(said)s) does not exist.", { said: eight }));
  const digit = checkDigit(number.slice(0, 17));
  if (digit !== number[17]) return wrong("wrong_check_digit", t("The check digit does not match: a digit is mistyped."));
  return right(number, eight);
}

function fifteen(number) {
  const long = `${number.slice(0, 6)}19${number.slice(6)}`;
  const eight = long.slice(6, 14);
  if (!exists(eight)) return { state: "more", code: "wrong_length", say: t("%(left)s more", { left: 3 }) };
  return { ...right(long + checkDigit(long), eight), say: t("Old 15-digit number, complete.") };
}

const wrong = (code, say) => ({ state: "wrong", code, say });

function right(number, eight = "") {
  const born = eight && `${eight.slice(0, 4)}-${eight.slice(4, 6)}-${eight.slice(6)}`;
  const sex = eight ? (Number(number[16]) % 2 ? "1" : "2") : "";
  return { state: "right", code: "", say: t("The number is valid."), number, born, sex };
}
