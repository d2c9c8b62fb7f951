"""The words of the worklist: outcomes of visits, states of tasks and promises, ways to share out, and the first list of
matters."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SubjectKind(TextChoices):
    """What a task or a promise can be about."""

    RESIDENT = "resident", _("Resident")
    DWELLING = "dwelling", _("Home")
    ORGANISATION = "organisation", _("Organisation")
    BUILDING = "building", _("Building")


class Spread(TextChoices):
    """How subjects are grouped and spread over workers."""

    BUILDING = "building", _("Whole buildings")
    GRID = "grid", _("Whole grids")
    WORKER = "worker", _("Equal numbers")
    ONE = "one", _("All to one")


class VisitOutcome(TextChoices):
    """What came of knocking."""

    MET = "met", _("Met")
    NOBODY_HOME = "nobody_home", _("Nobody home")
    COME_BACK = "come_back", _("Asked to come back")
    REFUSED = "refused", _("Refused to talk")
    MOVED = "moved", _("No longer lives here")
    PHONED = "phoned", _("Reached by phone")
    NO_ANSWER = "no_answer", _("Phone not answered")


REACHED = frozenset({VisitOutcome.MET.value, VisitOutcome.PHONED.value})


class TaskState(TextChoices):
    """What a task is, worked out from what happened to it."""

    WAITING = "waiting", _("Waits for approval")
    OPEN = "open", _("To do")
    HANDED_OVER = "handed_over", _("Handed over")
    OVERDUE = "overdue", _("Overdue")
    DONE = "done", _("Finished")
    REFUSED = "refused", _("They refuse")
    MOOT = "moot", _("No longer applies")


class TaskOutcome(TextChoices):
    """How a task ended; reopened: it did not."""

    DONE = "done", _("Finished")
    REFUSED = "refused", _("They refuse")
    MOOT = "moot", _("No longer applies")
    REOPENED = "reopened", _("Re-opened")


class PromiseState(TextChoices):
    """What a promise is, worked out from its date and its end."""

    OPEN = "open", _("Promised")
    DUE = "due", _("Due today")
    OVERDUE = "overdue", _("Overdue")
    KEPT = "kept", _("Kept")
    KEPT_LATE = "kept_late", _("Kept late")
    BROKEN = "broken", _("Not kept")
    WITHDRAWN = "withdrawn", _("Taken back")


class Asker(TextChoices):
    """Who asks for a drive, by the length of their area."""

    COMMITTEE = "committee", _("The committee itself")
    SUBDISTRICT = "subdistrict", _("Subdistrict")
    DISTRICT = "district", _("District department")
    CITY = "city", _("City department")


LEVELS: Mapping[int, Asker] = {12: Asker.COMMITTEE, 9: Asker.SUBDISTRICT, 6: Asker.DISTRICT, 2: Asker.CITY}


class Ruling(TextChoices):
    """What somebody decided about a drive that came from above."""

    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Not approved")
    REFUSED = "refused", _("Refused by the committee")


@dataclass(frozen=True)
class MatterSeed:
    """A matter as a new installation has it. `fields`: names of the dictionary, as subject.field."""

    code: str
    name: str
    owner: str
    ground: str
    working_days: int
    fields: tuple[str, ...] = ()
    own: bool = False


_ARTICLE = "上海市居民委员会工作条例（2017）第二十七条"
# Data that a subdistrict may change: names, departments and grounds in the words of the trade.
MATTERS = [
    MatterSeed("visit", "日常走访", "居委会", "上海市居民委员会工作条例（2017）第三十条", 10, own=True),
    MatterSeed("verify", "人口信息核实", "居委会", "上海市居民委员会工作条例（2017）第三十六条", 10, ("resident.phone",), own=True),
    MatterSeed("mediation", "纠纷调处", "居委会", "人民调解法第八条", 5, own=True),
    MatterSeed("disclosure", "居务公开", "居委会", "上海市居民委员会工作条例（2017）第十七条", 5, own=True),
    MatterSeed("population", "协助实有人口登记核查", "公安", f"{_ARTICLE}；上海市实有人口服务和管理若干规定", 10, ("resident.phone",)),
    MatterSeed("elder_care", "协助老年人关爱巡访", "民政", f"{_ARTICLE}；上海市养老服务条例", 5, ("resident.contact_name", "resident.contact_phone")),
    MatterSeed("relief", "协助社会救助对象走访核实", "民政", f"{_ARTICLE}；上海市社会救助条例", 10, ("resident.phone",)),
    MatterSeed("disabled", "协助残疾人服务需求调查", "残联", f"{_ARTICLE}；上海市残疾人保障条例", 10, ("resident.contact_phone",)),
    MatterSeed("vaccination", "协助疫苗接种动员通知", "卫健", f"{_ARTICLE}；传染病防治法第九条", 3, ("resident.phone",)),
    MatterSeed("epidemic", "协助传染病防控排查", "卫健", f"{_ARTICLE}；突发公共卫生事件应急条例第四十条", 1, ("resident.phone",)),
    MatterSeed("fire", "协助消防安全宣传巡查", "消防", f"{_ARTICLE}；上海市消防条例", 10),
    MatterSeed("group_rent", "协助群租线索核实", "房管", f"{_ARTICLE}；上海市住宅物业管理规定", 5, ("dwelling.tenure",)),
    MatterSeed("empty_home", "协助空置房核查", "房管", f"{_ARTICLE}；上海市住宅物业管理规定", 10, ("dwelling.use",)),
    MatterSeed("school", "协助适龄儿童入学摸底", "教育", f"{_ARTICLE}；义务教育法第十三条", 10, ("resident.phone",)),
    MatterSeed("veteran", "协助退役军人走访慰问", "退役军人事务", f"{_ARTICLE}；退役军人保障法", 10, ("resident.phone",)),
    MatterSeed("family", "协助孕产妇与婴幼儿访视通知", "卫健", f"{_ARTICLE}；母婴保健法", 5, ("resident.phone",)),
    MatterSeed("census", "协助人口普查与抽样调查", "统计", f"{_ARTICLE}；全国人口普查条例", 15),
    MatterSeed("waste", "协助生活垃圾分类宣传指导", "绿化市容", f"{_ARTICLE}；上海市生活垃圾管理条例", 10),
    MatterSeed("typhoon", "协助防汛防台人员转移", "应急", f"{_ARTICLE}；上海市防汛条例", 1, ("resident.phone",)),
    MatterSeed("correction", "协助社区矫正对象帮扶", "司法", f"{_ARTICLE}；社区矫正法第十二条", 10),
]  # fmt: skip
