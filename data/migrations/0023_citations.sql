-- Of article 9 of 地名管理条例 only the items are cited that say what a rule says; a rule that reads more into the
-- article than an item has cites the article alone. What a bureau has edited (version above 1) stays as it is.
SELECT begin_change(gen_random_uuid(), NULL, 'setup', 'setup', 'migration', 'naming rules cite the article where no item says the same');
UPDATE naming_rule SET article = '地名管理条例第九条'
WHERE version = 1 AND (code, article) IN (('ordinal_digits', '地名管理条例第九条第（三）项'), ('generic_repeated', '地名管理条例第九条第（二）项'),
    ('odd_sign', '地名管理条例第九条第（一）项'));
UPDATE naming_scope SET article = '地名管理条例第九条'
WHERE version = 1 AND class_prefix IN ('216', '22') AND article = '地名管理条例第九条第（八）项';
