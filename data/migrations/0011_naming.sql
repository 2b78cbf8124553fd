-- Naming rules as data that a bureau edits (地名管理条例 art. 9, Ministry Order 71), and the clean-up ledger (清理整治台账).

-- What each rule is called, what it rests on, and how heavy it weighs for a new name and for one that stands.
CREATE TABLE naming_rule (
    code     text PRIMARY KEY CHECK (code ~ '^[a-z_]{1,40}$'),
    category text NOT NULL CHECK (category <> ''),
    article  text NOT NULL DEFAULT '',
    proposed text NOT NULL CHECK (proposed IN ('error', 'warning', 'info', 'none')),
    standing text NOT NULL CHECK (standing IN ('error', 'warning', 'info', 'none')),
    note     text NOT NULL DEFAULT '',
    version  bigint NOT NULL DEFAULT 1
);
COMMENT ON TABLE naming_rule IS 'Rules of the program; none switches one off.';
COMMENT ON COLUMN naming_rule.proposed IS 'Severity for a naming or renaming.';
COMMENT ON COLUMN naming_rule.standing IS 'The highest severity for a name that is there already.';
SELECT track('naming_rule', 'naming_rule', 'code');

-- Within which area a name of a class must be the only one of its sound.
CREATE TABLE naming_scope (
    id               uuid PRIMARY KEY,
    class_prefix     text NOT NULL CHECK (class_prefix ~ '^[0-9]{1,5}$'),
    generics         text[] NOT NULL DEFAULT '{}',
    scope            text NOT NULL CHECK (scope IN ('country', 'province', 'county', 'built_up', 'none')),
    kin              text NOT NULL DEFAULT '',
    famous           boolean NOT NULL DEFAULT false,
    specific         text NOT NULL DEFAULT 'warning' CHECK (specific IN ('error', 'warning', 'info', 'none')),
    generic_required boolean NOT NULL DEFAULT false,
    max_size         integer CHECK (max_size BETWEEN 1 AND 9),
    article          text NOT NULL DEFAULT '',
    note             text NOT NULL DEFAULT '',
    enabled          boolean NOT NULL DEFAULT true,
    version          bigint NOT NULL DEFAULT 1,
    CONSTRAINT naming_scope_class_key UNIQUE (class_prefix, generics)
);
COMMENT ON COLUMN naming_scope.generics IS 'Generic terms (通名) that the row is for; empty: any and none. The longest prefix wins, then a row with the generic.';
COMMENT ON COLUMN naming_scope.kin IS 'Names are compared with those of the same kin.';
COMMENT ON COLUMN naming_scope.famous IS 'Only for names on the list of famous natural features.';
COMMENT ON COLUMN naming_scope.specific IS 'Severity for a new name whose specific part (专名) is there with another generic term.';
COMMENT ON COLUMN naming_scope.max_size IS 'The largest size rank of a generic term that fits without proof; null: any.';
SELECT track('naming_scope', 'naming_scope', 'id');

CREATE TABLE naming_generic (
    id       uuid PRIMARY KEY,
    text     text NOT NULL CONSTRAINT naming_generic_text_key UNIQUE CHECK (text <> ''),
    classes  text[] NOT NULL DEFAULT '{}',
    reserved boolean NOT NULL DEFAULT false,
    size     integer CHECK (size BETWEEN 1 AND 9),
    note     text NOT NULL DEFAULT '',
    enabled  boolean NOT NULL DEFAULT true,
    version  bigint NOT NULL DEFAULT 1
);
COMMENT ON TABLE naming_generic IS 'Generic terms (通名) of names.';
COMMENT ON COLUMN naming_generic.classes IS 'Beginnings of the class codes that it fits; empty: any.';
COMMENT ON COLUMN naming_generic.reserved IS 'No name of another class may end in it.';
COMMENT ON COLUMN naming_generic.size IS 'Size rank, 1 the smallest; null: says nothing of size.';
SELECT track('naming_generic', 'naming_generic', 'id');

