-- The last confirmation of each entry.
SELECT DISTINCT ON (place_id) place_id, at, author, author_name FROM place_report
WHERE place_id = ANY ($1) AND kind = 'confirm'
ORDER BY place_id, at DESC
