-- Puts the areas that a facility ($1) serves as given ($2): those not named go, new and other ones are written; counts both.
WITH given AS (SELECT g.area_code, g.role, coalesce(g.from_on, '-infinity') AS from_on, g.to_on, coalesce(g.document, '') AS document
               FROM jsonb_to_recordset(coalesce(nullif($2::jsonb, 'null'), '[]')) AS g (area_code text, role text, from_on date, to_on date, document text)),
gone AS (DELETE FROM facility_service o WHERE o.facility_id = $1
         AND NOT EXISTS (SELECT FROM given g WHERE (g.area_code, g.role, g.from_on) = (o.area_code, o.role, o.from_on)) RETURNING 1),
put AS (INSERT INTO facility_service AS o (facility_id, area_code, role, from_on, to_on, document)
        SELECT $1, area_code, role, from_on, to_on, document FROM given
        ON CONFLICT (facility_id, area_code, role, from_on) DO UPDATE SET to_on = excluded.to_on, document = excluded.document
        WHERE (o.to_on, o.document) IS DISTINCT FROM (excluded.to_on, excluded.document) RETURNING 1)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM put)
