-- A hook by its id.
SELECT h.id, h.url, h.entities, h.area_code, h.active, h.made_by, h.version, h.created_at, s.seq,
       (SELECT coalesce(max(seq), 0) FROM chain) - s.seq AS waiting, s.failures, s.last_status, s.last_error, s.delivered_at
FROM webhook h JOIN webhook_state s ON s.hook_id = h.id
WHERE NOT h.retired AND h.id = $1
