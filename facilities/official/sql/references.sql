-- Whether an area ($1) inside is there, and a kind or group of kinds ($2).
SELECT EXISTS (SELECT FROM pub_area WHERE code = $1 AND NOT external AND level IN ('prefecture', 'county', 'township', 'village')),
       EXISTS (SELECT FROM facility_kind WHERE code = $2) OR EXISTS (SELECT FROM facility_group WHERE code = $2)
