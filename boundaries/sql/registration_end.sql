-- Ends the registration in force of a marker on a day ($2).
UPDATE marker_registration SET valid_to = $2::text::date WHERE marker_id = $1 AND valid_to IS NULL AND corrected_by IS NULL
