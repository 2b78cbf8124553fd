-- Sets the parameters of travel times.
UPDATE network_setting SET walk_kmh = $1, off_road_limit_m = $2, own_speeds = $3, national_kmh = $4, provincial_kmh = $5,
    county_kmh = $6, township_kmh = $7, village_kmh = $8, version = version + 1, updated_at = now()
