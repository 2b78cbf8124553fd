package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
	"cairn/internal/actor"
)

// Every column of the schema that holds codes of areas: whether it follows a change of
// areas, and if only some of its rows do, which. A column that is historic keeps the code of
// its day, and old codes resolve.
var areaColumns = map[string]string{
	"account.area_code":                follows,
	"area.code":                        follows + " WHERE valid_to IS NULL",
	"area.parent":                      follows + " WHERE valid_to IS NULL",
	"boundary_line.leading_area":       follows + " WHERE valid_to IS NULL",
	"boundary_line.cooperating_area":   follows + " WHERE valid_to IS NULL",
	"boundary_line.left_area":          follows + " WHERE valid_to IS NULL",
	"boundary_line.right_area":         follows + " WHERE valid_to IS NULL",
	"change_item.area_code":            follows + " WHERE set_id IN (SELECT id FROM change_set WHERE state NOT IN ('published', 'withdrawn'))",
	"change_item.scope":                follows + " WHERE set_id IN (SELECT id FROM change_set WHERE state NOT IN ('published', 'withdrawn'))",
	"change_set.area_code":             follows + " WHERE state NOT IN ('published', 'withdrawn')",
	"cleanup.area_code":                follows,
	"closing_edge.area_code":           follows,
	"burial_zone.area_code":            follows,
	"burial_zone_area.area_code":       follows + " WHERE zone_id IN (SELECT id FROM burial_zone WHERE to_on IS NULL)",
	"facility_plan.area_code":          follows,
	"facility_plan_row.area_code":      follows,
	"facility_service.area_code":       follows + " WHERE to_on IS NULL",
	"greening_target.area_code":        follows,
	"facility.area_code":               follows,
	"facility.village_code":            follows,
	"filing_setting.area_code":         follows,
	"burial_parameter.area_code":       follows,
	"indicator_target.area_code":       follows,
	"marker.co_areas":                  follows,
	"marker.managing_area":             follows,
	"naming_built_up.areas":            follows,
	"naming_reading.area_code":         follows,
	"national_decision.area_code":      follows,
	"national_difference.area_code":    follows,
	"national_export.area_code":        follows,
	"national_mapping.area_code":       follows,
	"national_match.area_code":         follows,
	"national_row.area_code":           follows,
	"patrol.area_code":                 follows,
	"patrol_plan.area_code":            follows,
	"place.area_code":                  follows,
	"place.crosses":                    follows,
	"place.division_code":              follows + " WHERE status <> 'retired'",
	"place_report.area_code":           follows,
	"place_search.area_code":           follows,
	"quality_item.area_code":           follows + " WHERE review_id IN (SELECT id FROM quality_review WHERE closed_at IS NULL)",
	"quality_review.area_code":         follows + " WHERE closed_at IS NULL",
	"road.from_code":                   follows,
	"road.to_code":                     follows,
	"sign_plan.area_code":              follows,
	"siting_scenario.area_code":        follows,
	"webhook.area_code":                follows,
	"announcement.area_code":           follows + " WHERE state = 'draft'", // published ones were numbered by the bureau of their day
	"announced_name.area":              "names in words, as printed",
	"approval.authority_area":          "who approved, on its day",
	"area_change.area_codes":           "what it changed, as it was",
	"area_change_part.code":            "what it says; drafts are worked out again before they are carried out",
	"area_change_part.members":         "the same",
	"area_change_part.old_codes":       "the same",
	"area_change_part.parent":          "the same",
	"area_move.new_code":               "what became of areas",
	"area_move.old_code":               "what became of areas",
	"area_past.code":                   "states before",
	"area_past.parent":                 "states before",
	"boundary_line.neighbour_counties": "names in words",
	"cleanup_run.area_code":            "what a run looked at, on its day",
	"coverage_exemption.area_code":     "of the day of its document; readers resolve it by area_as_of",
	"coverage_reported.area_code":      "figures as they were reported",
	"exact_read.area_code":             "whose office read, on its day",
	"indicator_reported.area_code":     "figures as they were reported, of the area of their day",
	"facility_past.area_code":          "where facilities were before",
	"facility_past.village_code":       "where facilities were before",
	"monthly_report.area_code":         "reports stay with the township of their day",
	"place_code_serial.area":           "numbers given out under a code, which are never used again",
	"place_edit.area_code":             "edits stay in the ledger of the area of their day",
	"population.area_code":             "figures of the areas of their year; areas that are new get theirs beside",
	"population_past.area_code":        "figures before",
	"siting_run.area_code":             "what was asked for, on its day",
}

