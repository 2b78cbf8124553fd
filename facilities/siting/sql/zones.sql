-- What rules ($1, as JSON) keep sites out of, on a day ($3), around the townships of an area ($2): by rule, what lies too near to its features, as GeoJSON.
WITH home AS MATERIALIZED (
    SELECT ST_SetSRID(ST_Extent(geom)::geometry, 4490) AS box, ST_Union(ST_Simplify(geom, 0.002, true)) AS shape FROM pub_area_state
    WHERE level = 'township' AND starts_with(code, $2) AND formal AND NOT external AND geom IS NOT NULL
      AND (valid_from IS NULL OR valid_from <= $3::text::date) AND (valid_to IS NULL OR valid_to > $3::text::date)),
rule AS MATERIALIZED (
    SELECT r.seq, r.feature, r.classes, r.grade, r.distance_m,
           ST_Expand(h.box, r.distance_m / (110000 * greatest(cos(radians(ST_YMax(h.box))), 0.01)), r.distance_m / 110000) AS box
    FROM jsonb_to_recordset($1::jsonb) r (seq integer, feature text, classes text[], grade integer, distance_m double precision)
    CROSS JOIN home h),
near AS (
    SELECT r.seq, r.distance_m, k.geom
    FROM rule r JOIN siting_constraint k ON k.geom && r.box
    WHERE r.feature = 'constraint' AND (r.classes = '{}' OR k.kind = ANY (r.classes)) AND (r.grade IS NULL OR k.grade = r.grade)
    UNION ALL
    SELECT r.seq, r.distance_m, k.geom
    FROM rule r JOIN road k ON k.geom && r.box
    WHERE r.feature = 'road' AND (r.classes = '{}' OR k.class = ANY (r.classes))
    UNION ALL
    SELECT r.seq, r.distance_m, k.seat
    FROM rule r JOIN pub_area_state k ON k.seat && r.box
    WHERE r.feature = 'settlement' AND k.level IN ('county', 'township', 'village') AND (r.classes = '{}' OR k.level = ANY (r.classes))
      AND k.formal AND (k.valid_from IS NULL OR k.valid_from <= $3::text::date) AND (k.valid_to IS NULL OR k.valid_to > $3::text::date)
    UNION ALL
    SELECT r.seq, r.distance_m, k.geom
    FROM rule r JOIN facility k ON k.geom && r.box
    JOIN facility_status s ON s.facility_id = k.id AND s.from_on <= $3::text::date AND (s.to_on IS NULL OR s.to_on > $3::text::date)
    WHERE r.feature = 'facility' AND (r.classes = '{}' OR k.kind = ANY (r.classes)) AND NOT k.retired AND s.status = 'in_use'),
zone AS (
    SELECT seq, ST_Union(CASE WHEN distance_m = 0 THEN geom ELSE ST_SetSRID(ST_Buffer(geom::geography, distance_m, 6)::geometry, 4490) END) AS geom
    FROM near GROUP BY seq)
SELECT z.seq, ST_AsGeoJSON(ST_CollectionExtract(ST_Intersection(ST_SimplifyPreserveTopology(z.geom, 0.0002), h.shape), 3), 5, 0)
FROM zone z CROSS JOIN home h
ORDER BY z.seq
