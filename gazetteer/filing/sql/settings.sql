-- What the bureaus of an area ($1) and of those above it have set, the widest first.
SELECT area_code, warn_days, texts, version FROM filing_setting WHERE starts_with($1, area_code) ORDER BY length(area_code)
