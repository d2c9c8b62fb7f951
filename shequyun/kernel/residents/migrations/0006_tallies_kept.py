"""Walls of the tallies, and the triggers that note of which committees they are out of date.

A trigger for each statement, not for each row: an import notes a committee a few times, not a hundred thousand times. It
writes a new row and changes none, so that two at work in one committee do not wait for each other.
"""

from django.db import migrations

from shequyun.base.walls import wall

_NOTE = """
create function note_uncounted() returns trigger language plpgsql as $$ begin
  if tg_op = 'INSERT' then
    insert into residents_uncounted (id, community)
    select gen_random_uuid(), c from (select distinct community as c from written) as w;
  elsif tg_op = 'DELETE' then
    insert into residents_uncounted (id, community)
    select gen_random_uuid(), c from (select distinct community as c from former) as f;
  else
    insert into residents_uncounted (id, community)
    select gen_random_uuid(), c
    from (select community as c from written union select community from former) as both_sides;
  end if;
  return null;
end $$
"""
_TABLES = ("residents_resident", "places_dwelling", "facts_discrepancy")
_SEEN = {
    "insert": "new table as written",
    "update": "old table as former new table as written",
    "delete": "old table as former",
}
_ALL = (
    "select set_config('shequyun.lo', '0', true), set_config('shequyun.hi', ':', true);"
    "insert into residents_uncounted (id, community) select gen_random_uuid(), c from "
    "(select community as c from places_dwelling union select community from residents_resident) as known"
)


def _trigger(table: str, event: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create trigger note_uncounted_{event} after {event} on {table} referencing {_SEEN[event]} "
        "for each statement execute function note_uncounted()",
        f"drop trigger note_uncounted_{event} on {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("residents", "0005_tallies"),
        ("places", "0003_moving"),
        ("facts", "0006_statistics"),
    ]
    operations = [
        wall("residents_tally"),
        wall("residents_uncounted"),
        migrations.RunSQL(_NOTE, "drop function note_uncounted()"),
        *(_trigger(table, event) for table in _TABLES for event in _SEEN),
        migrations.RunSQL(_ALL, ""),
    ]
