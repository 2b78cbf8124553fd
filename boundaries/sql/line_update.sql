-- Changes what people may change on a line.
UPDATE boundary_line SET name = $2, agreed_length_km = $3, agreement = $4, status = $5, short_code = $6,
    agreement_on = $7::text::date, agreement_parties = $8, map_sheets = $9, leading_area = nullif($10, ''),
    cooperating_area = nullif($11, ''), version = version + 1, updated_at = now()
WHERE code = $1
