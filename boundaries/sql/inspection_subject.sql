-- What an inspection ($1) is about: number of its marker as it is now, or code of its line.
SELECT coalesce(m.number, ''), CASE WHEN m.id IS NULL THEN coalesce(i.line_code, '') ELSE '' END
FROM inspection i LEFT JOIN marker m ON m.id = i.marker_id WHERE i.id = $1