CREATE TABLE naming_word (
    id       uuid PRIMARY KEY,
    word     text NOT NULL CHECK (word <> ''),
    category text NOT NULL CHECK (category IN ('inflated', 'foreign', 'odd', 'person', 'leader', 'company', 'famous', 'allowed')),
    match    text NOT NULL CHECK (match IN ('contains', 'prefix', 'suffix', 'specific', 'name', 'title')),
    severity text NOT NULL DEFAULT 'error' CHECK (severity IN ('error', 'warning', 'info')),
    article  text NOT NULL DEFAULT '',
    note     text NOT NULL DEFAULT '',
    enabled  boolean NOT NULL DEFAULT true,
    version  bigint NOT NULL DEFAULT 1,
    CONSTRAINT naming_word_word_key UNIQUE (category, word, match)
);
COMMENT ON COLUMN naming_word.category IS 'allowed: what stands in it is not held against a name, for the reason in note (historic and minority names).';
COMMENT ON COLUMN naming_word.match IS 'title: counts after a surname only.';
SELECT track('naming_word', 'naming_word', 'id');

CREATE TABLE naming_built_up (
    id      uuid PRIMARY KEY,
    name    text NOT NULL CONSTRAINT naming_built_up_name_key UNIQUE CHECK (name <> ''),
    areas   text[] NOT NULL CHECK (cardinality(areas) > 0),
    note    text NOT NULL DEFAULT '',
    enabled boolean NOT NULL DEFAULT true,
    version bigint NOT NULL DEFAULT 1
);
COMMENT ON TABLE naming_built_up IS 'Built-up areas (建成区) of several townships. Without a row, the subdistricts of a county are one, every other township is one of its own.';
SELECT track('naming_built_up', 'naming_built_up', 'id');

-- The standard names by their text and their sound, whole or from the left.
CREATE INDEX place_search_standard_norm ON place_search (norm) WHERE kind = 'standard' AND norm IS NOT NULL;
CREATE INDEX place_search_standard_joined ON place_search (joined) WHERE kind = 'standard' AND norm IS NOT NULL;

-- The clean-up ledger: one row per name and rule that speaks against it.
CREATE TABLE cleanup_run (
    id        uuid PRIMARY KEY,
    area_code text NOT NULL DEFAULT '',
    actor     text NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    entries   integer NOT NULL,
    found     integer NOT NULL,
    added     integer NOT NULL,
    closed    integer NOT NULL,
    seconds   double precision NOT NULL
);
COMMENT ON COLUMN cleanup_run.found IS 'Findings that the run saw; added of them were new, closed were gone.';
CREATE INDEX cleanup_run_at ON cleanup_run (at DESC);
SELECT track('cleanup_run', 'cleanup_run', 'id');

CREATE TABLE cleanup (
    id         uuid PRIMARY KEY,
    place_id   uuid NOT NULL REFERENCES place (id),
    name       text NOT NULL,
    class_code text NOT NULL,
    area_code  text NOT NULL,
    rule       text NOT NULL,
    category   text NOT NULL,
    subject    text NOT NULL DEFAULT '',
    severity   text NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
    article    text NOT NULL DEFAULT '',
    key        text NOT NULL,
    params     jsonb NOT NULL DEFAULT '{}',
    conflicts  uuid[] NOT NULL DEFAULT '{}',
    state      text NOT NULL DEFAULT 'found' CHECK (state IN ('found', 'exception', 'to_rectify', 'renamed', 'closed')),
    verdict    text NOT NULL DEFAULT '' CHECK (verdict IN ('', 'exception', 'to_rectify')),
    reason     text NOT NULL DEFAULT '',
    judged_by  text NOT NULL DEFAULT '',
    judged_at  timestamptz,
    set_id     uuid,
    edit_id    uuid,
    new_name   text NOT NULL DEFAULT '',
    how        text NOT NULL DEFAULT '' CHECK (how IN ('', 'renamed', 'retired', 'gone')),
    found_at   timestamptz NOT NULL DEFAULT now(),
    renamed_at timestamptz,
    closed_at  timestamptz,
    version    bigint NOT NULL DEFAULT 1
);
COMMENT ON TABLE cleanup IS '清理整治台账: found → exception | to_rectify → renamed → closed.';
COMMENT ON COLUMN cleanup.name IS 'The name found fault with; new_name is what it became.';
COMMENT ON COLUMN cleanup.subject IS 'What of the name the rule speaks of: the word or characters.';
COMMENT ON COLUMN cleanup.set_id IS 'The change set that was started for it, or that renamed it.';
COMMENT ON COLUMN cleanup.how IS 'Why it is closed: the entry was renamed or retired, or the finding is gone for another cause.';
CREATE UNIQUE INDEX cleanup_open_key ON cleanup (place_id, rule, subject) WHERE state NOT IN ('renamed', 'closed');
CREATE INDEX cleanup_place ON cleanup (place_id);
CREATE INDEX cleanup_area ON cleanup (area_code text_pattern_ops, id);
SELECT track('cleanup', 'cleanup', 'id');

