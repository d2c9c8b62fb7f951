"""Two listening sessions of deputies in 恒丰: one about public health some weeks ago, followed to its answers, and one of
yesterday of which some opinions still wait to be sorted; reports of public opinion.

The deputies are invented; residents are taken in the order of their doors, so that it is the same every time.
"""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.cases import actions as cases
from shequyun.engines.cases.actions import as_of
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.residents.queries import residents
from shequyun.programmes.deputies import actions, queries
from shequyun.programmes.deputies.actions import Draft, Plan, Said

DEPUTIES = (
    ("沈一鸣", "city", "静安区代表团"),
    ("陆晓芳", "district", "石门二路街道第 3 选区"),
    ("顾建华", "district", "石门二路街道第 5 选区"),
)
STATIONS = (
    ("恒丰居民区人大代表联系点", "point", "恒丰路610弄1号底层", "每月第一个周三 14:00–16:00"),
    ("石门二路街道人大代表之家", "home", "石门二路街道办事处二楼", "工作日 9:00–11:00"),
)
# Whose words, then the words: a number is a resident in the order of doors, a name somebody who gave one, "" anonymous.
HEALTH: tuple[tuple[int | str, str], ...] = (
    (0, "疫苗接种点要是能设在居委会，我们这些走不动的老人就不用排那么长的队了。"),
    (1, "我妈妈 86 岁，去社区医院打针要叫车，能不能上门或者就近打？"),
    ("", "接种通知都在手机上，我不会看，最好打电话或者贴楼道里。"),
    (2, "外地来的租客有没有打疫苗，谁来通知？我们楼一半是租户。"),
    (3, "菜场旁边的垃圾房味道太重，夏天苍蝇多，这也是公共卫生。"),
    ("", "垃圾房清运时间改在半夜，声音太响，能不能改到早上六点以后？"),
    (4, "楼道消毒频次不一样，有的楼天天做，有的一周一次，要有个公示。"),
    ("朱先生", "发热门诊离得远，公交不直达，晚上基本叫不到车。"),
    (5, "公共卫生条例能不能写清楚：居委会可以要求二房东配合登记租客？"),
    ("", "建议条例里把志愿者的防护和保险也写进去。"),
    (6, "应急的时候独居老人的药谁来配？上次断了两天降压药。"),
    (7, "配药最好由居委会牵头，和社区医院对接一份名单。"),
    ("周阿姨", "我和楼上邻居因为漏水打官司两年了，请代表帮我说说话。"),
    ("", "你们开会开得好。"),
)
NIGHT: tuple[tuple[int | str, str], ...] = (
    (8, "弄堂口共享单车停得满满当当，轮椅根本出不去。"),
    ("", "晚上外卖电动车从人行道冲过来，老人小孩都吓一跳。"),
    (9, "610弄 3 号的楼道灯坏了半个月，上下楼要打手电。"),
    (10, "楼道灯坏了报修三次没人来，请代表督促物业。"),
    ("", "弄堂里的路灯也暗，建议整体换一遍。"),
    (11, "加装电梯一楼不同意，能不能有个标准的补偿办法？"),
    ("金老师", "电梯加装流程太长，盖了十几个章，建议一窗受理。"),
    ("", "希望社区食堂晚饭延到六点半，下班的人也能吃上。"),
    (12, "食堂菜价涨了，助餐补贴没有跟上。"),
    (13, "地铁站出口没有无障碍电梯，要绕到马路对面。"),
    ("", "菜场门口的盲道被摊位占了。"),
)  # fmt: skip


def play() -> None:
    """Play it, if the committee has people and no deputy is entered yet."""
    li, wang, chen = map(actor_by_name, ("li", "wang", "chen"))
    with entered(li.scope):
        people = list(residents(li).filter(living_here=True, death_date=None).order_by("dwelling__sort_key", "pk")[:14])
        if len(people) < 14 or queries.deputies(li).exists():
            return
    keys = [actions.enter_deputy(li, name=name, congress=congress, unit=unit) for name, congress, unit in DEPUTIES]
    point, _home = [
        actions.enter_station(li, name=name, kind=kind, place=place, hours=hours)
        for name, kind, place, hours in STATIONS
    ]
    said = _hold(wang, "公共卫生应急管理条例修改意见", 46, keys[:2], point, people, HEALTH)
    _followed(li, wang, chen, said)
    night = _hold(wang, "弄堂里的夜间安全与便利", 1, keys[1:], point, people, NIGHT)
    _drafts(li, wang, night)
    soon = timezone.localdate() + timedelta(days=9)
    actions.plan_session(wang, plan=Plan("为老服务条例执法检查：社区助餐", soon, [keys[0], keys[2]], station_id=point))
    _reports(li, wang)


