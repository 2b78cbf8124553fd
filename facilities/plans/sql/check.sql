-- Whether there is an area ($1) that plans are made for, and whether the years ($3 to $4) hold the projects of the plan ($2).
SELECT EXISTS (SELECT FROM pub_area WHERE code = $1 AND NOT external AND level IN ('prefecture', 'county') AND (valid_to IS NULL OR valid_to > current_date)),
       NOT EXISTS (SELECT FROM facility_plan_row WHERE plan_id = $2 AND year NOT BETWEEN $3::integer AND $4::integer)
