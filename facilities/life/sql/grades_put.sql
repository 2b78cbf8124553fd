-- Puts the grades of a facility ($1) as given ($2): those not named go, new and other ones are written; counts both. Before the first one stands what the record says.
WITH given AS (SELECT coalesce(g.from_on, '-infinity') AS from_on, g.grade, coalesce(g.document, '') AS document
               FROM jsonb_to_recordset(coalesce(nullif($2::jsonb, 'null'), '[]')) AS g (from_on date, grade integer, document text)),
base AS (SELECT '-infinity'::date AS from_on, f.grade, '' AS document FROM facility f
         WHERE f.id = $1 AND f.grade IS NOT NULL AND NOT EXISTS (SELECT FROM facility_grade o WHERE o.facility_id = f.id)
           AND EXISTS (SELECT FROM given) AND NOT EXISTS (SELECT FROM given g WHERE g.from_on = '-infinity')),
gone AS (DELETE FROM facility_grade o WHERE o.facility_id = $1 AND NOT EXISTS (SELECT FROM given g WHERE g.from_on = o.from_on) RETURNING 1),
put AS (INSERT INTO facility_grade AS o (facility_id, from_on, grade, document)
        SELECT $1, a.from_on, a.grade, a.document FROM (SELECT * FROM given UNION ALL SELECT * FROM base) a
        ON CONFLICT (facility_id, from_on) DO UPDATE SET grade = excluded.grade, document = excluded.document
        WHERE (o.grade, o.document) IS DISTINCT FROM (excluded.grade, excluded.document) RETURNING 1)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM put)
