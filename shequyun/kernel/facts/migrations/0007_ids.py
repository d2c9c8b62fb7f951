"""Ids that the database makes for rows by the hundred thousand: time-ordered UUIDv7, as `base.ids.new_id` makes them.

Random ones send every row to another page of every index that holds an id. PostgreSQL has `uuidv7` from 18 on.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("facts", "0006_statistics")]
    operations = [
        migrations.RunSQL(
            "create function new_id() returns uuid language sql volatile parallel safe as $$ "
            "select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send("
            "(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid $$",
            "drop function new_id()",
        )
    ]
