"""Which product a list means: people write the name, the technology or the maker, in one column or in two."""

from functools import cache

from shequyun.base.widths import half_width
from shequyun.programmes.vaccination.choices import PRODUCTS, Product, products


def product_said(name: str, maker: str = "") -> Product | None:
    """The product of a name and, where several share it, a maker. None for what no product is called."""
    code = PRODUCTS.read(f"{name}（{maker}）") if maker else None
    folded, made = _folded(name), _folded(maker)
    if code is None:
        code = _best(folded, made)
    return products()[code] if code else None


def _best(name: str, maker: str) -> str | None:
    """The longest way of writing that the name holds; of those, the one whose maker is named."""
    found = [(len(said), code) for said, code in _ways() if said in name]
    if not found:
        return None
    vaccine = products()[max(found)[1]].vaccine
    for one in products().values():
        if one.vaccine == vaccine and any(_folded(short) in f"{name}{maker}" for short in one.makers):
            return one.code
    return max(found)[1]


@cache
def _ways() -> tuple[tuple[str, str], ...]:
    return tuple((_folded(said), one.code) for one in products().values() for said in (one.name, *one.said))


def _folded(text: str) -> str:
    return "".join(half_width(text).split()).lower().replace("疫苗", "")
