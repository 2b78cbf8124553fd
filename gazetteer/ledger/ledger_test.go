package ledger

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"
	"github.com/tealeg/xlsx/v3"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/imports"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/chinatime"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// nowhere locates nothing: the tests' positions are not judged.
type nowhere struct{}

func (nowhere) CodesAt(orb.Point) []string { return []string{"53", "5326", "532601", "532601001"} }

// packDB is a database with the gazetteer of the pack.
func packDB(t testing.TB) *data.DB {
	t.Helper()
	dir := datatest.Pack(t, "wenshan")
	return datatest.From(t, "ledger_pack", "1", func(ctx context.Context, db *data.DB) error {
		if err := db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error { return divisions(ctx, tx, dir) }); err != nil {
			return err
		}
		var tables []imports.Table
		for _, kind := range []string{"gazetteer_classes", "gazetteer", "gazetteer_edits"} {
			k, err := imports.Find(gazetteer.Imports(), kind)
			if err != nil {
				return err
			}
			table, err := imports.Read(imports.Source{Files: os.DirFS(dir), Name: kind + ".csv", Kind: k}, interchange.Options{})
			if err != nil {
				return err
			}
			tables = append(tables, table)
		}
		_, err := imports.Import(ctx, db, tables, imports.Options{Change: datatest.Change()})
		return err
	})
}

func divisions(ctx context.Context, tx pgx.Tx, dir string) error {
	f, err := os.Open(filepath.Join(dir, "divisions.csv"))
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return err
	}
	for _, r := range rows[1:] {
		if _, err := tx.Exec(ctx, "INSERT INTO area (code, name, level, parent) VALUES ($1, $2, $3, nullif($4, ''))", r[0], r[1], r[2], r[3]); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, `INSERT INTO setting (key, value) VALUES ('prefecture', '{"code": "5326", "name": "文山壮族苗族自治州"}')`)
	return err
}

// The 6,634 edits of the pack are in the ledger, its footer is the pack's own figures, and
// the same as the statistics say, whatever is asked for.
func TestPack(t *testing.T) {
	t.Parallel()
	db, ctx := packDB(t), context.Background()
	s, places := NewStore(db), gazetteer.NewStore(db, nowhere{})
	checkFigures(t, s)
	for _, q := range []gazetteer.StatisticsQuery{
		{By: "year"}, {By: "month"}, {By: "county"}, {By: "month", From: "2022-03", To: "2023-02-14"}, {By: "year", Area: "532624"},
		{By: "county", Class: "22", From: "2023"}, {By: "month", Area: "532601103", Class: "22200", To: "2024"},
	} {
		want, err := places.Statistics(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Totals(ctx, Query{From: q.From, To: q.To, Area: q.Area, Class: q.Class}, q.By)
		if err != nil || got.Total != want.Total || len(got.Rows) != len(want.Rows) {
			t.Fatalf("%+v: %+v, want %+v: %v", q, got.Total, want.Total, err)
		}
		for i, r := range got.Rows {
			if r.PeriodCounts != want.Rows[i] || q.By == "county" && r.Name == "" {
				t.Errorf("%+v: %+v, want %+v", q, r, want.Rows[i])
			}
		}
	}
	checkPages(t, s)
	checkWorkbook(t, s)
}

func checkFigures(t *testing.T, s *Store) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(datatest.Pack(t, "wenshan"), "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Gazetteer struct {
			Edits struct {
				Yearly, ByCounty map[string]map[string]int
				County           map[string]map[string]int `json:"by_county"`
			}
		}
	}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	yearly, err := s.Totals(context.Background(), Query{}, "year")
	if err != nil || len(yearly.Rows) != len(want.Gazetteer.Edits.Yearly) {
		t.Fatalf("%d years: %v", len(yearly.Rows), err)
	}
	for _, r := range yearly.Rows {
		w := want.Gazetteer.Edits.Yearly[r.Period]
		if r.Added != w["add"] || r.Modified != w["modify"] || r.Deleted != w["delete"] || r.TakenIn != w["taken_into_national_database"] {
			t.Errorf("%s: %+v, want %v", r.Period, r.Counts, w)
		}
	}
	counties, err := s.Totals(context.Background(), Query{From: "2021", To: "2025"}, "county")
	if err != nil || len(counties.Rows) != len(want.Gazetteer.Edits.County) {
		t.Fatalf("%d counties: %v", len(counties.Rows), err)
	}
	for _, r := range counties.Rows {
		if w := want.Gazetteer.Edits.County[r.Period]; r.Added != w["add"] || r.Modified != w["modify"] || r.Deleted != w["delete"] {
			t.Errorf("%s: %+v, want %v", r.Period, r.Counts, w)
		}
	}
}

