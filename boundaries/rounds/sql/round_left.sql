-- How many lines in force are not closed in a round.
SELECT count(*) FROM round_record WHERE round = $1 AND state <> 'closed'
