-- Events committed since the snapshot of the last look ($1), whatever order they committed in.
SELECT id, topic, key, box
FROM outbox
WHERE tx >= pg_snapshot_xmin($1::text::pg_snapshot)
  AND NOT pg_visible_in_snapshot(tx, $1::text::pg_snapshot)
ORDER BY id
