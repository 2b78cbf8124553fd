-- Items of the review $1 by state, kind and area ($4), after an id ($5), at most $6, for readers of a grade ($7).
SELECT i.*, ARRAY(SELECT a.name FROM pub_area a
                  WHERE a.code IN (left(i.area_code, 4), left(i.area_code, 6), left(i.area_code, 9), left(i.area_code, 12))
                  ORDER BY a.code) AS area_path
FROM quality_item i
WHERE i.review_id = $1 AND ($2::text = '' OR i.state = $2) AND ($3::text = '' OR i.kind = $3) AND starts_with(i.area_code, $4::text)
  AND i.id > $5
  AND EXISTS (SELECT FROM place p WHERE p.id = i.place_id AND fault_grade(i.kind, i.subject, p.secrecy) <= $7)
ORDER BY i.id
LIMIT $6
