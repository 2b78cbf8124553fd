-- Coverage of the lines of a closed round ($1), or of one of them ($2), as it was when the round was closed.
SELECT line_code, covered, stretches, length_m, tracks FROM round_coverage WHERE round = $1 AND ($2::text = '' OR line_code = $2)
