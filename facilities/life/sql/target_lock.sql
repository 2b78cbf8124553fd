-- The version of the greening targets of an area, kept from others until the transaction ends.
SELECT version FROM greening_target WHERE area_code = $1 FOR UPDATE
