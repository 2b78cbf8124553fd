-- Name forms (standard ones or the others, $6) around a point ($9, $10, in the cells $5) that begin with a text ($7, below $8): exact ones and near ones first.
SELECT place_id, text, kind, spaced, norm = $7 AS exact, 0::double precision AS share, weight, area_code, lon, lat
FROM place_search
WHERE cell = ANY ($5::integer[]) AND norm >= $7 AND norm < $8 AND main = $6
      AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
ORDER BY exact DESC, ((lon - $9) * cosd($10)) ^ 2 + (lat - $10) ^ 2, place_id
LIMIT $3
