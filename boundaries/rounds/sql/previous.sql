-- Number of the round before a round.
SELECT max(number) FROM inspection_round WHERE number < $1
