-- Notes that the registration in force of a marker was written wrongly: the next version says it rightly.
UPDATE marker_registration SET corrected_by = version_no + 1 WHERE marker_id = $1 AND valid_to IS NULL AND corrected_by IS NULL
