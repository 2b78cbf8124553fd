-- Puts the greening share of a facility ($1) by year as given ($2): years not named go, new and other ones are written; counts both.
WITH given AS (SELECT g.year, g.percent, coalesce(g.document, '') AS document
               FROM jsonb_to_recordset(coalesce(nullif($2::jsonb, 'null'), '[]')) AS g (year integer, percent double precision, document text)),
gone AS (DELETE FROM facility_greening o WHERE o.facility_id = $1 AND NOT EXISTS (SELECT FROM given g WHERE g.year = o.year) RETURNING 1),
put AS (INSERT INTO facility_greening AS o (facility_id, year, percent, document) SELECT $1, year, percent, document FROM given
        ON CONFLICT (facility_id, year) DO UPDATE SET percent = excluded.percent, document = excluded.document
        WHERE (o.percent, o.document) IS DISTINCT FROM (excluded.percent, excluded.document) RETURNING 1)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM put)
