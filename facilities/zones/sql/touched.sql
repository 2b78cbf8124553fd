-- Zones of areas ($1), or made of them.
SELECT z.id::text, z.name, z.area_code FROM burial_zone z
WHERE NOT z.retired AND (z.area_code = ANY ($1::text[]) OR EXISTS (SELECT FROM burial_zone_area x WHERE x.zone_id = z.id AND x.area_code = ANY ($1)))
ORDER BY 3, 1
