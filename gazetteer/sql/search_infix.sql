-- Name forms that have a text ($7) inside, by the keys of its characters ($6; $5 those of seats): all seats, and the first hundreds of a fragment that is everywhere.
SELECT place_id, text, kind, spaced, false AS exact, 0::double precision AS share, weight, area_code, lon, lat
FROM (
    (SELECT place_id, text, kind, spaced, main, norm, weight, area_code, lon, lat FROM place_search
     WHERE keys @> $5::integer[] AND strpos(norm, $7) > 0
       AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
     LIMIT 500)
    UNION ALL
    (SELECT place_id, text, kind, spaced, main, norm, weight, area_code, lon, lat FROM place_search
     WHERE weight > 4 AND keys @> $6::integer[] AND strpos(norm, $7) > 0
       AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
     LIMIT 500)) candidate
ORDER BY NOT main, weight, norm, place_id
LIMIT $3