-- A renaming or retirement, by whatever door, moves the entry's rows of the ledger on.
CREATE FUNCTION cleanup_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE cairn.cleanup SET state = 'renamed', how = 'renamed', edit_id = NEW.id, set_id = coalesce(NEW.set_id, set_id),
        new_name = NEW.after ->> 'name', renamed_at = now(), version = version + 1
    WHERE place_id = NEW.place_id AND state IN ('found', 'exception', 'to_rectify')
      AND NEW.op = 'modify' AND NEW.after ? 'name' AND NEW.after ->> 'name' <> name;
    UPDATE cairn.cleanup SET state = 'closed', how = 'retired', edit_id = NEW.id, set_id = coalesce(NEW.set_id, set_id),
        closed_at = now(), version = version + 1
    WHERE place_id = NEW.place_id AND state <> 'closed' AND NEW.op = 'delete';
    RETURN NULL;
END $$;
CREATE TRIGGER cleanup_follow AFTER INSERT ON place_edit FOR EACH ROW EXECUTE FUNCTION cleanup_follow();

-- A proposed renaming, by whatever door, is a judgement: the rows are to be rectified, by that change set.
CREATE FUNCTION cleanup_proposed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE cairn.cleanup c SET state = 'to_rectify', verdict = 'to_rectify', set_id = NEW.set_id, version = c.version + 1,
        reason = CASE c.verdict WHEN 'to_rectify' THEN c.reason ELSE '' END,
        judged_by = CASE c.verdict WHEN 'to_rectify' THEN c.judged_by ELSE coalesce(nullif(h.actor_name, ''), h.actor) END,
        judged_at = CASE c.verdict WHEN 'to_rectify' THEN c.judged_at ELSE now() END
    FROM cairn.change h
    WHERE h.id = current_setting('cairn.change')::uuid AND c.place_id = NEW.place_id AND c.state IN ('found', 'to_rectify')
      AND NEW.op = 'modify' AND NEW.proposed ? 'name' AND NEW.proposed ->> 'name' <> c.name;
    RETURN NULL;
END $$;
CREATE TRIGGER cleanup_proposed AFTER INSERT ON change_item FOR EACH ROW EXECUTE FUNCTION cleanup_proposed();

-- The rules and lists to begin with. Items of art. 9 are data: a bureau corrects them.
SELECT begin_change(gen_random_uuid(), NULL, 'setup', 'setup', 'migration', 'naming rules to begin with');

