-- Answers the error that an edition ($1) reports: the answer ($2) and when ($3).
UPDATE monthly_report SET error_answer = $2, answered_at = $3, version = version + 1 WHERE id = $1
