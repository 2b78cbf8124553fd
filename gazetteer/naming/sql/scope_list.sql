-- All rows of naming_scope.
SELECT * FROM naming_scope ORDER BY length(class_prefix), class_prefix, generics
