-- The document of a version ($2) of a marker's ($1) registration that was made for a reason ($3) not before a time ($4).
SELECT document FROM marker_registration
WHERE marker_id = $1 AND version_no = $2 AND why = $3 AND recorded_at >= $4
