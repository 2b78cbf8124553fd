-- Ids of the plan documents that are not withdrawn with a number ($1), or without one with a title ($2); two at most.
SELECT coalesce(array_agg(id), '{}') FROM (
    SELECT id FROM facility_plan WHERE NOT retired AND CASE WHEN $1::text <> '' THEN number = $1 ELSE title = $2::text END ORDER BY id LIMIT 2) f
