-- Notes the prefecture, unless somebody has set one.
INSERT INTO setting (key, value) VALUES ('prefecture', $1::jsonb) ON CONFLICT (key) DO NOTHING
