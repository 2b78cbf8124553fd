-- The entry ($2, or none) that a person chose for a row.
INSERT INTO national_match (identity, place_id, area_code, decided_by) VALUES ($1, $2, $3, $4)
ON CONFLICT (identity) DO UPDATE SET place_id = excluded.place_id, area_code = excluded.area_code, decided_by = excluded.decided_by, decided_at = now()
