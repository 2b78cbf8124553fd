-- Day from which the registration in force of a marker holds.
SELECT valid_from::text FROM marker_registration WHERE marker_id = $1 AND valid_to IS NULL AND corrected_by IS NULL
