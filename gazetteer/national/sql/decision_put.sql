-- A decision about a difference; it replaces an earlier one.
INSERT INTO national_decision (key, decision, reason, ours, theirs, export_id, area_code, set_id, item_id, decided_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (key) DO UPDATE SET decision = excluded.decision, reason = excluded.reason, ours = excluded.ours, theirs = excluded.theirs,
    export_id = excluded.export_id, area_code = excluded.area_code, set_id = excluded.set_id, item_id = excluded.item_id,
    decided_by = excluded.decided_by, decided_at = now()
