-- Closes rows whose finding is gone ($1, at $2) and those of area $3 whose entry was renamed; how many of them are of entries that are not graded.
WITH closed AS (
    UPDATE cleanup SET state = 'closed', how = CASE state WHEN 'renamed' THEN how ELSE 'gone' END, closed_at = $2, version = version + 1
    WHERE id = ANY ($1::uuid[]) OR state = 'renamed' AND starts_with(area_code, $3::text)
    RETURNING place_id)
SELECT count(*) FROM closed c JOIN place p ON p.id = c.place_id WHERE p.grade = 0
