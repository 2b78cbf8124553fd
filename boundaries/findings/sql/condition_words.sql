-- What the codes of conditions mean, in English ($1) or Chinese.
SELECT code, CASE WHEN $1::boolean THEN en ELSE zh END FROM inspection_condition
