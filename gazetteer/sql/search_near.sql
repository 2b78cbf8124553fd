-- Name forms and readings that share a hash ($5) with a text, at most 300: those one typing error away are among them.
SELECT place_id, text, kind, spaced, false AS exact, 0::double precision AS share, weight, area_code, lon, lat
FROM search_keyed($5::integer[], $4::smallint, $1::text, $2::text, greatest(300, $3::integer))
ORDER BY NOT main, weight, text, place_id, n
