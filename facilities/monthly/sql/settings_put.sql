-- Sets when reports are due ($1).
INSERT INTO setting (key, value) VALUES ('monthly', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value
