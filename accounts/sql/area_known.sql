-- Whether a code names an area of today inside the prefecture: neighbours outside have no accounts; any code will do before areas are loaded.
SELECT EXISTS (SELECT FROM pub_area WHERE code = $1 AND NOT external AND (valid_to IS NULL OR valid_to > current_date))
    OR NOT EXISTS (SELECT FROM pub_area) AND $1 ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'
