-- Zones made of areas ($2) are made of the heirs of these in a change ($1), those left out that ended by its day ($3).
INSERT INTO burial_zone_area (zone_id, area_code)
SELECT DISTINCT x.zone_id, m.new_code
FROM burial_zone_area x JOIN burial_zone z ON z.id = x.zone_id
JOIN area_move m ON m.change_id = $1 AND m.old_code = x.area_code
WHERE x.area_code = ANY ($2::text[]) AND (z.to_on IS NULL OR z.to_on > $3::date)
ON CONFLICT DO NOTHING
