-- Every class with the number of its entries and of the items of open change sets that name it.
SELECT c.code, c.name, c.remark,
       (SELECT count(*) FROM place p WHERE p.class_code = c.code),
       (SELECT count(*) FROM change_item i JOIN change_set s ON s.id = i.set_id
        WHERE i.class_code = c.code AND s.state IN ('draft', 'submitted', 'accepted', 'returned'))
FROM place_class c ORDER BY c.code
