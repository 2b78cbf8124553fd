-- Adds a site to a scenario.
INSERT INTO siting_scenario_site (scenario_id, seq, name, geom, capacity, price, candidate, facility_id)
VALUES ($1, $2, $3, ST_SetSRID(ST_MakePoint($4, $5), 4490), $6, $7, $8, $9)
