-- The group of kinds of the official rule.
SELECT code, name FROM facility_group WHERE official LIMIT 1
