-- One zone by id with its shape, withdrawn or not.
SELECT z.id, z.kind, z.name, z.area_code, a.name,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('code', x.area_code, 'name', n.name) ORDER BY x.area_code), '[]')
        FROM burial_zone_area x JOIN pub_area n ON n.code = x.area_code WHERE x.zone_id = z.id),
       z.geom, z.from_on, z.to_on, z.document, z.note, z.retired, z.version
FROM burial_zone z JOIN pub_area a ON a.code = z.area_code
WHERE z.id = $1
