-- Returns an edition ($1) with a reason ($2), by somebody ($3) at a time ($4).
UPDATE monthly_report SET return_reason = $2, returned_by = $3, returned_at = $4, version = version + 1 WHERE id = $1
