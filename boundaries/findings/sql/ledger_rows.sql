-- Rows of the list of markers and hazards, restricted by $1 to $12 as marker_ledger says, each with the last photo of its finding, inspection or marker; after the row of a sort key ($13) and a finding's number ($14), at most $15.
SELECT r.*, p.id AS photo_id
FROM marker_ledger($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) r
LEFT JOIN LATERAL (
    SELECT t.id FROM attachment t
    WHERE t.kind = 'image' AND t.state = 'ready' AND t.removed_at IS NULL
      AND (t.owner = 'finding' AND t.owner_id = r.finding_id::text OR t.owner = 'marker' AND t.owner_id = r.marker_id::text
          OR t.owner = 'inspection' AND t.owner_id IN (SELECT i.id::text FROM inspection i WHERE i.marker_id = r.marker_id ORDER BY i.observed_at DESC LIMIT 5))
    ORDER BY t.created_at DESC, t.id DESC LIMIT 1) p ON true
WHERE (r.sort COLLATE "C", r.finding_number) > ($13::text COLLATE "C", $14::bigint)
ORDER BY r.sort COLLATE "C", r.finding_number
LIMIT $15
