-- Entries by area ($1), class ($2), status ($3) and part of a name form ($4, its keys $5), after an id ($6), at most $7, for readers of a grade ($8).
SELECT * FROM place_record p
WHERE ($1::text = '' OR starts_with(area_code, $1))
  AND ($2::text = '' OR starts_with(class_code, $2))
  AND CASE WHEN $3::text = '' THEN status <> 'retired' ELSE status = $3 END
  AND coalesce((secrecy ->> 'entry')::smallint, 0) <= $8
  AND ($4::text = '' OR id IN (
        SELECT place_id FROM place_search
        WHERE keys @> $5::integer[] AND strpos(norm, $4) > 0 AND grade <= $8))
  AND id > $6
ORDER BY id
LIMIT $7
