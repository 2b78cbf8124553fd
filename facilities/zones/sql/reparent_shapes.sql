-- Zones that took heirs of areas ($2) in a change ($1) and go on after its day ($3) take their shape.
UPDATE burial_zone z SET geom = areas_shape(ARRAY(SELECT x.area_code FROM burial_zone_area x WHERE x.zone_id = z.id)), version = version + 1, updated_at = now()
WHERE z.by_areas AND (z.to_on IS NULL OR z.to_on > $3::date)
  AND EXISTS (SELECT FROM burial_zone_area x JOIN area_move m ON m.new_code = x.area_code
              WHERE x.zone_id = z.id AND m.change_id = $1 AND m.old_code = ANY ($2::text[]))
