-- People by area and year, up to the year of a day ($1), in the extents of that day.
SELECT area_code, year, population, age60 FROM population_on($1::date) WHERE year <= extract(year FROM $1::date)
