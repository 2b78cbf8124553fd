-- Every class by code.
SELECT code, name, remark FROM place_class ORDER BY code