def _at(days: int, hour: int = 10) -> datetime:
    day: date = timezone.localdate() - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, 20)))


def _hold(
    wang: Actor, theme: str, days: int, deputies: list[UUID], point: UUID, people: list[Any],
    words: tuple[tuple[int | str, str], ...],
) -> list[UUID]:  # fmt: skip
    """A session with its opinions; returns their keys."""
    day = timezone.localdate() - timedelta(days=days)
    session = actions.plan_session(wang, plan=Plan(theme, day, deputies, station_id=point))
    actions.start_session(wang, session)
    keys = []
    with as_of(_at(days, 15)):
        for who, text in words:
            said = Said(
                text, resident_id=people[who].pk if isinstance(who, int) else None,
                name=who if isinstance(who, str) else "", anonymous=who == "",
            )  # fmt: skip
            keys.append(actions.record_opinion(wang, session, said=said))
    return keys


def _suggest(actor: Actor, days: int, keys: list[UUID], title: str, power: str, proposal: str, facts: str = "") -> UUID:
    with as_of(_at(days)):
        return actions.draft_suggestion(actor, keys, title=title, power=power, proposal=proposal, facts=facts)


def _case(actor: Actor, key: UUID) -> UUID:
    with entered(actor.scope):
        found = queries.suggestion_of(actor, key).case_id
    assert found is not None
    return found


def _followed(li: Actor, wang: Actor, chen: Actor, said: list[UUID]) -> None:
    """The suggestions of the first session: told, answered, answered anew, handled, given back, withdrawn."""
    told = _suggest(wang, 44, said[0:2], "就近设置高龄老人疫苗接种点并提供上门接种", "subdistrict",
                    "由街道会同社区卫生服务中心，在居民区轮流设流动接种点，对 80 岁以上失能老人提供上门接种。")  # fmt: skip
    notice = _suggest(wang, 44, [said[2]], "接种通知应兼顾不用智能手机的老人", "committee",
                      "电话通知与楼道张贴并行，由楼组长逐户确认。")  # fmt: skip
    waste = _suggest(wang, 43, said[4:6], "改造菜场旁垃圾房并调整清运时间", "subdistrict",
                     "加装除臭设备，清运时间调整到早上六点至七点。")  # fmt: skip
    clinic = _suggest(wang, 43, [said[7]], "增设发热门诊夜间接驳", "district", "由区交通和卫健部门研究夜间定时接驳车。")
    law = _suggest(wang, 42, [said[3], *said[8:10]], "在条例中明确出租房屋登记配合义务和志愿者保障", "city",
                   "条例增加二房东配合登记的义务，以及应急志愿者的防护和保险条款。")  # fmt: skip
    drugs = _suggest(wang, 42, said[10:12], "建立应急状态下慢病老人代配药机制", "district",
                     "由社区卫生服务中心与居委会共同维护代配药名单，明确断药 24 小时内的处置。")  # fmt: skip
    twin = _suggest(wang, 41, [said[6]], "公示楼道消毒频次", "committee", "")
    actions.withdraw(li, twin, reason="居委会已在楼道公示栏公布，无需作为建议")
    actions.set_aside(wang, said[6], reason="settled", words="现场答复：下周起在公示栏公布各楼消毒频次")
    actions.set_aside(wang, said[12], reason="court", words="已在诉讼中，告知可申请社区律师咨询")
    actions.set_aside(wang, said[13], reason="empty", words="感谢支持")
    for number, key in enumerate((told, notice, waste, clinic, law, drugs)):
        with as_of(_at(40 - number)):
            actions.hand_in(li, key)
    _assigned(wang, chen, (told, notice, waste, law, drugs))
    _answered(li, wang, chen, told, notice, waste)
    with entered(wang.scope):
        session = queries.sessions(wang).get(theme__startswith="公共卫生")
    actions.close_session(
        wang, session.pk, attendance=23, outcome="代表将把条例修改意见整理提交市人大常委会，其余建议交街道办理并跟踪。"
    )


def _assigned(wang: Actor, chen: Actor, keys: tuple[UUID, ...]) -> None:
    told, notice, waste, law, drugs = keys
    for number, (key, to) in enumerate(((told, chen), (notice, wang), (waste, chen), (law, chen), (drugs, chen))):
        assert to.staff_id is not None
        with as_of(_at(34 - number)):
            cases.assign(chen, _case(chen, key), to=to.staff_id)
    with as_of(_at(28)):
        cases.accept(wang, _case(wang, notice))
    assert wang.staff_id is not None
    with as_of(_at(27)):
        cases.add_co_handler(chen, _case(chen, drugs), to=wang.staff_id, part="核对辖区慢病独居老人名单")


