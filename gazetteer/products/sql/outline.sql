-- The area of a code ($1, '' for all that is on file) as it is today, the areas of the next level in it that has polygons, and those of its own level around it; role area, part or beside.
WITH valid AS (
    SELECT code, name, level, geom FROM pub_area
    WHERE NOT external AND geom IS NOT NULL
      AND (valid_from IS NULL OR valid_from <= current_date) AND (valid_to IS NULL OR valid_to > current_date)
), part AS (
    SELECT * FROM valid v
    WHERE starts_with(v.code, $1) AND v.code <> $1
      AND length(v.code) = (SELECT min(length(code)) FROM valid WHERE starts_with(code, $1) AND code <> $1)
), area AS (
    SELECT $1::text AS code, coalesce((SELECT name FROM pub_area WHERE code = $1), '') AS name,
           coalesce((SELECT level FROM pub_area WHERE code = $1), 'prefecture') AS level,
           coalesce((SELECT geom FROM valid WHERE code = $1), (SELECT ST_Multi(ST_Union(geom)) FROM part)) AS geom
)
SELECT 'area' AS role, code, name, level, geom FROM area WHERE geom IS NOT NULL
UNION ALL SELECT 'part', code, name, level, geom FROM part
UNION ALL SELECT 'beside', v.code, v.name, v.level, v.geom FROM valid v, area a
    WHERE length(v.code) = length($1) AND v.code <> $1
      AND v.geom && ST_Expand(a.geom, greatest(ST_XMax(a.geom) - ST_XMin(a.geom), ST_YMax(a.geom) - ST_YMin(a.geom)))
ORDER BY role, code
