-- Ids of the inspections of a round that have files.
SELECT i.id::text FROM inspection i JOIN inspection_round r ON r.number = i.round
WHERE i.kind = 'round' AND i.round = $1 AND (r.closed_at IS NULL OR i.received_at <= r.closed_at)
  AND EXISTS (SELECT FROM attachment a WHERE a.owner = 'inspection' AND a.owner_id = i.id::text)
ORDER BY i.observed_at, i.id