def _answered(li: Actor, wang: Actor, chen: Actor, told: UUID, notice: UUID, waste: UUID) -> None:
    today = timezone.localdate()
    with as_of(_at(12)):
        actions.answer(
            chen, told, result="1", signed_by="街道办事处分管领导 沪石街办〔2026〕17 号",
            words="已与社区卫生服务中心商定：每月第二、第四周在恒丰居民区设流动接种点；对行动不便老人预约上门。首次已于上周开展。",
        )  # fmt: skip
    with as_of(_at(10)):
        _tell(wang, told, way="phone", words="表示满意")
        actions.answer(
            chen, waste, result="2", by=today + timedelta(days=96), signed_by="街道办事处主任",
            words="除臭设备已列入本年度实事项目，清运时间自下月起调整为 6:30。",
        )  # fmt: skip
        actions.answer(wang, notice, result="3", words="将在下季度通知工作中一并考虑。", by=today + timedelta(days=60))
    with as_of(_at(6)):
        _tell_deputies(wang, notice)
        _rate(li, notice, "not", "没有具体做法和时间，请明确楼组长如何逐户确认。")
        _rate(li, told, "content", "")


def _tell(wang: Actor, key: UUID, *, way: str, words: str) -> None:
    with entered(wang.scope):
        page = queries.suggestion_page(wang, key)
    authors = [one.opinion.pk for one in page.authors]
    actions.tell(wang, key, opinion_ids=authors, way=way, words=words)
    _tell_deputies(wang, key)


def _tell_deputies(wang: Actor, key: UUID) -> None:
    with entered(wang.scope):
        page = queries.suggestion_page(wang, key)
    actions.tell(wang, key, deputy_ids=[one.deputy.pk for one in page.signers], way="letter")


def _rate(actor: Actor, key: UUID, rating: str, words: str) -> None:
    """As the deputy says who leads; where they are content, so is everybody who signs."""
    with entered(actor.scope):
        signers = queries.suggestion_page(actor, key).signers
    for signer in signers[:1] if rating == "not" else signers:
        actions.rate(actor, key, deputy_id=signer.deputy.pk, rating=rating, words=words)


def _drafts(li: Actor, wang: Actor, said: list[UUID]) -> None:
    """Of yesterday: one is drafted, the rest waits."""
    _suggest(wang, 0, said[2:5], "整体更新恒丰路 610 弄楼道与弄内照明", "subdistrict", "",
             "610 弄 3 号楼道灯损坏半个月，多次报修未果；弄内路灯照度不足，老人夜间出行不便。")  # fmt: skip
    actions.sort_opinions(wang, [said[9]], power="city")


def _reports(li: Actor, wang: Actor) -> None:
    draft = Draft(
        "老旧里弄楼道照明“坏了没人修”的堵点与建议",
        "居民区走访和代表接待中，楼道照明反映集中。恒丰路 610 弄有 3 个门洞声控灯损坏超过两周，居民三次报修未解决。"
        "楼道灯属共用部位，维修资金动用须业主表决，小额维修往往因凑不齐签名而搁置。",
        "一是小额维修程序过重，数百元的更换与大修适用同一表决程序；二是无物业或准物业小区没有明确的代修主体；"
        "三是报修渠道分散，居民不清楚该找谁，重复反映。",
        "建议设立街道小额应急维修备用金，2000 元以下由居委会见证、先修后补；为无物业里弄确定代修单位并在楼道公示；"
        "把楼道照明纳入“一栋一档”巡查，坏灯三个工作日内修复。",
        "恒丰居委会 王社工",
    )
    with as_of(_at(24)):
        key = actions.write_report(wang, draft=draft)
    today = timezone.localdate()
    for kind, channel, days, words in (
        ("submitted", "subdistrict", 20, ""),
        ("adopted", "district_cppcc", 12, "区政协《社情民意》第 41 期"),
        ("used", "district_party", 4, "区领导批示，区房管局研究小额维修备用金办法"),
    ):
        actions.follow_report(li, key, kind=kind, channel=channel, on=today - timedelta(days=days), words=words)
    actions.write_report(
        wang,
        draft=Draft(
            "应急状态下独居慢病老人断药风险亟待补位",
            "代表接待中多位居民反映，应急管控期间独居老人降压药、降糖药曾中断两天。辖区 80 岁以上独居老人中约四成长期服药。",
            "代配药名单由社区医院和居委会各自掌握，口径不一；应急通行人员未覆盖代配药志愿者。",
            "建议统一代配药名单，明确断药 24 小时内处置的责任单位，给代配药志愿者发放应急通行凭证。",
            "恒丰居委会 王社工",
        ),
    )
