-- Takes the hooks whose turn it is and keeps them from other processes for $1 seconds.
UPDATE webhook_state s SET next_at = now() + make_interval(secs => $1)
FROM webhook h
WHERE h.id = s.hook_id AND h.active AND NOT h.retired AND s.next_at <= now()
  AND s.seq < (SELECT coalesce(max(seq), 0) FROM chain)
  AND s.hook_id IN (SELECT hook_id FROM webhook_state WHERE next_at <= now() ORDER BY next_at LIMIT 20 FOR UPDATE SKIP LOCKED)
RETURNING h.id, h.url, h.secret, h.entities, h.area_code, s.seq, s.failures
