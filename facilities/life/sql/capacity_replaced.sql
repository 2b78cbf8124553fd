-- Of the dated figures of a facility ($1) that a document ($3) of a source ($2) gives, those that stood in their places before it gave them.
SELECT c.measure, c.on_day, (o.before ->> 'total')::integer, (o.before ->> 'used')::integer, o.before ->> 'source', o.before ->> 'document'
FROM facility_capacity c
JOIN LATERAL (
    SELECT r.before FROM revision r
    WHERE (r.entity, r.entity_id, r.tbl) = ('facility', c.facility_id::text, 'facility_capacity')
      AND (r.after ->> 'measure', (r.after ->> 'on_day')::date, r.after ->> 'source', r.after ->> 'document') = (c.measure, c.on_day, c.source, c.document)
      AND (r.before ->> 'source', r.before ->> 'document') IS DISTINCT FROM (c.source, c.document)
    ORDER BY r.id DESC LIMIT 1) o ON o.before IS NOT NULL
WHERE c.facility_id = $1 AND (c.source, c.document) = ($2::text, $3::text)
