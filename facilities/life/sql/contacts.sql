-- The contacts of a facility, in their order.
SELECT id, role, name, phone, note FROM facility_contact WHERE facility_id = $1 ORDER BY seq, id
