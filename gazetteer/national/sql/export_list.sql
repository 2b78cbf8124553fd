-- Exports whose scope touches an area ($1), the latest first, after one ($2), at most $3; differences up to a grade of secrecy ($4).
SELECT x.id, x.export_version, x.exported_on::text, x.file, x.mapping_id, m.name AS mapping_name, x.mapping_version, x.headings, x.area_code,
       coalesce((SELECT name FROM pub_area WHERE code = x.area_code), '') AS area_name, x.classes, x.totals, x.loaded_by,
       x.stale OR m.version <> x.mapping_version AS stale, x.version, x.compared_at, x.created_at,
       (SELECT coalesce(jsonb_object_agg(state, n), '{}') FROM (SELECT state, count(*) AS n FROM national_row r
            WHERE r.export_id = x.id GROUP BY state) s) AS rows,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'field', field, 'state', 'all', 'count', n) ORDER BY kind, field), '[]')
        FROM (SELECT kind, field, count(*) AS n FROM national_difference d
            WHERE d.export_id = x.id AND starts_with(d.area_code, $1) AND d.grade <= $4 GROUP BY kind, field) s) AS differences
FROM national_export x JOIN national_mapping m ON m.id = x.mapping_id
WHERE (starts_with(x.area_code, $1) OR starts_with($1, x.area_code))
  AND ($2::uuid IS NULL OR (x.created_at, x.id) < (SELECT created_at, id FROM national_export WHERE id = $2))
ORDER BY x.created_at DESC, x.id DESC
LIMIT $3
