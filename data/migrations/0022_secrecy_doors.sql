-- What readers without clearance (密级) get through the doors that count, list or tell of entries without showing them:
-- statistics, ledger, trail, webhooks, change sets, approvals, clean-up, reviews. Package gazetteer (Veil) says the same
-- of what it hands out itself; both are compared by a test.

CREATE INDEX place_graded ON place (id) WHERE secrecy <> '{}';
CREATE INDEX place_name_graded ON place_name (place_id) WHERE grade > 0;
CREATE INDEX revision_graded_name ON revision (entity_id) WHERE tbl = 'place_name' AND before ->> 'grade' > '0';

-- Entries with anything above the reader's grade: grades by field, and the texts of name forms, also of those that were
-- graded when they were taken away, as the revisions know them.
CREATE FUNCTION graded(reader smallint) RETURNS TABLE (place_id uuid, secrecy jsonb, texts text[]) LANGUAGE sql STABLE AS $$
    WITH hidden AS (
        SELECT n.place_id, n.text FROM cairn.place_name n WHERE n.grade > 0 AND n.grade > reader
        UNION
        SELECT r.entity_id::uuid, r.before ->> 'text' FROM cairn.revision r
        WHERE r.tbl = 'place_name' AND r.before ->> 'grade' > '0' AND r.before ->> 'grade' > reader::text
          AND NOT EXISTS (SELECT FROM cairn.place_name n
                          WHERE n.place_id = r.entity_id::uuid AND n.text = r.before ->> 'text' AND n.grade <= reader)),
    named AS (SELECT h.place_id, array_agg(h.text) AS texts FROM hidden h GROUP BY h.place_id),
    marked AS (
        SELECT p.id, p.secrecy FROM cairn.place p
        WHERE p.secrecy <> '{}' AND EXISTS (SELECT FROM jsonb_each_text(p.secrecy) g WHERE g.value::smallint > reader))
    SELECT coalesce(m.id, n.place_id), coalesce(m.secrecy, '{}'), coalesce(n.texts, '{}')
    FROM marked m FULL JOIN named n ON n.place_id = m.id
    WHERE reader < 4
$$;
COMMENT ON FUNCTION graded IS 'Nothing for a reader of grade 4.';

-- The grade of a field, with that of the whole entry.
CREATE FUNCTION field_grade(secrecy jsonb, field text) RETURNS smallint LANGUAGE sql IMMUTABLE AS $$
    SELECT greatest(coalesce((secrecy ->> 'entry')::smallint, 0), coalesce((secrecy ->> CASE
        WHEN field IN ('lon', 'lat', 'geometry', 'geom', 'position', 'position_reason', 'position_origin') THEN 'position'
        ELSE field END)::smallint, 0))::smallint
$$;

