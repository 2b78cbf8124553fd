-- Name forms and readings that share a hash ($5) with a text: those one typing error away are among them.
SELECT place_id, text, kind, spaced, false AS exact, 0::double precision AS share, weight, area_code, lon, lat
FROM (
    SELECT place_id, n, text, kind, main, spaced, weight, area_code, lon, lat FROM place_search
    WHERE keys && $5::integer[]
      AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
    LIMIT greatest(300, $3::integer)) candidate
ORDER BY NOT main, weight, text, place_id, n
