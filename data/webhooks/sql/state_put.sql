-- Writes down how far a hook ($1) has come ($2), whether the last attempt failed ($3), its status and error, the wait in seconds, and whether anything was delivered ($7).
UPDATE webhook_state SET seq = $2, failures = CASE WHEN $3 THEN failures + 1 ELSE 0 END,
    last_status = coalesce($4, last_status), last_error = $5, next_at = now() + make_interval(secs => $6),
    delivered_at = CASE WHEN $7 THEN now() ELSE delivered_at END
WHERE hook_id = $1
