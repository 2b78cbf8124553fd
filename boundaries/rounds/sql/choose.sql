-- Lines in force by code ($1, when it names any), else with a party in an area ($2), of a level ($3), of a batch ($5) of a round ($4): code and parties.
SELECT code, left_area, right_area FROM boundary_line l
WHERE status <> 'retired' AND (valid_to IS NULL OR valid_to > current_date)
  AND CASE WHEN cardinality($1::text[]) > 0 THEN code = ANY ($1)
      ELSE (starts_with(left_area, $2) OR starts_with(right_area, $2)) AND ($3::text = '' OR level = $3)
          AND ($5::integer IS NULL OR EXISTS (SELECT FROM round_line p WHERE p.round = $4 AND p.line_code = l.code AND p.batch = $5)) END
ORDER BY code
