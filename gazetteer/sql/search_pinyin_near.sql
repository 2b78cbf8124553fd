-- Readings around a point ($9, $10, in the cells $5) that begin with letters ($6, below $7) and with tones ($8): exact ones and near ones first.
SELECT place_id, text, kind, spaced, joined = $6 AS exact, 0::double precision AS share, weight, area_code, lon, lat
FROM place_search
WHERE cell = ANY ($5::integer[]) AND joined >= $6 AND joined < $7 AND ($8::text = '' OR starts_with(toned, $8))
      AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
ORDER BY NOT main, exact DESC, ((lon - $9) * cosd($10)) ^ 2 + (lat - $10) ^ 2, place_id
LIMIT $3
