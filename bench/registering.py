"""Matters brought to many desks at once, on the served product, with the session and the token of a browser."""

import http.client
import re
import threading
import time
from collections.abc import Iterator
from uuid import uuid4

from bench.people import Known, drawn
from bench.rows import UP, Row, measure
from bench.served import HOST, Load, cookie_of, serving, together
from bench.world import World

GOAL, DESKS, USERS = 50, 8, ("wang", "li")
WORDS = ("三楼漏水，天花板在滴水", "想问一下长护险怎么申请", "楼道里堆了旧家具，走不过去", "路灯坏了三天，晚上看不见")
BORDER, SECONDS, WARM = "bench-border", 20, 2


@measure("registering")
def registering(world: World) -> Iterator[Row]:
    """All in one committee, whose numbers are given one after the other: the form open already; and with all that a browser
    asks for."""
    people = drawn(world, 5 if world.tiny else 40)
    cookies = [cookie_of(world, USERS[place % len(USERS)]) for place in range(2 if world.tiny else DESKS)]
    for whole, name, goal in (
        (False, "matters registered under load", GOAL),
        (True, "matters registered, the form fetched before and the case opened after", None),
    ):
        with serving() as port:
            found = _under_load(world, port, cookies, people, whole=whole)
        said = f"{len(cookies)} desks, p95 {found.p95:.0f} ms, {found.failed} failed; browsers on the same cores"
        yield Row(name, found.rate, "matters/s", goal, UP, said)


def _under_load(world: World, port: int, cookies: list[str], people: list[Known], *, whole: bool) -> Load:
    """Only what was registered counts, and not in the first seconds."""
    seconds, warm = (1, 0) if world.tiny else (SECONDS, WARM)
    desks = [_Desk(port, cookie) for cookie in cookies]
    found, lock, begin = Load(seconds), threading.Lock(), time.perf_counter() + warm

    def work(desk: "_Desk") -> None:
        turn = 0
        while (start := time.perf_counter()) < begin + seconds:
            done = desk.register(
                WORDS[turn % len(WORDS)], people[turn % len(people)] if turn % 2 else None, whole=whole
            )
            turn += 1
            if start >= begin:
                with lock:
                    found.failed += not done
                    if done:
                        found.milliseconds.append((time.perf_counter() - start) * 1000)

    together([lambda one=one: work(one) for one in desks])
    return found


class _Desk:
    """A browser with the form open."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port, self.cookie = port, cookie
        self.line = http.client.HTTPConnection(HOST, port, timeout=60)
        self.token, self.key = "", ""
        self._open()

    def register(self, words: str, who: Known | None, *, whole: bool) -> bool:
        """Whether it was; with the form before it and the page of the case after it, if whole."""
        if whole:
            self._open()
        else:
            self.key = str(uuid4())
        status, place = self._send(words, who)
        if status == 302 and whole:
            return self._get(place)[0] == 200
        return status == 302

    def _open(self) -> None:
        status, page = self._get("/cases/new/")
        if status != 200:
            raise RuntimeError(f"the form answered {status}")
        self.token, self.key = _value("csrfmiddlewaretoken", page), _value("case_id", page)

    def _get(self, path: str) -> tuple[int, str]:
        self.line.request("GET", path, headers={"Cookie": self.cookie})
        answer = self.line.getresponse()
        page = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and value.startswith("csrftoken="):
                self.cookie = f"{self.cookie.partition('; csrftoken=')[0]}; {value.partition(';')[0]}"
        return answer.status, page

    def _send(self, words: str, who: Known | None) -> tuple[int, str]:
        fields = {
            "csrfmiddlewaretoken": self.token, "case_id": self.key, "resident_id": who.key if who else "",
            "caller_name": "" if who else "王先生", "phone": "", "words": words, "place": "", "urgency": "normal",
            "channel": "desk", "save": "",
        }  # fmt: skip
        parts = [
            f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{fields[name]}\r\n' for name in fields
        ]
        headers = {
            "Cookie": self.cookie, "Origin": f"http://{HOST}:{self.port}",
            "Content-Type": f"multipart/form-data; boundary={BORDER}",
        }  # fmt: skip
        self.line.request("POST", "/cases/new/", "".join([*parts, f"--{BORDER}--\r\n"]).encode(), headers)
        answer = self.line.getresponse()
        answer.read()
        return answer.status, answer.getheader("Location") or ""


def _value(name: str, page: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    if found is None:
        raise RuntimeError(f"the form has no {name}")
    return found[1]
