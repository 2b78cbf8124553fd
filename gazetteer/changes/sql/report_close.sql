-- Answers a report.
UPDATE place_report SET
    state = 'closed', outcome = $2, answer = $3, set_id = $4, closer = $5, closer_name = $6, closed_at = $7, version = version + 1
WHERE id = $1
