-- Puts the stages that a facility ($1) has passed as given ($2): those not named go, new and other ones are written; counts both.
WITH given AS (SELECT g.code, g.passed_on, coalesce(g.document, '') AS document, coalesce(g.note, '') AS note
               FROM jsonb_to_recordset(coalesce(nullif($2::jsonb, 'null'), '[]')) AS g (code text, passed_on date, document text, note text)),
gone AS (DELETE FROM facility_stage o WHERE o.facility_id = $1 AND NOT EXISTS (SELECT FROM given g WHERE g.code = o.code) RETURNING 1),
put AS (INSERT INTO facility_stage AS o (facility_id, code, passed_on, document, note) SELECT $1, code, passed_on, document, note FROM given
        ON CONFLICT (facility_id, code) DO UPDATE SET passed_on = excluded.passed_on, document = excluded.document, note = excluded.note
        WHERE (o.passed_on, o.document, o.note) IS DISTINCT FROM (excluded.passed_on, excluded.document, excluded.note) RETURNING 1)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM put)
