-- Adds the people of areas ($2) to an area ($1) and takes those of others ($3) away; years in which one has no figure are left without; what it had goes to the past, up to a day ($4).
WITH shift AS (
    SELECT p.year, sum(s.sign * p.population) AS population, CASE WHEN count(p.age60) = count(*) THEN sum(s.sign * p.age60) END AS age60,
           CASE WHEN count(p.age65) = count(*) THEN sum(s.sign * p.age65) END AS age65,
           CASE WHEN count(p.age80) = count(*) THEN sum(s.sign * p.age80) END AS age80,
           CASE WHEN count(p.households) = count(*) THEN sum(s.sign * p.households) END AS households
    FROM (SELECT code, 1 AS sign FROM unnest($2::text[]) code UNION ALL SELECT code, -1 FROM unnest($3::text[]) code) s
    JOIN population p ON p.area_code = s.code
    GROUP BY p.year HAVING count(*) = coalesce(cardinality($2), 0) + coalesce(cardinality($3), 0)),
total (year, population, age60, age65, age80, households, origin) AS (
    SELECT p.year, p.population + s.population,
           CASE WHEN p.age60 + s.age60 >= 0 THEN p.age60 + s.age60 END, CASE WHEN p.age65 + s.age65 >= 0 THEN p.age65 + s.age65 END,
           CASE WHEN p.age80 + s.age80 >= 0 THEN p.age80 + s.age80 END, CASE WHEN p.households + s.households >= 0 THEN p.households + s.households END, p.origin
    FROM population p JOIN shift s USING (year)
    WHERE p.area_code = $1 AND p.population + s.population >= 0),
kept AS (
    INSERT INTO population_past (area_code, year, until, population, age60, age65, age80, households, origin)
    SELECT area_code, year, $4::date, population, age60, age65, age80, households, origin FROM population WHERE area_code = $1),
gone AS (DELETE FROM population WHERE area_code = $1 AND year NOT IN (SELECT year FROM total))
INSERT INTO population (area_code, year, population, age60, age65, age80, households, origin)
SELECT $1, year, population, age60, age65, age80, households, origin FROM total
ON CONFLICT (area_code, year) DO UPDATE SET population = excluded.population, age60 = excluded.age60, age65 = excluded.age65,
    age80 = excluded.age80, households = excluded.households, origin = excluded.origin
