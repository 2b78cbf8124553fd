-- Notes who has signed the record of a line, and when.
UPDATE round_line SET left_signed_on = $3::text::date, right_signed_on = $4::text::date, document = $5, state = $6, version = version + 1, updated_at = now()
WHERE round = $1 AND line_code = $2
