-- Writes what a bureau sets for itself.
INSERT INTO filing_setting (area_code, warn_days, texts) VALUES ($1, $2, $3)
ON CONFLICT (area_code) DO UPDATE SET warn_days = EXCLUDED.warn_days, texts = EXCLUDED.texts, version = filing_setting.version + 1