INSERT INTO naming_rule (code, category, article, proposed, standing) VALUES
    ('duplicate',          'duplicate', '地名管理条例第九条', 'error', 'warning'),
    ('homophone',          'duplicate', '地名管理条例第九条', 'error', 'warning'),
    ('duplicate_specific', 'duplicate', '地名管理条例第九条', 'error', 'warning'),
    ('homophone_specific', 'duplicate', '地名管理条例第九条', 'warning', 'info'),
    ('same_spelling',      'duplicate', '地名管理条例第九条', 'info', 'info'),
    ('not_compared',       'duplicate', '地名管理条例第九条', 'info', 'none'),
    ('rare_character',     'rare',      '地名管理条例第九条第（三）项', 'error', 'warning'),
    ('variant_character',  'rare',      '地名管理条例第九条第（三）项', 'error', 'warning'),
    ('person',             'person',    '地名管理条例第九条第（四）项', 'error', 'warning'),
    ('person_title',       'person',    '地名管理条例第九条第（四）项', 'warning', 'info'),
    ('leader',             'person',    '地名管理条例第九条第（四）项', 'error', 'warning'),
    ('foreign',            'foreign',   '地名管理条例第九条第（五）项', 'error', 'warning'),
    ('foreign_letters',    'foreign',   '地名管理条例第九条第（三）项', 'error', 'warning'),
    ('company',            'company',   '地名管理条例第九条第（六）项', 'error', 'warning'),
    ('inflated',           'inflated',  '地名管理条例第九条第（二）项', 'error', 'warning'),
    ('odd',                'odd',       '地名管理条例第九条第（一）项', 'error', 'warning'),
    ('odd_sign',           'odd',       '地名管理条例第九条第（一）项', 'error', 'warning'),
    ('odd_digits',         'odd',       '地名管理条例第九条第（一）项', 'error', 'warning'),
    ('ordinal_digits',     'odd',       '地名管理条例第九条第（三）项', 'info', 'info'),
    ('famous',             'famous',    '地名管理条例第九条第（九）项', 'error', 'warning'),
    ('generic_missing',    'generic',   '地名管理条例第九条第一款', 'error', 'warning'),
    ('specific_missing',   'generic',   '地名管理条例第九条第一款', 'error', 'warning'),
    ('generic_class',      'generic',   '地名管理条例第九条第（二）项', 'error', 'warning'),
    ('generic_size',       'generic',   '地名管理条例第九条第（二）项', 'warning', 'info'),
    ('generic_repeated',   'generic',   '地名管理条例第九条第（二）项', 'warning', 'info');

INSERT INTO naming_scope (id, class_prefix, generics, scope, kin, famous, specific, generic_required, max_size, article, note) VALUES
    (gen_random_uuid(), '11',  '{}', 'country', 'nature', true, 'info', false, NULL, '地名管理条例第九条第（七）项', '国内著名的自然地理实体'),
    (gen_random_uuid(), '12',  '{}', 'country', 'nature', true, 'info', false, NULL, '地名管理条例第九条第（七）项', '国内著名的自然地理实体'),
    (gen_random_uuid(), '13',  '{}', 'country', 'nature', true, 'info', false, NULL, '地名管理条例第九条第（七）项', '国内著名的自然地理实体'),
    (gen_random_uuid(), '21',  '{}', 'country', 'province', false, 'error', true, NULL, '地名管理条例第九条第（七）项', '省级行政区划'),
    (gen_random_uuid(), '213', '{}', 'country', 'prefecture', false, 'error', true, NULL, '地名管理条例第九条第（七）项', '地级行政区划；市与所在州、地区专名相同不算重名'),
    (gen_random_uuid(), '214', '{}', 'country', 'county', false, 'error', true, NULL, '地名管理条例第九条第（七）项', '县级行政区划'),
    (gen_random_uuid(), '215', '{}', 'province', 'township', false, 'error', true, NULL, '地名管理条例第九条第（八）项', '乡、镇'),
    (gen_random_uuid(), '215', '{街道,街道办事处}', 'none', '', false, 'none', true, NULL, '地名管理条例第九条第（八）项', '街道未列入省内不重名的范围'),
    (gen_random_uuid(), '216', '{}', 'county', 'village_area', false, 'warning', true, NULL, '地名管理条例第九条第（八）项', '村、社区辖区'),
    (gen_random_uuid(), '27',  '{}', 'none', '', false, 'none', false, NULL, '', '单位'),
    (gen_random_uuid(), '276', '{}', 'county', 'committee', false, 'error', true, NULL, '地名管理条例第九条第（八）项', '村民委员会、居民委员会所在地'),
    (gen_random_uuid(), '22',  '{}', 'county', 'settlement', false, 'warning', false, NULL, '地名管理条例第九条第（八）项', '自然村等居民点'),
    (gen_random_uuid(), '23',  '{}', 'none', '', false, 'none', true, NULL, '', '公路、铁路等'),
    (gen_random_uuid(), '23',  '{大街,大道,小巷,小街,巷,弄,支路,步行街,环路,胡同,街,路,道,里}', 'built_up', 'street', false, 'warning', true, NULL, '地名管理条例第九条第（八）项', '街路巷'),
    (gen_random_uuid(), '26',  '{}', 'built_up', 'building', false, 'warning', false, 3, '地名管理条例第九条第（八）项', '具有重要地名意义的住宅区、楼宇'),
    (gen_random_uuid(), '26',  '{亭,塔,大桥,桥,立交桥,闸,隧道}', 'none', '', false, 'none', false, NULL, '', '桥梁等构筑物');

