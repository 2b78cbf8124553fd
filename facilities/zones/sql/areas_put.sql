-- Makes the areas of a zone ($1) those given ($2).
WITH gone AS (DELETE FROM burial_zone_area WHERE zone_id = $1 AND area_code <> ALL ($2::text[]))
INSERT INTO burial_zone_area (zone_id, area_code) SELECT DISTINCT $1::uuid, c FROM unnest($2) c ON CONFLICT DO NOTHING
