-- Notes what the inspection of a line came to.
UPDATE round_line SET conclusion = $3, findings = $4, problems = $5, left_opinion = $6, right_opinion = $7, disagreement = $8, state = 'recorded', version = version + 1, updated_at = now()
WHERE round = $1 AND line_code = $2
