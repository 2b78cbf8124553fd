-- The standard kinds of burial and care facilities (殡葬与养老设施) and their groups. A bureau adds its own rows.

SELECT begin_change(gen_random_uuid(), NULL, 'setup', 'setup', 'migration', 'standard facility kinds');

INSERT INTO facility_kind (code, name, name_en, unit, by_village, capacity_kind, symbol, colour, ledger, sort) VALUES
    ('funeral_parlour',     '殡仪馆',           'Funeral parlour',            'county',   false, 'none',   'square',   '#4d4d4d', '',                   10),
    ('county_cemetery',     '县级公益性公墓',   'County public cemetery',     'county',   false, 'plots',  'diamond',  '#00441b', '',                   20),
    ('township_cemetery',   '乡级公益性公墓',   'Township public cemetery',   'township', false, 'plots',  'triangle', '#1b7837', 'own',                30),
    ('village_cemetery',    '村级公益性公墓',   'Village public cemetery',    'township', false, 'plots',  'circle',   '#7fbf7b', 'village_cemeteries', 40),
    ('commercial_cemetery', '经营性公墓',       'Commercial cemetery',        'county',   false, 'plots',  'diamond',  '#8c510a', '',                   50),
    ('columbarium',         '骨灰堂',           'Columbarium',                'county',   false, 'niches', 'hexagon',  '#5e3c99', 'columbarium',        60),
    ('care_home',           '养老机构',         'Care home',                  'township', false, 'beds',   'square',   '#b2182b', 'care',               80),
    ('disability_care',     '失能照护机构',     'Disability-care institution', 'county',  false, 'beds',   'diamond',  '#762a83', 'care',               90),
    ('rural_care_centre',   '农村敬老院',       'Rural care centre',          'township', false, 'beds',   'triangle', '#d6604d', 'care',               100),
    ('home_care_centre',    '居家养老服务中心', 'Home-care centre',           'township', false, 'none',   'hexagon',  '#f4a582', '',                   110),
    ('happiness_courtyard', '幸福小院',         'Happiness courtyard',        'township', true,  'beds',   'circle',   '#e08214', 'courtyards',         120);

INSERT INTO facility_kind (code, name, name_en, unit, capacity_kind, symbol, colour, ledger, sort, subkinds) VALUES
    ('eco_burial', '节地生态安葬点', 'Eco-burial site', 'township', 'plots', 'star', '#01665e', 'eco_burial', 70, '[
        {"code": "tree",        "name": "树葬",     "name_en": "Tree burial"},
        {"code": "lawn",        "name": "草坪葬",   "name_en": "Lawn burial"},
        {"code": "flower",      "name": "花坛葬",   "name_en": "Flower-bed burial"},
        {"code": "wall",        "name": "壁葬",     "name_en": "Wall burial"},
        {"code": "scattering",  "name": "骨灰撒散", "name_en": "Ash scattering"},
        {"code": "deep_burial", "name": "遗体深埋", "name_en": "Deep burial without mound"}]');

INSERT INTO facility_group (code, name, name_en, unit, kinds, official, sort) VALUES
    ('care', '养老服务设施', 'Care facilities', 'township', '{care_home,rural_care_centre,disability_care}', false, 10),
    ('cemetery', '公墓', 'Cemeteries', 'township', '{county_cemetery,township_cemetery,village_cemetery,commercial_cemetery}', false, 20),
    ('township_burial', '乡镇公墓或骨灰堂（官方口径）', 'Township cemetery or columbarium (official rule)', 'township', '{township_cemetery,columbarium}', true, 30);