const follows = "follows"

// The columns of the schema that are named like areas are in the table, which names no others.
func TestAreaColumnsAreDeclared(t *testing.T) {
	t.Parallel()
	db := datatest.New(t)
	rows, err := db.Read().Query(context.Background(), `SELECT c.table_name || '.' || c.column_name
		FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
		WHERE table_schema = 'cairn' AND table_type = 'BASE TABLE' AND c.data_type IN ('text', 'ARRAY') AND (
			c.column_name ~ 'area|county|counties|township|village|division|parent|crosses|scope|members'
			OR c.column_name IN ('old_code', 'new_code', 'old_codes', 'from_code', 'to_code')
			OR c.column_name = 'code' AND table_name ~ '^area'
			OR EXISTS (SELECT FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints f USING (constraint_schema, constraint_name)
				JOIN information_schema.table_constraints u ON (u.constraint_schema, u.constraint_name) = (f.unique_constraint_schema, f.unique_constraint_name)
				WHERE u.table_name = 'area' AND (k.table_schema, k.table_name, k.column_name) = (c.table_schema, c.table_name, c.column_name)))`)
	if err != nil {
		t.Fatal(err)
	}
	columns, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	other := []string{"line_move.new_code", "line_move.old_code", // codes of lines
		"naming_reading.scope", "naming_scope.scope"} // what they are for, in words
	for _, c := range columns {
		if areaColumns[c] == "" && !slices.Contains(other, c) {
			t.Errorf("nobody has said whether %s follows a change of areas", c)
		}
	}
	for c := range areaColumns {
		if !slices.Contains(columns, c) {
			t.Errorf("there is no column %s", c)
		}
	}
}

// nothingNames fails for every column that ought to follow and still holds a code.
func (r *areaRig) nothingNames(code string) {
	r.t.Helper()
	for column, how := range areaColumns {
		where, ok := strings.CutPrefix(how, follows)
		if !ok {
			continue
		}
		table, name, _ := strings.Cut(column, ".")
		sql := fmt.Sprintf("SELECT count(*) FROM (SELECT * FROM %s%s) x WHERE EXISTS (SELECT FROM unnest(string_to_array(trim('{}' FROM %s::text), ',')) c WHERE starts_with(c, $1))", table, where, name)
		if n := r.one(sql, code); n != "0" {
			r.t.Errorf("%s rows of %s still name %s", n, column, code)
		}
	}
}

