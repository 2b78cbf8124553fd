-- Puts the dated figures of a facility ($1) as given ($2): those not named go, new and other ones are written; counts both.
WITH given AS (SELECT g.measure, coalesce(g.on_day, '-infinity') AS on_day, g.total, g.used, coalesce(g.source, '') AS source, coalesce(g.document, '') AS document
               FROM jsonb_to_recordset(coalesce(nullif($2::jsonb, 'null'), '[]')) AS g (measure text, on_day date, total integer, used integer, source text, document text)),
gone AS (DELETE FROM facility_capacity o WHERE o.facility_id = $1
         AND NOT EXISTS (SELECT FROM given g WHERE (g.measure, g.on_day) = (o.measure, o.on_day)) RETURNING 1),
put AS (INSERT INTO facility_capacity AS o (facility_id, measure, on_day, total, used, source, document)
        SELECT $1, measure, on_day, total, used, source, document FROM given
        ON CONFLICT (facility_id, measure, on_day) DO UPDATE
        SET total = excluded.total, used = excluded.used, source = excluded.source, document = excluded.document
        WHERE (o.total, o.used, o.source, o.document) IS DISTINCT FROM (excluded.total, excluded.used, excluded.source, excluded.document) RETURNING 1)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM put)
