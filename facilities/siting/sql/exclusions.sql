-- Rules ($3, as JSON) that candidates ($1 longitudes, $2 latitudes, $4 own ids of facilities) break on a day ($5): per candidate, by number from 1, and rule the nearest feature, with how many are too near.
WITH candidate AS MATERIALIZED (
    SELECT u.n::integer AS n, u.own, ST_SetSRID(ST_MakePoint(u.lon, u.lat), 4490) AS at
    FROM unnest($1::double precision[], $2::double precision[], $4::text[]) WITH ORDINALITY u (lon, lat, own, n)
    WHERE u.lon IS NOT NULL AND u.lat IS NOT NULL),
rule AS MATERIALIZED (
    SELECT r.seq, r.feature, r.classes, r.grade, r.distance_m
    FROM jsonb_to_recordset($3::jsonb) r (seq integer, feature text, classes text[], grade integer, distance_m double precision)),
-- Degrees that hold the distance; a degree is 110 km at least along a meridian.
pair AS (
    SELECT c.n, c.own, c.at, r.*,
           ST_Expand(c.at, r.distance_m / (110000 * greatest(cos(radians(ST_Y(c.at))), 0.01)), r.distance_m / 110000) AS box
    FROM candidate c CROSS JOIN rule r),
near AS (
    SELECT p.n, p.seq, p.distance_m, p.at, k.kind AS class, k.id::text AS id, k.name, k.geom
    FROM pair p JOIN siting_constraint k ON k.geom && p.box
    WHERE p.feature = 'constraint' AND (p.classes = '{}' OR k.kind = ANY (p.classes)) AND (p.grade IS NULL OR k.grade = p.grade)
    UNION ALL
    SELECT p.n, p.seq, p.distance_m, p.at, k.class, k.id::text, k.name, k.geom
    FROM pair p JOIN road k ON k.geom && p.box
    WHERE p.feature = 'road' AND (p.classes = '{}' OR k.class = ANY (p.classes))
    UNION ALL
    SELECT p.n, p.seq, p.distance_m, p.at, k.level, k.code, k.name, k.seat
    FROM pair p JOIN pub_area_state k ON k.seat && p.box
    WHERE p.feature = 'settlement' AND k.level IN ('county', 'township', 'village') AND (p.classes = '{}' OR k.level = ANY (p.classes))
      AND k.formal AND (k.valid_from IS NULL OR k.valid_from <= $5::text::date) AND (k.valid_to IS NULL OR k.valid_to > $5::text::date)
    UNION ALL
    SELECT p.n, p.seq, p.distance_m, p.at, k.kind, k.id::text, k.name, k.geom
    FROM pair p JOIN facility k ON k.geom && p.box
    JOIN facility_status s ON s.facility_id = k.id AND s.from_on <= $5::text::date AND (s.to_on IS NULL OR s.to_on > $5::text::date)
    WHERE p.feature = 'facility' AND (p.classes = '{}' OR k.kind = ANY (p.classes)) AND NOT k.retired AND s.status = 'in_use'
      AND k.id::text IS DISTINCT FROM p.own),
hit AS (
    SELECT x.*, ST_Distance(x.at::geography, x.geom::geography) AS metres FROM near x),
broken AS (
    SELECT h.*, count(*) OVER (PARTITION BY h.n, h.seq) AS hits,
           CASE WHEN h.metres = 0 AND ST_Dimension(h.geom) = 2
                THEN ST_Distance(h.at::geography, ST_Boundary(h.geom)::geography) ELSE 0 END AS depth
    FROM hit h WHERE h.metres < h.distance_m OR h.metres = 0)
SELECT DISTINCT ON (b.n, b.seq) b.n, b.seq, b.class, b.id, b.name, b.metres, b.depth, b.hits
FROM broken b
ORDER BY b.n, b.seq, b.metres - b.depth, b.id
