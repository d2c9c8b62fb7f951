"""Translations: what is said in code and templates, what the catalogues hold, and the file that Django reads.

Catalogues are `shequyun/locale/zh_Hans/<part>.po`; all parts are merged and compiled. No GNU gettext is needed.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

from shequyun.faces.field.words import said_in

ROOT = Path(__file__).resolve().parents[2]
PARTS = ROOT / "shequyun" / "locale" / "zh_Hans"
NAMES = frozenset({"_", "_now", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"})
_TRANS = re.compile(r"""{%\s*trans(?:late)?\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
_CALL = re.compile(r"""_\("((?:[^"\\]|\\.)*)"\)""")
_BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b([^%]*)%}(.*?){%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
_PLURAL = re.compile(r"{%\s*plural\s*%}")
_HOLE = re.compile(r"%\((\w+)\)[sd]|%[sd]")


def compile_all() -> Path:
    """Merge the parts into LC_MESSAGES/django.mo. Refuses one msgid with two translations."""
    merged = polib.POFile()
    merged.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": "nplurals=1; plural=0;"}
    merged.extend(catalogue().values())
    target = PARTS / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(exist_ok=True)
    merged.save_as_mofile(str(target))
    return target


def catalogue() -> dict[str, polib.POEntry]:
    """Every entry of every part, by msgid."""
    entries: dict[str, polib.POEntry] = {}
    for part in sorted(PARTS.glob("*.po")):
        for entry in polib.pofile(str(part)):
            known = entries.get(entry.msgid)
            if known is not None and (known.msgstr, known.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
                raise SystemExit(f"{part.name}: {entry.msgid!r} is translated differently in two parts")
            entries[entry.msgid] = entry
    return entries


def said() -> dict[str, str]:
    """Every msgid in code, templates and scripts, with the first file that says it."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "shequyun").rglob("*")):
        if path.suffix == ".py" and "/tests/" not in str(path):
            texts: Iterator[str] = _in_code(path)
        elif path.suffix == ".html":
            texts = _in_template(path.read_text())
        elif path.suffix == ".js":
            texts = said_in(path.read_text())
        else:
            continue
        for text in texts:
            found.setdefault(text, str(path.relative_to(ROOT)))
    return found


def _in_code(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMES and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def _in_template(text: str) -> Iterator[str]:
    for match in _TRANS.finditer(text):
        yield match.group(1) or match.group(2)
    yield from _CALL.findall(text)
    for match in _BLOCK.finditer(text):
        body = _PLURAL.split(match.group(2))[0]
        if "trimmed" in match.group(1):
            body = " ".join(line.strip() for line in body.strip().splitlines())
        yield re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", body.replace("%", "%%"))


def problems() -> list[str]:
    """What is missing, left over, empty, fuzzy, or has other placeholders than the original."""
    known, wanted = catalogue(), said()
    found = [f"{wanted[text]}: not translated: {text!r}" for text in wanted if text not in known]
    for text, entry in known.items():
        translation = entry.msgstr or "".join(entry.msgstr_plural.values())
        if text not in wanted:
            found.append(f"left over: {text!r}")
        elif not translation or entry.fuzzy:
            found.append(f"empty or fuzzy: {text!r}")
        elif not set(_HOLE.findall(translation)) <= set(_HOLE.findall(text)):
            found.append(f"placeholders differ: {text!r}")
    return found


def main() -> None:
    """`check`, `compile` or `missing`."""
    what = sys.argv[1] if len(sys.argv) > 1 else "check"
    if what == "compile":
        compile_all()
    elif what == "missing":
        known = catalogue()
        for text, path in said().items():
            if text not in known:
                sys.stdout.write(f"{path}\t{text}\n")
    else:
        found = problems()
        sys.stdout.write("\n".join([*found, f"{len(found)} problems"]) + "\n")
        sys.exit(bool(found))


if __name__ == "__main__":
    main()