// furnish gives an area a row in every table that names areas and that the sample leaves empty.
func (r *areaRig) furnish(area string) {
	r.t.Helper()
	r.exec(strings.ReplaceAll(`
			INSERT INTO webhook (id, url, secret, area_code) VALUES (gen_random_uuid(), 'http://127.0.0.1:1/', 'x', 'AREA');
			INSERT INTO webhook_state (hook_id, seq) SELECT id, 0 FROM webhook WHERE area_code = 'AREA';
			INSERT INTO filing_setting (area_code, warn_days) VALUES ('AREA', 7);
			INSERT INTO sign_plan (id, title, area_code, year) VALUES (gen_random_uuid(), '计划', 'AREA', 2022);
			INSERT INTO naming_built_up (id, name, areas) VALUES (gen_random_uuid(), '建成区AREA', '{AREA}');
			INSERT INTO naming_reading (id, text, reading, scope, area_code, settled_by) VALUES (gen_random_uuid(), '重兴', 'chóng xīng', 'word', 'AREA', '李');
			INSERT INTO patrol_plan (id, area_code, from_on) VALUES (gen_random_uuid(), 'AREA', '2022-01-01');
			INSERT INTO patrol (id, area_code, patroller, started_at, ended_at, geom, content_hash, author)
				VALUES (gen_random_uuid(), 'AREA', '李', '2022-01-05', '2022-01-05', ST_GeomFromText('MULTILINESTRING((104.1 23.3, 104.2 23.3))', 4490), 'x', 'li');
			INSERT INTO quality_review (id, title, area_code, author) VALUES (gen_random_uuid(), '核查', 'AREA', '李');
			INSERT INTO announcement (id, area_code, kind, title, issuer) VALUES (gen_random_uuid(), 'AREA', 'names', '公告', '局');
			INSERT INTO national_mapping (id, name, signature, area_code, columns) VALUES (gen_random_uuid(), '列', 'signature', 'AREA', '[]');
			INSERT INTO national_export (id, export_version, exported_on, file, mapping_id, headings, area_code, loaded_by, mapping_version)
				SELECT gen_random_uuid(), '1', '2022-01-01', 'x.csv', id, '{}', 'AREA', '李', 1 FROM national_mapping WHERE area_code = 'AREA';
			INSERT INTO national_row (export_id, n, line, cells, state, area_code) SELECT id, 1, 1, '{}', 'good', 'AREA' FROM national_export WHERE area_code = 'AREA';
			INSERT INTO national_difference (id, export_id, seq, kind, key, name, area_code, class_code)
				SELECT gen_random_uuid(), id, 1, 'missing_here', 'kAREA', '名', 'AREA', '22200' FROM national_export WHERE area_code = 'AREA';
			INSERT INTO national_decision (key, decision, ours, theirs, export_id, area_code, decided_by)
				SELECT 'kAREA', 'later', 'null', 'null', id, 'AREA', '李' FROM national_export WHERE area_code = 'AREA';
			INSERT INTO national_match (identity, area_code, decided_by) VALUES ('iAREA', 'AREA', '李');
			INSERT INTO place_report (id, place_id, kind, area_code, author) SELECT gen_random_uuid(), id, 'confirm', area_code, '李' FROM place WHERE area_code = 'AREA' LIMIT 1;
			INSERT INTO quality_item (id, review_id, place_id, name, class_code, area_code, kind, severity, key, found_at)
				SELECT gen_random_uuid(), r.id, p.id, p.name, p.class_code, p.area_code, 'code', 'error', 'quality.code', now()
				FROM place p, quality_review r WHERE p.area_code = 'AREA' AND r.area_code = 'AREA' LIMIT 1;
			INSERT INTO cleanup (id, place_id, name, class_code, area_code, rule, category, severity, key)
				SELECT gen_random_uuid(), id, name, class_code, area_code, 'odd', 'odd', 'error', 'naming.odd' FROM place WHERE area_code = 'AREA' LIMIT 1;
			INSERT INTO facility_service (facility_id, area_code, role) SELECT id, 'AREA', 'service' FROM facility ORDER BY id LIMIT 1;
			INSERT INTO burial_zone (id, kind, name, area_code, by_areas, from_on) VALUES (gen_random_uuid(), 'cremation', '火葬区', 'AREA', true, '2020-01-01');
			INSERT INTO burial_zone_area (zone_id, area_code) SELECT id, 'AREA' FROM burial_zone WHERE area_code = 'AREA';
			INSERT INTO facility_plan (id, title, area_code, year_from, year_to) VALUES (gen_random_uuid(), '规划', 'AREA', 2021, 2025);
			INSERT INTO facility_plan_row (id, plan_id, seq, year, area_code, kind, name)
				SELECT gen_random_uuid(), id, 1, 2022, 'AREA', 'columbarium', '骨灰堂' FROM facility_plan WHERE area_code = 'AREA';
			INSERT INTO greening_target (area_code) VALUES ('AREA');
			INSERT INTO indicator (id, plan_id, code, name, attribute, unit, formula) SELECT gen_random_uuid(), id, 'eco', '节地生态安葬设施覆盖率', 'expected', 'percent', 'eco_burial_coverage'
				FROM facility_plan WHERE area_code = 'AREA';
			INSERT INTO indicator_target (indicator_id, area_code, target_value) SELECT i.id, 'AREA', 100 FROM indicator i JOIN facility_plan p ON p.id = i.plan_id WHERE p.area_code = 'AREA';
			INSERT INTO burial_parameter (id, area_code, what, value, from_on, source) VALUES (gen_random_uuid(), 'AREA', 'death_rate', 7, '2020-01-01', '年报');
			UPDATE place SET crosses = '{AREA}' WHERE id = (SELECT id FROM place WHERE area_code <> 'AREA' AND status = 'current' ORDER BY id LIMIT 1);`, "AREA", area))
}