INSERT INTO naming_generic (id, text, classes, reserved, size)
SELECT gen_random_uuid(), v.text, v.classes, v.reserved, v.size FROM (VALUES
    ('省', '{211,212}'::text[], true, 9), ('自治区', '{211,212}', true, 9), ('特别行政区', '{211,212}', true, 9),
    ('市', '{211,212,213,214}', true, 8), ('地区', '{213}', true, 8), ('自治州', '{213}', true, 8), ('州', '{213}', true, 8), ('盟', '{213}', true, 8),
    ('县', '{214}', true, 7), ('自治县', '{214}', true, 7), ('区', '{214}', false, 7), ('旗', '{214}', false, 7), ('自治旗', '{214}', true, 7), ('林区', '{214,215}', false, 7), ('特区', '{214}', false, 7),
    ('乡', '{215}', true, 6), ('镇', '{215}', true, 6), ('街道', '{215}', true, 6), ('街道办事处', '{215,27}', true, 6), ('苏木', '{215}', true, 6),
    ('农场', '{215,22,27}', false, 6), ('管理区', '{215}', true, 6), ('开发区', '{215,214,25}', false, 6), ('管理委员会', '{215,27}', false, 6), ('产业园区', '{215,25,27}', false, 6),
    ('村民委员会', '{276,216}', true, 5), ('村委会', '{276,216}', true, 5), ('居民委员会', '{276,216}', true, 5), ('居委会', '{276,216}', true, 5),
    ('社区居民委员会', '{276,216}', true, 5), ('社区居委会', '{276,216}', true, 5), ('社区', '{276,216}', true, 5), ('行政村', '{216}', true, 5),
    ('村', '{22,216}', false, 4), ('自然村', '{22}', false, 4), ('新村', '{22,26}', false, 4), ('寨', '{22}', false, 4), ('寨子', '{22}', false, 4), ('村子', '{22}', false, 4),
    ('庄', '{22}', false, 4), ('屯', '{22}', false, 4), ('营', '{22}', false, 4),
    ('街', '{23}', false, 2), ('路', '{23}', false, 2), ('巷', '{23}', false, 1), ('大街', '{23}', false, 3), ('大道', '{23}', false, 3), ('道', '{23}', false, 2),
    ('胡同', '{23}', false, 1), ('里', '{23,26}', false, 1), ('弄', '{23}', false, 1), ('环路', '{23}', false, 3), ('支路', '{23}', false, 1), ('小街', '{23}', false, 1),
    ('小巷', '{23}', false, 1), ('步行街', '{23}', false, 2), ('公路', '{23}', false, 3), ('高速公路', '{23}', true, 4), ('铁路', '{23}', true, 4), ('线', '{23}', false, 3),
    ('高速铁路', '{23}', true, 4), ('站', '{23,27}', false, NULL), ('机场', '{23}', true, 5), ('码头', '{23}', false, 3), ('隧道', '{23,26}', false, 3),
    ('桥', '{26,23,25,22}', false, 2), ('大桥', '{26,23}', false, 3), ('立交桥', '{26,23}', false, 3), ('古桥', '{25,26}', false, 2),
    ('河', '{12,22}', false, NULL), ('江', '{12}', false, NULL), ('湖', '{12,26}', false, NULL), ('海', '{11,12}', false, NULL), ('潭', '{12,22}', false, NULL), ('泉', '{12}', false, NULL),
    ('瀑布', '{12,25}', false, NULL), ('溪', '{12,22}', false, NULL), ('沟', '{12,13,22}', false, NULL), ('箐', '{12,13,22}', false, NULL), ('水库', '{24,12}', false, NULL), ('坝塘', '{24,12}', false, NULL),
    ('水电站', '{24}', true, NULL), ('电站', '{24}', false, NULL), ('水闸', '{24}', false, NULL), ('渠', '{24}', false, NULL), ('堤', '{24}', false, NULL),
    ('山', '{13,22}', false, NULL), ('峰', '{13}', false, NULL), ('岭', '{13,22}', false, NULL), ('坡', '{13,22}', false, NULL), ('岩', '{13,22}', false, NULL), ('洞', '{13,22,25}', false, NULL),
    ('溶洞', '{13,25}', false, NULL), ('谷', '{13}', false, NULL), ('峡', '{13}', false, NULL), ('峡谷', '{13,25}', false, NULL),
    ('碑', '{25}', false, NULL), ('寺', '{25,22}', false, NULL), ('庙', '{25,22}', false, NULL), ('观', '{25}', false, NULL), ('祠', '{25}', false, NULL), ('塔', '{25,26}', false, NULL),
    ('公园', '{25,26}', false, 4), ('陵园', '{25}', false, 4), ('纪念馆', '{25}', false, 3), ('故居', '{25}', false, 2), ('遗址', '{25}', false, 3), ('风景区', '{25}', false, 6), ('风景名胜区', '{25}', false, 6),
    ('楼', '{26}', false, 1), ('阁', '{26,25}', false, 1), ('舍', '{26}', false, 1), ('公寓', '{26}', false, 1), ('大楼', '{26}', false, 2), ('大厦', '{26}', false, 2), ('小区', '{26}', false, 3),
    ('花园', '{26}', false, 3), ('苑', '{26}', false, 3), ('家园', '{26}', false, 3), ('园', '{26,25,22}', false, 3), ('居', '{26}', false, 2), ('院', '{26,27}', false, 2), ('庭', '{26}', false, 2), ('府', '{26,25}', false, 3),
    ('别墅', '{26}', false, 4), ('山庄', '{26}', false, 4), ('广场', '{26,25,23}', false, 4), ('中心', '{26,27}', false, 4), ('城', '{26,25,22}', false, 5), ('新城', '{26}', false, 5),
    ('国际城', '{26}', false, 5), ('商城', '{26}', false, 4), ('半岛', '{11,26}', false, 5)
) v (text, classes, reserved, size);

