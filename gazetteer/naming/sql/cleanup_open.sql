-- Rows of area $1 that findings may belong to, which nobody else writes until the end.
SELECT id, place_id, rule, subject FROM cleanup
WHERE state IN ('found', 'exception', 'to_rectify') AND starts_with(area_code, $1::text)
FOR UPDATE
