"""`bin/bench [--size 35k|1m|25m] [--only NAME …] [--keep]`."""

import argparse
import sys
import traceback
from pathlib import Path

from bench import place
from bench.rows import MEASURES, Row

SIZES = ("tiny", "35k", "1m", "25m")


def main() -> None:
    """Measure, and write the two files. A measure that breaks is told and left out; a slow one is a number."""
    options = _options()
    with place.attached(options.size, keep=options.keep) as folder:
        from bench import everything, report
        from bench.machine import described
        from bench.world import world_of

        machine, rows = described(), list[Row]()
        world = world_of(options.size, folder)
        for name in options.only or everything.ORDER:
            print(f"{name} …", file=sys.stderr, flush=True)
            try:
                for row in MEASURES[name](world):
                    rows.append(row)
                    print(f"  {row.name}: {row.value:,.2f} {row.unit} {row.remark}", file=sys.stderr, flush=True)
            except Exception:
                traceback.print_exc()
                print(f"  {name} broke off; its rows are missing.", file=sys.stderr, flush=True)
            report.write(options.out, options.size, machine, rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench")
    parser.add_argument("--size", choices=SIZES, default="35k", help="how many residents the register holds")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these measures alone; see bench/README.md")
    parser.add_argument("--keep", action="store_true", help="keep the register for the next run")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="where the results go")
    return parser.parse_args()


if __name__ == "__main__":
    main()
