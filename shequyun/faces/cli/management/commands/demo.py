"""`shequyun demo load|accounts`: the invented subdistrict, and who may sign in to it."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.faces.cli.loading_beside import loading_beside
from shequyun.faces.cli.scenes import IN_EACH, SCENES
from shequyun.kernel.access.actions import assign_post, change_role, create_staff
from shequyun.kernel.access.choices import ROLES
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.places.actions import load_areas
from shequyun.kernel.places.queries import areas_within, buildings

SUBDISTRICT = "310106011"
SEED = 20210616
DAY = date(2026, 6, 16)  # the day on which the invented people have their ages
PASSWORD = "Shequyun2021"
AREAS = Path(__file__).resolve().parents[4] / "kernel" / "places" / "data" / "areas_shanghai.csv"

ACCOUNTS = [
    ("wang", "王社工", [("committee_worker", "310106011023")]),
    ("sun", "孙社工", [("committee_worker", "310106011023")]),
    ("gu", "顾社工", [("committee_worker", "310106011023")]),
    ("li", "李书记", [("committee_head", "310106011023")]),
    ("zhao", "赵主任", [("committee_head", "310106011022"), ("committee_worker", "310106011023")]),
    ("chen", "陈科长", [("subdistrict_officer", SUBDISTRICT)]),
    ("qu", "区民政", [("district_officer", "310106")]),
    ("shi", "市民政", [("city_officer", "31")]),
    ("sysadmin", "系统管理员", [("system_admin", SUBDISTRICT)]),
    ("secadmin", "安全管理员", [("security_admin", SUBDISTRICT)]),
    ("audadmin", "审计管理员", [("audit_admin", SUBDISTRICT)]),
]
SET_UP = Actor(
    name="安装", role="set_up", area="31", rights=frozenset({"staff.manage", "posts.manage", "roles.manage"})
)


class Command(BaseCommand):
    help = "Load the demo subdistrict (once), or list its accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["load", "accounts"])
        parser.add_argument(
            "--only",
            action="append",
            metavar="CODE",
            help="people this committee alone (repeat it); the others stay empty",
        )
        parser.add_argument("--no-accounts", action="store_true", help="do not list the accounts after loading")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "load":
            self._load(options["only"] or [SUBDISTRICT])
        if not options["no_accounts"]:
            self._accounts()

    def _load(self, within: list[str]) -> None:
        actor = Actor(name="安装", role="set_up", area=SUBDISTRICT)
        with entered(actor.scope):
            if buildings(actor).exists():
                return
        self.stdout.write(f"  {load_areas(AREAS):>6,} areas of Shanghai")
        if actor_by_name(ACCOUNTS[0][0]).staff_id is None:
            self._staff()
        names = {area.code: area.name for area in areas_within(actor, level="committee")}
        with loading_beside(within, SEED, on=DAY, today=timezone.localdate(), then=IN_EACH) as coming:
            for code, done in coming:
                self.stdout.write(
                    f"  {done.residents:>6,} residents {done.dwellings:>6,} homes  {names.get(code, code)}"
                )
        for play in SCENES:
            play()

    def _staff(self) -> None:
        for role in ROLES:
            if role.second_factor:  # a demo on loopback: nobody has an authenticator at hand
                change_role(SET_UP, role.code, rights=role.rights, needs_second_factor=False)
        for username, name, posts in ACCOUNTS:
            key, _password = create_staff(SET_UP, username=username, name=name, password=PASSWORD)
            for role_code, area in posts:
                assign_post(SET_UP, key, role=role_code, area=area)

    def _accounts(self) -> None:
        self.stdout.write(f"\n{'user':<10} {'password':<14} post")
        for username, name, posts in ACCOUNTS:
            held = ", ".join(f"{role} {area}" for role, area in posts)
            self.stdout.write(f"{username:<10} {PASSWORD:<14} {name}  {held}")
