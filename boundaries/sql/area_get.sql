-- One area with its seat, its box (or that of the areas in it) and the chain of its parents.
SELECT a.code, a.name, a.level, a.parent, a.external, a.formal, a.pinyin, a.seat,
    coalesce(ST_Envelope(a.geom), (
        SELECT ST_SetSRID(ST_Extent(coalesce(i.geom, i.seat))::geometry, 4490) FROM area i
        WHERE i.code LIKE a.code || '%' AND NOT i.external)),
    (SELECT jsonb_agg(jsonb_build_object('code', p.code, 'name', p.name, 'level', p.level) ORDER BY length(p.code))
     FROM area p WHERE p.code IN (left(a.code, 2), left(a.code, 4), left(a.code, 6), left(a.code, 9), a.code)),
    a.valid_from::text, a.valid_to::text
FROM area a WHERE a.code = $1
