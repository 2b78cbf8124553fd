-- Kinds of facility: what facts are sorted by, and what their capacity columns measure ('': nothing).
SELECT code, name, name_en, unit, ledger, coalesce(facility_measure(code), '') FROM facility_kind ORDER BY code
