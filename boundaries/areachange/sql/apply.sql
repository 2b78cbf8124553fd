-- Notes that a change is carried out, by whom ($2).
UPDATE area_change SET state = 'applied', applied_by = $2, applied_at = now(), version = version + 1, updated_at = now() WHERE id = $1
