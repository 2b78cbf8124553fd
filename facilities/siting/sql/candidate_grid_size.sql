-- Square metres of the townships of an area ($1) on a day ($2); null without shapes or a projected system.
SELECT sum(ST_Area(ST_Transform(t.geom, h.srid)))
FROM pub_area_state t CROSS JOIN (SELECT (value ->> 'srid')::integer AS srid FROM setting WHERE key = 'prefecture') h
WHERE t.level = 'township' AND starts_with(t.code, $1) AND t.formal AND NOT t.external AND t.geom IS NOT NULL AND h.srid > 0
  AND (t.valid_from IS NULL OR t.valid_from <= $2::text::date) AND (t.valid_to IS NULL OR t.valid_to > $2::text::date)