// Everything that names an area follows it: what the sample has and a row in every other table.
func TestEverythingFollowsAnArea(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	old := "532601203"
	r.furnish(old)
	r.apply("upgrade", "2023-02-01", map[string]any{"old": []string{old}, "code": "532601120", "name": "新镇", "pinyin": "Xīn Zhèn"})
	r.nothingNames(old)
	r.trailIsWhole()
	for _, table := range []string{"webhook", "filing_setting", "sign_plan", "naming_reading", "quality_review", "announcement",
		"national_mapping", "national_export", "national_row", "national_difference", "national_decision", "national_match", "place_report", "quality_item", "cleanup",
		"facility_service", "burial_zone", "burial_zone_area", "facility_plan", "facility_plan_row", "greening_target", "indicator_target", "burial_parameter"} {
		r.want(table, r.one("SELECT count(*) FROM "+table+" WHERE starts_with(area_code, '532601120')"), "1")
	}
	r.want("built-up area", r.one("SELECT areas::text FROM naming_built_up WHERE name = '建成区"+old+"'"), "{532601120}")
	r.want("crossed area", r.one("SELECT crosses::text FROM place WHERE crosses <> '{}'"), "{532601120}")
}

// Two areas that have settled the same reading, set up their own papers and saved the same
// mapping merge: one of each counts, the others stay on file under the ended code.
func TestWhatBothHaveDoesNotKeepAreasFromMerging(t *testing.T) {
	t.Parallel()
	a, b := "532601201", "532601204"
	for name, code := range map[string]string{"a new code": "532601119", "the code of one": a} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newAreaRig(t, sampleDB(t))
			r.furnish(a)
			r.furnish(b)
			r.exec("INSERT INTO indicator_target (indicator_id, area_code, target_value) SELECT indicator_id, $2, 90 FROM indicator_target WHERE area_code = $1", a, b)
			r.apply("merge", "2023-02-01", map[string]any{"old": []string{a, b}, "code": code, "name": "合并镇", "pinyin": "Hébìng Zhèn"})
			r.trailIsWhole()
			for _, table := range []string{"naming_reading", "filing_setting", "national_mapping"} {
				r.want(table, r.one("SELECT count(*) FROM "+table+" WHERE area_code = $1", code), "1")
				r.want(table+" on file", r.one("SELECT count(*) FROM "+table), "2")
			}
			for _, table := range []string{"webhook", "sign_plan", "national_export", "quality_review", "announcement"} {
				r.want(table, r.one("SELECT count(*) FROM "+table+" WHERE area_code = $1", code), "2")
			}
			r.want("targets, one of an indicator", r.one("SELECT string_agg(area_code, ' ') FROM indicator_target"), code+" "+code)
			r.want("death rates that count", r.one("SELECT count(*) FROM burial_parameter WHERE area_code = $1 AND NOT retired", code), "1")
			r.root.do("GET", "/gazetteer/readings?area="+code, nil).want(t, http.StatusOK)
		})
	}
}

