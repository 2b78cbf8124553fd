-- Makes facilities in the areas ($2) follow a change ($1), and keeps what their area was up to its day ($3).
WITH moved AS (
    SELECT f.id, f.area_code, f.village_code, record_heir($1, f.area_code, f.village_code, f.geom) AS area,
           coalesce(area_heir($1, f.village_code, f.geom), f.village_code) AS village
    FROM facility f
    WHERE f.area_code = ANY ($2::text[]) OR f.village_code = ANY ($2)),
other AS (SELECT * FROM moved WHERE (area_code, village_code) IS DISTINCT FROM (area, village)),
kept AS (INSERT INTO facility_past (facility_id, until, area_code, village_code) SELECT id, $3::date, area_code, village_code FROM other)
UPDATE facility f SET area_code = o.area, village_code = o.village, version = version + 1, updated_at = now(),
    imported_version = CASE WHEN imported_version = version THEN version + 1 ELSE imported_version END
FROM other o WHERE f.id = o.id
