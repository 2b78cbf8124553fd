-- The innermost area, township or county, that holds each of the points (lon $1, lat $2); '' for none.
SELECT coalesce((
    SELECT a.code FROM pub_area a
    WHERE a.level IN ('township', 'county') AND NOT a.external AND (a.valid_to IS NULL OR a.valid_to > current_date)
      AND ST_Covers(a.geom, ST_SetSRID(ST_MakePoint(p.lon, p.lat), 4490))
    ORDER BY length(a.code) DESC, a.code LIMIT 1), '')
FROM unnest($1::double precision[], $2::double precision[]) WITH ORDINALITY AS p (lon, lat, n)
ORDER BY p.n
