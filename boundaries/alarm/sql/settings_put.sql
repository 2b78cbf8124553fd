-- Sets the settings of the alarm ($1).
INSERT INTO setting (key, value) VALUES ('alarm', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value