// A line that a change of areas ended is history: it is read and not written; the one that
// succeeded it is written.
func TestEndedLineIsNotWritten(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	old := "532601203"
	line := r.one("SELECT code FROM boundary_line WHERE $1 IN (left_area, right_area) ORDER BY code LIMIT 1", old)
	r.apply("upgrade", "2023-02-01", map[string]any{"old": []string{old}, "code": "532601120", "name": "新镇", "pinyin": "Xīn Zhèn"})
	var now struct {
		Version    int64
		Successors []string
	}
	r.root.do("GET", "/boundaries/lines/"+line, nil).want(t, http.StatusOK).into(t, &now)
	if len(now.Successors) != 1 {
		t.Fatalf("successors %v", now.Successors)
	}
	body := map[string]any{"agreement": "新协议"}
	if p := r.root.do("PATCH", "/boundaries/lines/"+line, body, at(now.Version)...).problem(t, http.StatusConflict); p.Code != "boundaries.line_ended" {
		t.Errorf("refused as %s", p.Code)
	}
	r.want("agreement", r.one("SELECT count(*) FROM boundary_line WHERE agreement = '新协议'"), "0")
	next := now.Successors[0]
	r.root.do("GET", "/boundaries/lines/"+next, nil).want(t, http.StatusOK).into(t, &now)
	r.root.do("PATCH", "/boundaries/lines/"+next, body, at(now.Version)...).want(t, http.StatusOK)
}

// An officer's draft for an entry inside goes along with a change of areas: its items, the
// values proposed and the areas; it is submitted, accepted and published afterwards.
func TestDraftsGoAlongWithAnArea(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	old, code := "532601203", "532601120"
	officer, reviewer := r.as(actor.Officer, "532601"), r.as(actor.Reviewer, "532601")
	place := r.one("SELECT id FROM place WHERE area_code = $1 AND division_code = '' AND status = 'current' ORDER BY id LIMIT 1", old)
	lon, lat := r.one("SELECT ST_X(seat) FROM area WHERE code = $1", old), r.one("SELECT ST_Y(seat) FROM area WHERE code = $1", old)
	var set struct {
		ID       string
		Version  int64
		AreaCode string `json:"area_code"`
		State    string
		Counts   struct{ Items, Conflicts int }
		Items    []struct {
			AreaCode    string `json:"area_code"`
			BaseVersion int64  `json:"base_version"`
			Fields      []struct {
				Field, State   string
				Base, Proposed any
			}
		}
	}
	officer.do("POST", "/gazetteer/changes", map[string]any{"stream": "correction", "title": "更正", "reason": "核实", "items": []any{
		map[string]any{"place_id": place, "fields": map[string]any{"meaning": "新义"}},
		map[string]any{"fields": map[string]any{"name": "新添寨", "class_code": "22200", "area_code": old, "lon": json.Number(lon), "lat": json.Number(lat)}},
	}}).want(t, http.StatusCreated).into(t, &set)
	r.want("the draft's area", set.AreaCode, old)
	r.apply("upgrade", "2023-02-01", map[string]any{"old": []string{old}, "code": code, "name": "新镇", "pinyin": "Xīn Zhèn"})
	path := "/gazetteer/changes/" + set.ID
	officer.do("GET", path, nil).want(t, http.StatusOK).into(t, &set)
	r.want("the draft", fmt.Sprint(set.State, set.AreaCode, set.Counts.Items, set.Counts.Conflicts), "draft"+code+"2 0")
	for _, it := range set.Items {
		r.want("the item's area", it.AreaCode, code)
		for _, f := range it.Fields {
			if f.State == "conflict" || f.Field == "area_code" && f.Proposed != code {
				t.Errorf("after the change %+v", f)
			}
		}
	}
	officer.do("POST", path+"/submit", map[string]any{}, at(set.Version)...).want(t, http.StatusOK).into(t, &set)
	reviewer.do("POST", path+"/accept", map[string]any{}, at(set.Version)...).want(t, http.StatusOK).into(t, &set)
	reviewer.do("POST", path+"/publish", map[string]any{}, at(set.Version)...).want(t, http.StatusOK)
	r.want("the entry", r.one("SELECT meaning || area_code FROM place WHERE id::text = $1", place), "新义"+code)
	r.want("the addition", r.one("SELECT area_code FROM place WHERE name = '新添寨'"), code)
	r.nothingNames(old)
}
