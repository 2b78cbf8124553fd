-- Adds a class or writes it anew.
INSERT INTO place_class (code, name, remark) VALUES ($1, $2, $3)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, remark = excluded.remark
