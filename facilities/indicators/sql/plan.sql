-- Area of a plan ($1) that is not withdrawn.
SELECT area_code FROM facility_plan WHERE id = $1 AND NOT retired
