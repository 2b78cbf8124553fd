-- Zones of an area ($1: in it or over it), of a kind ($2), that hold on a day ($3), after a key ($4: area and id), $5 at most; without shapes.
SELECT z.id, z.kind, z.name, z.area_code, a.name,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('code', x.area_code, 'name', n.name) ORDER BY x.area_code), '[]')
        FROM burial_zone_area x JOIN pub_area n ON n.code = x.area_code WHERE x.zone_id = z.id),
       NULL::public.geometry, z.from_on, z.to_on, z.document, z.note, z.retired, z.version
FROM burial_zone z JOIN pub_area a ON a.code = z.area_code
WHERE NOT z.retired
  AND ($1::text = '' OR starts_with(z.area_code, $1) OR starts_with($1, z.area_code))
  AND ($2::text = '' OR z.kind = $2)
  AND ($3::date IS NULL OR z.from_on <= $3 AND (z.to_on IS NULL OR z.to_on > $3))
  AND ($4::text = '' OR z.area_code || ' ' || z.id > $4)
ORDER BY z.area_code || ' ' || z.id
LIMIT $5
