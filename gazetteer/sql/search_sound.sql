-- Readings that have at least two syllables (letters $7) inside, by the hashes of their pairs ($6; $5 those of seats): all seats, and the first hundreds of a fragment that is everywhere.
SELECT place_id, text, kind, spaced, false AS exact, 0::double precision AS share, weight, area_code, lon, lat
FROM (
    (SELECT place_id, text, kind, spaced, main, joined, weight, area_code, lon, lat FROM place_search
     WHERE keys @> $5::integer[] AND strpos(joined, $7) > 0
       AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
     LIMIT 500)
    UNION ALL
    (SELECT place_id, text, kind, spaced, main, joined, weight, area_code, lon, lat FROM place_search
     WHERE weight > 4 AND keys @> $6::integer[] AND strpos(joined, $7) > 0
       AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
     LIMIT 500)) candidate
ORDER BY NOT main, weight, joined, place_id
LIMIT $3
