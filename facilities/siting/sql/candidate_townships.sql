-- Townships that points ($1 longitudes, $2 latitudes) lie in on a day ($3), by the number of the point from 1; points in none are left out.
SELECT p.n::integer, t.code, t.name
FROM unnest($1::double precision[], $2::double precision[]) WITH ORDINALITY p (lon, lat, n)
CROSS JOIN LATERAL (
    SELECT a.code, a.name FROM pub_area_state a
    WHERE a.level = 'township' AND a.formal AND NOT a.external AND ST_Intersects(a.geom, ST_SetSRID(ST_MakePoint(p.lon, p.lat), 4490))
      AND (a.valid_from IS NULL OR a.valid_from <= $3::text::date) AND (a.valid_to IS NULL OR a.valid_to > $3::text::date)
    ORDER BY a.code LIMIT 1) t
WHERE p.lon IS NOT NULL AND p.lat IS NOT NULL
