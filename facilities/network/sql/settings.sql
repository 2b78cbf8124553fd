-- The parameters of travel times.
SELECT walk_kmh, off_road_limit_m, own_speeds, national_kmh, provincial_kmh, county_kmh, township_kmh, village_kmh, version
FROM network_setting
