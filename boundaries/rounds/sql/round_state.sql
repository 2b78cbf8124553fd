-- Moves a round ($1) to a state ($2), why ($3) with it; what arrives after it was closed does not count, nor after a past one was archived.
UPDATE inspection_round SET state = $2, closed_at = CASE WHEN $2 = 'closed' OR $2 = 'archived' AND closed_at IS NULL THEN clock_timestamp() ELSE closed_at END,
    closed_why = CASE WHEN $2 = 'closed' THEN $3 ELSE closed_why END, version = version + 1, updated_at = now()
WHERE number = $1
