-- The rules by which place_search was made, and how far a rebuild has come.
SELECT version, upto FROM search_index
