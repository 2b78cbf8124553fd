-- Whether a code ($1) is a kind or a group of kinds, and whether it may be counted by village.
SELECT count(*) > 0, coalesce(bool_or(by_village), false)
FROM (SELECT by_village OR unit = 'village' AS by_village FROM facility_kind WHERE code = $1
      UNION ALL SELECT unit = 'village' FROM facility_group WHERE code = $1) k
