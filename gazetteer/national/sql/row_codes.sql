-- Which rows of an export have a place code already.
SELECT record ->> 'place_code', n FROM national_row WHERE export_id = $1 AND state = 'good' AND record ? 'place_code'