// checkPages walks the ledger page by page: every row once, newest first.
func checkPages(t *testing.T, s *Store) {
	t.Helper()
	seen := map[uuid.UUID]bool{}
	var after *Position
	last := Position{On: "9999-12-31", ID: uuid.Max}
	for {
		page, err := s.List(context.Background(), Query{}, after, 1000)
		if err != nil {
			t.Fatal(err)
		}
		more := len(page) > 1000
		for _, e := range page[:min(len(page), 1000)] {
			at := Position{e.On, e.EditID}
			if seen[e.EditID] || at.On > last.On || at.On == last.On && at.ID.String() >= last.ID.String() {
				t.Fatalf("%v comes after %v", at, last)
			}
			seen[e.EditID], last = true, at
			if e.Name == "" || e.County == "" && len(e.AreaCode) >= 6 || e.ClassName == "" || e.Filing.State != gazetteer.DutyNone {
				t.Fatalf("row %+v", e)
			}
		}
		if after = &last; !more {
			break
		}
	}
	if len(seen) != 6634 {
		t.Errorf("%d rows", len(seen))
	}
}

// checkWorkbook reads the one-click Excel and CSV of the whole pack back.
func checkWorkbook(t *testing.T, s *Store) {
	t.Helper()
	ctx, start := context.Background(), time.Now()
	sheet, err := s.Sheet(ctx, Query{Warn: 5}, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := sheet.Workbook("乙", time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), problem.Chinese).Write(&out); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d rows written in %v, %d bytes", len(sheet.Entries), time.Since(start), out.Len())
	file, err := xlsx.OpenBinary(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	table := file.Sheets[0]
	if table.MaxRow != 4+6634+1 || table.Name != "地名变更台账" || cell(t, table, 0, 0) != "文山壮族苗族自治州地名变更台账" {
		t.Errorf("%d rows, %s, %s", table.MaxRow, table.Name, cell(t, table, 0, 0))
	}
	foot := cell(t, table, table.MaxRow-1, 6)
	if cell(t, table, 3, 1) != "标准名称" || foot != "新增 431，修改 6105，删除 98，入库 6213；备案 0，公告 0" {
		t.Errorf("head %q, foot %q", cell(t, table, 3, 1), foot)
	}
	out.Reset()
	if err := sheet.WriteCSV(&out, problem.English); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil || len(rows) != 6635 || len(rows[0]) != len(columns) || rows[0][1] != "Standard name" {
		t.Errorf("%d rows: %v", len(rows), err)
	}
	if _, err := s.Sheet(ctx, Query{}, 6633); !problem.Is(err, problem.BadParameter) {
		t.Errorf("a ledger that is too long: %v", err)
	}
}

func cell(t *testing.T, s *xlsx.Sheet, row, column int) string {
	t.Helper()
	c, err := s.Cell(row, column)
	if err != nil {
		t.Fatal(err)
	}
	return c.Value
}

// small is a database with one county, two townships and an entry that went through a life.
func small(t *testing.T) (*data.DB, *Store, *gazetteer.Store) {
	t.Helper()
	db := datatest.New(t)
	err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level, parent) VALUES ('53', '云南省', 'province', NULL),
			('5326', '文山州', 'prefecture', '53'), ('532601', '文山市', 'county', '5326'), ('532601001', '开化街道', 'township', '532601'),
			('532601102', '古木镇', 'township', '532601')`)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO place_class (code, name) VALUES ('22200', '农村居民点'), ('23213', '县道')`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return db, NewStore(db), gazetteer.NewStore(db, nowhere{})
}

func by() data.Change {
	return data.Change{Actor: actor.Actor{ID: uuid.New(), Login: "r", Name: "审", Role: actor.Reviewer, Area: "5326"}, Door: "test"}
}