INSERT INTO naming_word (id, word, category, match, severity, note)
SELECT gen_random_uuid(), w, l.category, l.match, l.severity, l.note FROM (VALUES
    ('inflated', 'contains', 'error', '', '宇宙 天下 世界 环球 寰球 全球 中央 中国 中华 华夏 万国 特区 首府 首都 国际 全国 至尊'),
    ('inflated', 'contains', 'warning', '', '亚洲 东方之 天府 皇城'),
    ('foreign', 'contains', 'error', '外国地名', '巴黎 伦敦 纽约 曼哈顿 威尼斯 维也纳 莱茵 塞纳 香榭丽舍 凡尔赛 枫丹白露 普罗旺斯 托斯卡纳 夏威夷 拉斯维加斯 好莱坞 华尔街 迪拜 爱丁堡 牛津 哈佛 剑桥 诺丁山 白金汉 地中海 爱琴海 加勒比 佛罗伦萨 米兰 巴塞罗那 马德里 慕尼黑 阿姆斯特丹 北海道 东京 首尔 济州岛 西雅图 温哥华 悉尼 多瑙河 欧洲 美洲 加州 澳洲 英伦'),
    ('foreign', 'contains', 'info', '外国地名，也可能是本地用字', '罗马 雅典 柏林 北欧 南欧'),
    ('foreign', 'contains', 'error', '外国人名', '华盛顿 林肯 拿破仑 哥伦布 莎士比亚 贝多芬 莫扎特 达芬奇 毕加索 爱因斯坦 牛顿 列宁 斯大林 马克思 恩格斯 丘吉尔 罗斯福'),
    ('foreign', 'contains', 'error', '外语词音译', '托邦 奥莱 蒙娜丽莎'),
    ('odd', 'contains', 'error', '封建色彩', '皇家 皇庭 皇宫 帝王 帝都 帝景 帝豪 御府 御园 御墅 龙庭 王朝 君临 金銮 贵妃'),
    ('odd', 'contains', 'error', '庸俗', '淫 妓 嫖 屎 尿 屁 婊'),
    ('leader', 'contains', 'error', '国家领导人', '毛泽东 周恩来 刘少奇 朱德 邓小平 陈云 宋庆龄 孙中山 董必武 李先念 杨尚昆 叶剑英 彭真 邓颖超 胡耀邦 华国锋 江泽民 胡锦涛 习近平 李鹏 朱镕基 温家宝 李克强 乔石 李瑞环 吴邦国 贾庆林 张德江 俞正声 栗战书 王沪宁 赵乐际 蔡奇 丁薛祥'),
    ('person', 'contains', 'error', '人名', '雷锋 焦裕禄 董存瑞 黄继光 邱少云 刘胡兰 杨靖宇 赵一曼 张思德 白求恩 鲁班 诸葛亮 关羽 岳飞 屈原 李白 杜甫 苏轼 曹雪芹 姚明 刘翔'),
    ('person', 'contains', 'error', '笔名', '鲁迅 郭沫若 茅盾 巴金 老舍 曹禺 冰心 金庸 古龙 琼瑶 三毛 莫言 艾青 聂耳'),
    ('person', 'contains', 'error', '虚构人物', '孙悟空 猪八戒 唐僧 贾宝玉 林黛玉 薛宝钗 王熙凤 西门庆 潘金莲 武松 鲁智深 阿诗玛 祥林嫂 阿q 梁山伯 祝英台 牛郎 织女 白素贞 哪吒 灰太狼 喜羊羊'),
    ('person', 'title', 'warning', '姓氏加称谓', '先生 女士 小姐 同志 烈士 将军 元帅 司令 主席 总统 总理 书记 县长 校长 教授 博士 大师 老板'),
    ('company', 'suffix', 'error', '企业名称', '公司 集团 有限公司 股份 企业 连锁店 专卖店'),
    ('company', 'contains', 'error', '企业名称', '有限公司 有限责任 股份公司'),
    ('company', 'contains', 'error', '企业名称或者商标', '万达 恒大 碧桂园 万科 华为 腾讯 阿里巴巴 淘宝 京东 百度 可口可乐 麦当劳 肯德基 星巴克 沃尔玛 家乐福 海尔 格力 联想 娃哈哈 蒙牛 伊利 云南白药 中国石油 中国石化 中国移动 中国联通 中国电信'),
    ('famous', 'specific', 'error', '国内著名的自然地理实体', '长江 黄河 珠江 淮河 黑龙江 雅鲁藏布江 澜沧江 怒江 金沙江 红河 南盘江 洞庭湖 鄱阳湖 太湖 青海湖 滇池 洱海 抚仙湖 泰山 华山 衡山 恒山 嵩山 黄山 庐山 峨眉山 武夷山 长白山 天山 昆仑山 祁连山 秦岭 太行山 大兴安岭 喜马拉雅山 珠穆朗玛峰 玉龙雪山 梅里雪山 高黎贡山 哀牢山 乌蒙山 苍山 渤海 黄海 东海 南海')
) l (category, match, severity, note, words), unnest(string_to_array(l.words, ' ')) w
ON CONFLICT DO NOTHING;

INSERT INTO naming_word (id, word, category, match, severity, note) VALUES
    (gen_random_uuid(), '中华门', 'allowed', 'contains', 'info', '历史地名'),
    (gen_random_uuid(), '香格里拉', 'allowed', 'contains', 'info', '经批准的行政区划名称'),
    (gen_random_uuid(), '中央大街', 'allowed', 'name', 'info', '历史地名');
