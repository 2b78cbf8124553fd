-- What an inspection may find, in Chinese, as forms offer it.
SELECT zh FROM inspection_condition WHERE active ORDER BY sort, code
