-- Footer of the list of markers and hazards, restricted by $1 to $12 as marker_ledger says: rows, markers, of how many in all, findings that are open, that are overdue.
SELECT count(*)::integer, count(DISTINCT r.marker_id)::integer, (SELECT count(*) FROM marker WHERE status <> 'retired')::integer,
       (count(*) FILTER (WHERE r.state NOT IN ('', 'closed')))::integer, (count(*) FILTER (WHERE r.due_at < $7))::integer
FROM marker_ledger($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) r
