-- Sets the status of a facility from a day on, up to another ($4) or open.
INSERT INTO facility_status (facility_id, status, from_on, to_on, origin)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (facility_id, from_on) DO UPDATE SET status = excluded.status, to_on = excluded.to_on,
    origin = coalesce(nullif(excluded.origin, ''), facility_status.origin)
