-- Ends a line on a day.
UPDATE boundary_line SET valid_to = $2, version = version + 1, updated_at = now() WHERE code = $1
