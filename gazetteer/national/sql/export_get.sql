-- An export with the counts of its rows and of its differences in an area ($2), up to a grade of secrecy ($3).
SELECT x.id, x.export_version, x.exported_on::text, x.file, x.mapping_id, m.name AS mapping_name, x.mapping_version, x.headings, x.area_code,
       coalesce((SELECT name FROM pub_area WHERE code = x.area_code), '') AS area_name, x.classes, x.totals, x.loaded_by,
       x.stale OR m.version <> x.mapping_version AS stale, x.version, x.compared_at, x.created_at,
       (SELECT coalesce(jsonb_object_agg(state, n), '{}') FROM (SELECT state, count(*) AS n FROM national_row r
            WHERE r.export_id = x.id GROUP BY state) s) AS rows,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'field', field, 'state', state, 'count', n) ORDER BY kind, field, state), '[]')
        FROM (SELECT kind, field, state, count(*) AS n FROM national_report d
            WHERE d.export_id = x.id AND starts_with(d.area_code, $2) AND d.grade <= $3 GROUP BY kind, field, state) s) AS differences
FROM national_export x JOIN national_mapping m ON m.id = x.mapping_id
WHERE x.id = $1
