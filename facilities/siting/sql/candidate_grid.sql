-- Middles of the squares of a grid of some metres ($3) that lie in the townships of an area ($1) on a day ($2), from the south-west.
WITH township AS (
    SELECT ST_Transform(t.geom, h.srid) AS shape
    FROM pub_area_state t CROSS JOIN (SELECT (value ->> 'srid')::integer AS srid FROM setting WHERE key = 'prefecture') h
    WHERE t.level = 'township' AND starts_with(t.code, $1) AND t.formal AND NOT t.external AND t.geom IS NOT NULL
      AND (t.valid_from IS NULL OR t.valid_from <= $2::text::date) AND (t.valid_to IS NULL OR t.valid_to > $2::text::date))
SELECT DISTINCT ON (g.j, g.i) g.i, g.j, ST_X(p.at), ST_Y(p.at)
FROM township t
CROSS JOIN LATERAL ST_SquareGrid($3::double precision, t.shape) g
CROSS JOIN LATERAL (SELECT ST_Centroid(g.geom) AS middle) m
CROSS JOIN LATERAL (SELECT ST_Transform(m.middle, 4490) AS at) p
WHERE ST_Intersects(t.shape, m.middle)
ORDER BY g.j, g.i
