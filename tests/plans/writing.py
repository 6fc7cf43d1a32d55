"""Words written in a row as its editor's script saves them."""

from plans.actions import rows


def write(row, by, text, field="note"):
    row.refresh_from_db()
    base = rows.words_of(row, field)
    saved = rows.save_field(
        plan=row.area.plan, row_pk=row.pk, field=field, text=text, base=base, seen=row.version, by=by
    )
    row.refresh_from_db()
    return saved
