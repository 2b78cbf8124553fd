-- Changes parameters and source of a rule; 0 and '' are none.
UPDATE coverage_rule SET metres = nullif($2::int, 0), minutes = nullif($3::int, 0), share = nullif($4::int, 0), reach = nullif($5::text, ''),
    source = $6, note = $7, version = version + 1, updated_at = now()
WHERE rule = $1
