-- Current places that are open to everybody, of some classes ($3, beginnings of codes), in the townships of an area ($1) on a day ($2), as candidates; at most $4.
SELECT DISTINCT ON (p.id) p.id::text, p.name, ST_X(x.at), ST_Y(x.at)
FROM pub_area_state t
JOIN map_place p ON p.geom && t.geom
CROSS JOIN LATERAL (SELECT CASE WHEN GeometryType(p.geom) = 'POINT' THEN p.geom ELSE ST_PointOnSurface(p.geom) END AS at) x
WHERE t.level = 'township' AND starts_with(t.code, $1) AND t.formal AND NOT t.external
  AND (t.valid_from IS NULL OR t.valid_from <= $2::text::date) AND (t.valid_to IS NULL OR t.valid_to > $2::text::date)
  AND p.status = 'current' AND EXISTS (SELECT FROM unnest($3::text[]) c WHERE starts_with(p.class_code, c))
  AND ST_Intersects(t.geom, x.at)
ORDER BY p.id LIMIT $4
