-- Reports with what readers want to know of the entry: one ($1), of a state ($2), a kind ($3), an area ($4), an entry ($5),
-- an author ($6), before the report $7; those of the reader's area ($8) or own ($9), which speak of nothing above the reader's grade ($11); the newest first.
SELECT r.id, r.place_id, p.name AS place_name, r.kind, r.field, r.value, r.note AS text, r.area_code,
       ARRAY(SELECT a.name FROM pub_area a
             WHERE a.code IN (left(r.area_code, 4), left(r.area_code, 6), left(r.area_code, 9), left(r.area_code, 12))
             ORDER BY a.code) AS area_path,
       r.author, r.author_name, r.at, r.state, r.outcome, r.answer AS note, r.set_id, r.closer, r.closer_name, r.closed_at, r.version
FROM place_report r
JOIN place p ON p.id = r.place_id
WHERE ($1::uuid IS NULL OR r.id = $1)
  AND ($2::text = '' OR r.state = $2) AND ($3::text = '' OR r.kind = $3)
  AND ($4::text = '' OR starts_with(r.area_code, $4))
  AND ($5::uuid = '00000000-0000-0000-0000-000000000000' OR r.place_id = $5)
  AND ($6::text = '' OR r.author = $6)
  AND ($7::uuid = '00000000-0000-0000-0000-000000000000'
       OR (r.at, r.id) < (SELECT l.at, l.id FROM place_report l WHERE l.id = $7))
  AND (starts_with(r.area_code, $8::text) OR r.author = $9::text)
  AND field_grade(p.secrecy, r.field) <= $11::smallint
ORDER BY r.at DESC, r.id DESC
LIMIT $10