// A row tells the name as it was after its edit, what changed, and what became of it.
func TestRows(t *testing.T) {
	t.Parallel()
	db, s, places := small(t)
	ctx := context.Background()
	lon, lat := 104.05, 23.05
	p, err := places.Create(ctx, by(), uuid.Nil, gazetteer.Draft{Name: "下𣲗坝", Pinyin: "Xiàwǔbà", ClassCode: "22200", AreaCode: "532601001", Lon: &lon, Lat: &lat})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"中𣲗坝", "上𣲗坝"} {
		p, err = places.UpdateAs(ctx, by(), gazetteer.Correction, p.ID, p.Version, func(d *gazetteer.Draft) error { d.Name, d.Pinyin = name, ""; return nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err = places.Retire(ctx, by(), p.ID, p.Version); err != nil {
		t.Fatal(err)
	}
	rows, err := s.List(ctx, Query{}, nil, 10)
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	var names, ops []string
	for _, e := range rows {
		names, ops = append(names, e.Name), append(ops, e.Op)
	}
	if !slices.Equal(names, []string{"上𣲗坝", "上𣲗坝", "中𣲗坝", "下𣲗坝"}) || !slices.Equal(ops, []string{"delete", "modify", "modify", "add"}) {
		t.Errorf("%v %v", names, ops)
	}
	if c := rows[1].Changed; len(c) == 0 || c[0] != (Changed{"name", "中𣲗坝", "上𣲗坝"}) {
		t.Errorf("changed %+v", c)
	}
	checkFilters(t, db, s, rows)
}

func checkFilters(t *testing.T, db *data.DB, s *Store, rows []Entry) {
	t.Helper()
	ctx := context.Background()
	approval, today := uuid.New(), chinatime.Day(time.Now())
	err := db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `INSERT INTO approval (id, authority, authority_kind, authority_area, document, approved_on)
			VALUES ($1, '文山市住建局', 'other_department', '532601', '文住建复〔2026〕7号', current_date - 20)`, approval); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE place_edit SET approval_id = $2, matter = 'renaming', clerk = '经办甲' WHERE id = $1`, rows[3].EditID, approval); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `UPDATE place_edit SET reported_on = current_date, returned_on = current_date, return_reason = '坐标缺失' WHERE id = $1`, rows[2].EditID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	box := func(w, s, e, n float64) *orb.Bound { return &orb.Bound{Min: orb.Point{w, s}, Max: orb.Point{e, n}} }
	for name, tc := range map[string]struct {
		q    Query
		want int
	}{
		"area": {Query{Area: "532601001"}, 4}, "other area": {Query{Area: "532601102"}, 0}, "class": {Query{Class: "22"}, 4},
		"other class": {Query{Class: "23"}, 0}, "matter": {Query{Matter: "renaming"}, 1}, "op": {Query{Op: "add"}, 1},
		"state": {Query{State: "returned"}, 1}, "unreported": {Query{State: "unreported"}, 3}, "to file": {Query{Due: "filing"}, 1},
		"to announce: the term begins with the filing": {Query{Due: "announcement"}, 0}, "overdue": {Query{Due: "overdue"}, 1}, "soon": {Query{Due: "soon"}, 0},
		"clerk": {Query{Clerk: "经办甲"}, 1}, "text": {Query{Text: "上𣲗"}, 4}, "document": {Query{Text: "复〔2026〕7"}, 1}, "reading": {Query{Text: "xiàwǔ"}, 4}, "other text": {Query{Text: "甲"}, 0},
		"approved": {Query{ApprovedFrom: "2020"}, 1}, "approved before": {Query{ApprovedTo: "2020"}, 0},
		"approval": {Query{Approval: approval}, 1}, "set": {Query{Set: uuid.New()}, 0},
		"box": {Query{Box: box(104, 23, 104.1, 23.1)}, 4}, "other box": {Query{Box: box(105, 23, 105.1, 23.1)}, 0},
		"period": {Query{From: today, To: today}, 4}, "past": {Query{To: "2020-12"}, 0},
	} {
		got, err := s.List(ctx, tc.q, nil, 10)
		if err != nil || len(got) != tc.want {
			t.Errorf("%s: %d rows, want %d: %v", name, len(got), tc.want, err)
		}
		totals, err := s.Totals(ctx, tc.q, "month")
		if n := totals.Total.Added + totals.Total.Modified + totals.Total.Deleted; err != nil || n != tc.want {
			t.Errorf("%s: the footer counts %d, want %d: %v", name, n, tc.want, err)
		}
	}
	for _, bad := range []Query{{Matter: "x"}, {Op: "x"}, {State: "x"}, {Due: "x"}, {From: "x"}, {To: "2021-02-30"}, {ApprovedFrom: "x"}} {
		if _, err := s.List(ctx, bad, nil, 10); !problem.Is(err, problem.BadParameter) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if _, err := s.Totals(ctx, Query{}, "week"); !problem.Is(err, problem.BadParameter) {
		t.Errorf("by week: %v", err)
	}
	one, err := s.List(ctx, Query{Approval: approval}, nil, 10)
	if err != nil || one[0].Filing.State != gazetteer.DutyOverdue || *one[0].Filing.DaysLeft != -5 || one[0].Announcement.DueOn != nil || one[0].Approval.Document != "文住建复〔2026〕7号" {
		t.Errorf("%+v: %v", one, err)
	}
}

// Lists, codes and shapes are words in the workbook.
func TestValues(t *testing.T) {
	t.Parallel()
	line := map[string]any{"type": "LineString", "coordinates": []any{[]any{1.0, 2.0}, []any{3.0, 4.0}}}
	got := changes(map[string]any{"alt_names": []any{}, "lon": 104.5, "geometry": nil, "history": ""},
		map[string]any{"alt_names": []any{"甲", "乙"}, "lon": nil, "geometry": line, "zzz": "1"})
	var texts []string
	for _, c := range got {
		texts = append(texts, c.Field+":"+shown(c.Before)+">"+shown(c.After))
	}
	if s := strings.Join(texts, " "); s != "alt_names:>甲、乙 lon:104.5> geometry:>LineString (2) zzz:>1" {
		t.Error(s)
	}
}
