-- Sets the people of an area ($1) in a year ($2).
INSERT INTO population (area_code, year, population, age60, age65, age80, households, origin)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (area_code, year) DO UPDATE SET population = excluded.population, age60 = excluded.age60,
    age65 = excluded.age65, age80 = excluded.age80, households = excluded.households, origin = excluded.origin