-- An object of fields of an entry without what is above the reader's grade, and without what is computed or only counts.
CREATE FUNCTION fields_open(fields jsonb, secrecy jsonb, texts text[], reader smallint) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_object_agg(f.key, CASE
        WHEN f.key IN ('short_name', 'alt_names', 'former_names', 'names') AND jsonb_typeof(f.value) = 'array' THEN (
            SELECT coalesce(jsonb_agg(u.x ORDER BY u.n), '[]') FROM jsonb_array_elements(f.value) WITH ORDINALITY AS u (x, n)
            WHERE NOT CASE WHEN jsonb_typeof(u.x) = 'object'
                THEN u.x ->> 'text' = ANY (texts) OR coalesce((u.x ->> 'grade')::smallint, 0) > reader
                ELSE u.x #>> '{}' = ANY (texts) END)
        WHEN f.key = 'secrecy' AND jsonb_typeof(f.value) = 'object' THEN (
            SELECT coalesce(jsonb_object_agg(g.key, g.value), '{}') FROM jsonb_each(f.value) g WHERE (g.value #>> '{}')::numeric <= reader)
        ELSE f.value END), '{}')
    FROM jsonb_each(CASE WHEN jsonb_typeof(fields) = 'object' THEN fields ELSE '{}' END) f
    WHERE cairn.field_grade(secrecy, f.key) <= reader
      AND f.key NOT IN ('grade', 'geom_grade', 'version', 'updated_at')
      AND NOT (f.key IN ('short_name', 'text') AND jsonb_typeof(f.value) = 'string' AND f.value #>> '{}' = ANY (texts))
$$;

-- Whether a reader may know of an edit: not of one that changed nothing but graded fields.
CREATE FUNCTION edit_open(op text, before jsonb, after jsonb, secrecy jsonb, texts text[], reader smallint) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT cairn.field_grade(secrecy, 'entry') <= reader
       AND (op <> 'modify' OR before IS NOT DISTINCT FROM after
            OR cairn.fields_open(before, secrecy, texts, reader) <> cairn.fields_open(after, secrecy, texts, reader))
$$;

-- The higher grades of two.
CREATE FUNCTION grades_of_both(a jsonb, b jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_object_agg(m.key, m.grade), '{}')
    FROM (SELECT g.key, max((g.value #>> '{}')::numeric) AS grade
          FROM (SELECT * FROM jsonb_each(CASE WHEN jsonb_typeof(a) = 'object' THEN a ELSE '{}' END)
                UNION ALL SELECT * FROM jsonb_each(CASE WHEN jsonb_typeof(b) = 'object' THEN b ELSE '{}' END)) g GROUP BY g.key) m
$$;

-- Whether a reader may know of an item of a change set; the grades that it proposes count, too.
CREATE FUNCTION item_open(op text, base jsonb, proposed jsonb, secrecy jsonb, texts text[], reader smallint) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT reader >= 4 OR cairn.field_grade(g.secrecy, 'entry') <= reader
       AND (op <> 'modify' OR proposed = '{}' OR cairn.fields_open(proposed, g.secrecy, g.texts, reader) <> cairn.fields_open(
            (SELECT coalesce(jsonb_object_agg(k, base -> k), '{}') FROM jsonb_object_keys(proposed) k), g.secrecy, g.texts, reader))
    FROM (SELECT cairn.grades_of_both(secrecy, proposed -> 'secrecy') AS secrecy, coalesce(texts, '{}') AS texts) g
$$;

-- The items of change sets that a reader may know of.
CREATE FUNCTION items_open(reader smallint) RETURNS SETOF change_item LANGUAGE sql STABLE AS $$
    WITH veil AS MATERIALIZED (SELECT * FROM cairn.graded(reader))
    SELECT i.* FROM cairn.change_item i LEFT JOIN veil v ON v.place_id = i.place_id
    WHERE v.place_id IS NULL AND NOT i.proposed ?| '{secrecy,names}' OR cairn.item_open(i.op, i.base, i.proposed, v.secrecy, v.texts, reader)
$$;

-- Whether a reader may know of a change set: not of one that is about nothing else than what is graded above him.
CREATE FUNCTION set_open(p_set uuid, reader smallint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT reader >= 4 OR count(*) = 0 OR bool_or(cairn.item_open(i.op, i.base, i.proposed, v.secrecy, v.texts, reader))
    FROM cairn.change_item i LEFT JOIN cairn.graded(reader) v ON v.place_id = i.place_id WHERE i.set_id = p_set
$$;

-- Whether a reader may know of an approval: not of one whose names are all graded above him.
CREATE FUNCTION approval_open(p_approval uuid, reader smallint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT reader >= 4 OR count(*) = 0 OR bool_or(o.open)
    FROM (SELECT p.grade <= reader AS open FROM cairn.place_edit e JOIN cairn.place p ON p.id = e.place_id WHERE e.approval_id = p_approval
          UNION ALL
          SELECT cairn.set_open(s.id, reader) FROM cairn.change_set s WHERE s.approval_id = p_approval) o
$$;

-- Approvals with what is done of them, as far as a reader may know: as the view approval_record, which hides nothing.
CREATE FUNCTION approvals_open(reader smallint) RETURNS SETOF approval_record LANGUAGE sql STABLE AS $$
    SELECT a.id, a.authority, a.authority_kind, a.authority_area, a.document, a.approved_on, a.note, a.version,
           e.edits, e.unfiled, e.unannounced, e.filed_on, e.announced_on, s.unpublished,
           CASE WHEN e.edits + s.unpublished > 0 THEN a.approved_on + 15 END,
           CASE WHEN e.edits + s.unpublished = 0 THEN NULL WHEN a.authority_kind <> 'other_department' THEN a.approved_on + 15
                WHEN e.edits > 0 AND e.unfiled = 0 THEN e.filed_on + 15 END,
           coalesce(f.document, ''), coalesce(f.receiver, ''), coalesce(f.clerk, ''),
           CASE WHEN e.edits > 0 THEN e.areas ELSE s.areas END, s.sets
    FROM cairn.approval a
    LEFT JOIN cairn.filing f ON f.approval_id = a.id AND NOT f.undone
    CROSS JOIN LATERAL (
        SELECT count(*)::integer AS edits, count(*) FILTER (WHERE filed_on IS NULL)::integer AS unfiled,
               count(*) FILTER (WHERE announced_on IS NULL)::integer AS unannounced, max(filed_on) AS filed_on,
               max(announced_on) AS announced_on, coalesce(array_agg(DISTINCT p.area_code), '{}') AS areas
        FROM cairn.place_edit x JOIN cairn.place p ON p.id = x.place_id
        WHERE x.approval_id = a.id AND x.matter <> 'correction' AND p.grade <= reader) e
    CROSS JOIN LATERAL (
        SELECT (count(*) FILTER (WHERE state <> 'published'))::integer AS unpublished, coalesce(array_agg(DISTINCT area_code), '{}') AS areas,
               coalesce(jsonb_agg(jsonb_build_object('id', id, 'number', number, 'title', title, 'state', state, 'area_code', area_code)
                   ORDER BY number), '[]') AS sets
        FROM cairn.change_set WHERE approval_id = a.id AND state <> 'withdrawn' AND cairn.set_open(id, reader)) s
    WHERE cairn.approval_open(a.id, reader)
$$;

-- The grade of what an item of a data-quality review tells: of the field that it speaks of, and of those that the check looks at.
CREATE FUNCTION fault_grade(kind text, subject text, secrecy jsonb) RETURNS smallint LANGUAGE sql IMMUTABLE AS $$
    SELECT greatest(cairn.field_grade(secrecy, subject), CASE kind
        WHEN 'dates' THEN CASE WHEN subject IN ('founded', 'abolished')
            THEN greatest(cairn.field_grade(secrecy, 'founded'), cairn.field_grade(secrecy, 'abolished')) END
        WHEN 'area_name' THEN cairn.field_grade(secrecy, 'division_code') WHEN 'position' THEN cairn.field_grade(secrecy, 'position') END)
$$;

-- The entry that a row of a tracked table is about, null for none.
CREATE FUNCTION revision_entry(entity text, entity_id text, tbl text, line jsonb) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN entity = 'place' THEN entity_id::uuid
        WHEN line ? 'place_id' THEN (line ->> 'place_id')::uuid
        WHEN tbl = 'announced_name' THEN (SELECT e.place_id FROM cairn.place_edit e WHERE e.id = (line ->> 'edit_id')::uuid)
        WHEN tbl = 'attachment' THEN CASE line ->> 'owner'
            WHEN 'place' THEN (line ->> 'owner_id')::uuid
            WHEN 'sign' THEN (SELECT s.place_id FROM cairn.sign s WHERE s.id::text = line ->> 'owner_id')
            WHEN 'report' THEN (SELECT p.place_id FROM cairn.place_report p WHERE p.id::text = line ->> 'owner_id') END END
$$;

-- Whether a reader may know of a row of the trail, given what is graded of the entry that it is about (null: nothing).
CREATE FUNCTION revision_open(tbl text, op text, before jsonb, after jsonb, secrecy jsonb, texts text[], reader smallint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN reader >= 4 THEN true
        WHEN tbl = 'change_set' THEN cairn.set_open((coalesce(after, before) ->> 'id')::uuid, reader)
        WHEN tbl = 'approval' THEN cairn.approval_open((coalesce(after, before) ->> 'id')::uuid, reader)
        WHEN tbl = 'filing' THEN cairn.approval_open((coalesce(after, before) ->> 'approval_id')::uuid, reader)
        WHEN tbl = 'attachment' AND coalesce(after, before) ->> 'owner' = 'change_set'
            THEN cairn.set_open((coalesce(after, before) ->> 'owner_id')::uuid, reader)
        WHEN tbl = 'attachment' AND coalesce(after, before) ->> 'owner' = 'approval'
            THEN cairn.approval_open((coalesce(after, before) ->> 'owner_id')::uuid, reader)
        WHEN tbl = 'change_item' THEN cairn.item_open(coalesce(after, before) ->> 'op', coalesce(after, before) -> 'base',
            coalesce(after, before) -> 'proposed', secrecy, texts, reader)
        WHEN secrecy IS NULL THEN true
        WHEN cairn.field_grade(secrecy, CASE tbl WHEN 'attachment' THEN 'attachments' ELSE 'entry' END) > reader THEN false
        WHEN tbl = 'place_edit' THEN cairn.edit_open(coalesce(after, before) ->> 'op', coalesce(after, before) -> 'before',
            coalesce(after, before) -> 'after', secrecy, texts, reader)
        WHEN tbl = 'place_name' THEN NOT coalesce(before ->> 'text' = ANY (texts), false) AND NOT coalesce(after ->> 'text' = ANY (texts), false)
        WHEN tbl = 'place_report' THEN cairn.field_grade(secrecy, coalesce(after, before) ->> 'field') <= reader
        WHEN tbl = 'quality_item' THEN cairn.fault_grade(coalesce(after, before) ->> 'kind', coalesce(after, before) ->> 'subject', secrecy) <= reader
        WHEN tbl IN ('place', 'sign') AND op = 'update'
            THEN cairn.fields_open(before, secrecy, texts, reader) <> cairn.fields_open(after, secrecy, texts, reader)
        ELSE true END
$$;

-- Rows of national exports are recorded when people mend them, not when they come in: the trail does not vouch for all of
-- them, as it does for the tables whose trigger is called revise.
ALTER TRIGGER revise ON national_row RENAME TO revise_mended;
