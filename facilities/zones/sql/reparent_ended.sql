-- Takes areas ($2) that ended by a change ($1) out of the zones that go on after its day ($3).
DELETE FROM burial_zone_area x USING burial_zone z
WHERE z.id = x.zone_id AND x.area_code = ANY ($2::text[]) AND (z.to_on IS NULL OR z.to_on > $3::date)
  AND EXISTS (SELECT FROM area_move m WHERE m.change_id = $1 AND m.old_code = x.area_code)
  AND NOT EXISTS (SELECT FROM area_move m WHERE m.change_id = $1 AND m.old_code = x.area_code AND m.new_code = x.area_code)
