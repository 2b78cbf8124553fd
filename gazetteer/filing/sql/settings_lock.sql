-- Version of what a bureau ($1) has set.
SELECT version FROM filing_setting WHERE area_code = $1 FOR UPDATE
