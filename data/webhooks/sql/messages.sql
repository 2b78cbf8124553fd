-- The $2 changes after seal $1, each with the records it touched that a hook wants: entities $3 (empty: all but $4), of area $5, $6 at most.
-- A record without an area of its own is told to everyone. What is graded, or tells of a dispute, is told to nobody: a program has no clearance.
WITH veil AS MATERIALIZED (SELECT * FROM graded(0::smallint))
SELECT c.seq, c.change_id, x.at, x.door, coalesce(e.events, '[]'), coalesce(e.n > $6, false)
FROM (SELECT seq, change_id FROM chain WHERE seq > $1 ORDER BY seq LIMIT $2) c
JOIN change x ON x.id = c.change_id
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('entity', r.entity, 'id', r.entity_id, 'op', r.op) ORDER BY r.first) FILTER (WHERE r.n <= $6) AS events,
           count(*) AS n
    FROM (SELECT entity, entity_id, min(id) AS first, (array_agg(op ORDER BY id))[1] AS op,
                 row_number() OVER (ORDER BY min(id)) AS n
          FROM revision
          LEFT JOIN veil v ON v.place_id = revision_entry(entity, entity_id, tbl, coalesce(after, before))
          WHERE change_id = c.change_id AND revision_open(tbl, op, before, after, v.secrecy, v.texts, 0::smallint)
            AND NOT tells_of_dispute(tbl, coalesce(after, before))
            AND (cardinality($3::text[]) = 0 AND entity <> ALL ($4::text[]) OR entity = ANY ($3))
            AND ($5 = '' OR starts_with(coalesce(after ->> 'area_code', before ->> 'area_code', $5), $5))
          GROUP BY entity, entity_id
          ORDER BY 3 LIMIT $6 + 1) r) e ON true
ORDER BY c.seq
