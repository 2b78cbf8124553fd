package boundaries_test

import (
	"context"
	"math"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/boundaries"
	"cairn/data/imports"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// What the register says of a line beside its course: who leads, the agreement and its
// sheets, and three lengths kept apart.
func TestLineRegister(t *testing.T) {
	t.Parallel()
	db := small(t)
	s, ctx := boundaries.NewLineStore(db), context.Background()
	l, err := s.Update(ctx, by(actor.Reviewer, "532622"), countyLine, 1, func(in *boundaries.LineInput) error {
		in.LeadingArea, in.CooperatingArea = " 532622", "532601"
		in.Agreement, in.AgreementOn, in.AgreementParties = "文界协〔2003〕1号", day("2003-04-05"), []string{"甲县人民政府", " 乙县人民政府"}
		in.MapSheets = []string{"G48E001012", "G48E001013"}
		return nil
	})
	if err != nil || l.LeadingName != "乙县" || l.CooperatingName != "甲县" || *l.AgreementOn != "2003-04-05" || l.AgreementParties[1] != "乙县人民政府" || len(l.MapSheets) != 2 {
		t.Fatalf("%+v: %v", l, err)
	}
	var grid float64
	err = db.Read().QueryRow(ctx, "SELECT ST_Length(ST_Transform(geom, 4544)) FROM boundary_line WHERE code = $1", countyLine).Scan(&grid)
	if err != nil || l.GridCRS != "EPSG:4544" || math.Abs(*l.GridLengthKm*1000-grid) > 0.001 || *l.AgreedLengthKm != 30.1 ||
		*l.GridLengthKm == l.GeodesicLengthKm || math.Abs(*l.GridLengthKm/l.GeodesicLengthKm-1) > 300e-6 {
		t.Errorf("grid %v, geodesic %v, PostGIS %v: %v", *l.GridLengthKm, l.GeodesicLengthKm, grid, err)
	}
	for _, tc := range []struct {
		name, code, leading, cooperating, field string
	}{
		{"a third county", countyLine, "532623", "", "leading_area"},
		{"a township of a party", countyLine, "", "532601001", "cooperating_area"},
		{"a neighbour outside on a line inside", countyLine, "45", "532601", "leading_area"},
		{"twice the same", countyLine, "532601", "532601", "cooperating_area"},
		{"no code", countyLine, "甲县", "", "leading_area"},
		{"the outside on both sides", outerLine, "45", "45", "cooperating_area"},
		{"the other county on an outer line", outerLine, "532601", "45", "leading_area"},
		{"the neighbour leads", outerLine, "45", "532622", ""},
		{"nobody", outerLine, "", "", ""},
	} {
		current, err := s.Get(ctx, tc.code)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Update(ctx, by(actor.Inspector, "532622"), tc.code, current.Version, func(in *boundaries.LineInput) error {
			in.LeadingArea, in.CooperatingArea = tc.leading, tc.cooperating
			return nil
		})
		if tc.field == "" {
			wantKind(t, tc.name, err, "")
			continue
		}
		wantField(t, tc.name, err, tc.field, "")
	}
	for name, change := range map[string]func(*boundaries.LineInput){
		"agreement_on":      func(in *boundaries.LineInput) { in.AgreementOn = day("2003-13-01") },
		"agreement_parties": func(in *boundaries.LineInput) { in.AgreementParties = []string{"甲", "甲"} },
		"map_sheets":        func(in *boundaries.LineInput) { in.MapSheets = []string{""} },
	} {
		_, err := s.Update(ctx, by(actor.Inspector, "532622"), townshipLine, 1, func(in *boundaries.LineInput) error { change(in); return nil })
		wantKind(t, name, err, problem.Forbidden)
		_, err = s.Update(ctx, by(actor.Inspector, "532601"), townshipLine, 1, func(in *boundaries.LineInput) error { change(in); return nil })
		wantField(t, name, err, name, "")
	}
}

// Either party writes a line, each through all that is inside its area; the neighbour outside
// has no account, and one that pretended to be there would be refused on any other line.
func TestPartiesOfLines(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewLineStore(small(t)), context.Background()
	version := int64(1)
	for _, tc := range []struct {
		area, code string
		want       problem.Kind
	}{
		{"532601", countyLine, ""}, {"532622", countyLine, ""}, {"5326", countyLine, ""},
		{"532601001", countyLine, problem.Forbidden}, {"532623", countyLine, problem.Forbidden}, {"45", countyLine, problem.Forbidden},
		{"532622", townshipLine, problem.Forbidden}, {"532601", outerLine, problem.Forbidden},
	} {
		_, err := s.Update(ctx, by(actor.Inspector, tc.area), tc.code, version, func(in *boundaries.LineInput) error { in.Name += "一"; return nil })
		wantKind(t, tc.area+" on "+tc.code, err, tc.want)
		if err == nil {
			version++
		}
	}
}

// A line that has ended is history, to whichever party.
func TestEndedLineStays(t *testing.T) {
	t.Parallel()
	db := small(t)
	s, ctx := boundaries.NewLineStore(db), context.Background()
	me := by(actor.Inspector, "532601")
	err := db.Write(ctx, me, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE boundary_line SET valid_to = '2021-01-01' WHERE code = $1", countyLine)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, area := range []string{"532601", "532622"} {
		_, err := s.Update(ctx, by(actor.Inspector, area), countyLine, 1, func(in *boundaries.LineInput) error { in.LeadingArea = area; return nil })
		wantKind(t, area, err, problem.Conflict)
		wantKind(t, "a scan by "+area, boundaries.LineFiles{Store: s}.MayWrite(ctx, by(actor.Inspector, area).Actor, countyLine), problem.Conflict)
	}
}

// The columns of the register come in under English and Chinese headers; a file without them
// leaves what is there.
func TestImportRegister(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	lines, markers := boundaries.NewLineStore(db), boundaries.NewMarkerStore(db)
	feature := func(name string, more ...string) map[string]string {
		return map[string]string{"lines.geojson": collection(geoFeature(goodCourse, append([]string{"界线编号", "532622000532503000", "界线名称", name,
			"级别", "prefecture", "左侧代码", "532622", "右侧代码", "532503", "右侧名称", "蒙自市"}, more...)...))}
	}
	_, err := take(t, db, imports.Options{}, feature("乙蒙线", "牵头方代码", "532503", "配合方", "532622", "协议书文号", "云界协1号", "协议签订日期", "2001-02-03",
		"签订单位", "乙县人民政府;蒙自市人民政府", "详图图幅", "G48E001012;G48E001013"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = take(t, db, imports.Options{}, feature("乙县蒙自线"))
	l, err2 := lines.Get(ctx, "532622000532503000")
	if err != nil || err2 != nil || l.Name != "乙县蒙自线" || l.LeadingName != "蒙自市" || l.CooperatingArea != "532622" || *l.AgreementOn != "2001-02-03" || len(l.AgreementParties) != 2 || len(l.MapSheets) != 2 {
		t.Errorf("%+v: %v, %v", l, err, err2)
	}
	report, err := take(t, db, imports.Options{SkipBad: true}, feature("三", "leading_area", "532601"))
	if got := problems(report.Errors()); err != nil || len(got) != 1 || got[0] != "1 leading_area boundaries.no_part" {
		t.Errorf("%v: %v", got, err)
	}
	header := "界桩号,界线编号,类型,面数,坐标系,原始横坐标,原始纵坐标,点位中误差,坐标来源,管理单位代码,管护依据,管护依据日期,埋设日期,位置描述\n"
	row := func(y string) map[string]string {
		return map[string]string{"markers.csv": header + "0122011Q," + countyLine + ",single,2,EPSG:4544,407843.5," + y + ",0.03,RTK,532601,文界管〔2010〕1号,2010-03-04,2006-05-06,山脊\n"}
	}
	for _, y := range []string{"2550449.25", "2550450.75"} {
		if _, err := take(t, db, imports.Options{}, row(y)); err != nil {
			t.Fatal(err)
		}
	}
	page, err := markers.List(ctx, boundaries.MarkerFilter{Number: "0122011Q"}, boundaries.Paging{})
	if err != nil || len(page.Items) != 1 {
		t.Fatalf("%+v: %v", page, err)
	}
	m := page.Items[0]
	if *m.Faces != 2 || *m.AccuracyM != 0.03 || m.PositionSource != "RTK" || m.Basis != "文界管〔2010〕1号" || *m.BasisOn != "2010-03-04" ||
		*m.Given != (boundaries.Given{CRS: "EPSG:4544", X: 407843.5, Y: 2550450.75}) || *m.Northing != 2550450.75 || m.Description != "山脊" {
		t.Errorf("%+v", m)
	}
	if _, text := registered(t, markers, uuid.MustParse(m.ID)); text != "2 corrected 2006-05-06..- 0; 1 first 2006-05-06..- 2" {
		t.Error(text)
	}
	report, err = take(t, db, imports.Options{SkipBad: true}, map[string]string{"markers.csv": "number,line_codes,type,lon,lat,given_x\nX1," + countyLine + ",single,104.1,23.05,1\n"})
	if got := problems(report.Errors()); err != nil || len(got) != 1 || got[0] != "1 given_y problem.required" {
		t.Errorf("%v: %v", got, err)
	}
}

// A file that was declared to be in GCJ-02 is converted, and what it said is kept.
func TestImportDeclaredSystem(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	_, err := takeAs(t, db, imports.Options{}, "gcj02", map[string]string{"markers.csv": "number,line_codes,type,lon,lat\n0122011Q," + countyLine + ",single,104.1015,23.0475\n"})
	if err != nil {
		t.Fatal(err)
	}
	page, err := boundaries.NewMarkerStore(db).List(ctx, boundaries.MarkerFilter{Number: "0122011Q"}, boundaries.Paging{})
	if err != nil || len(page.Items) != 1 || page.Items[0].Lon == 104.1015 || *page.Items[0].Given != (boundaries.Given{CRS: "gcj02", X: 104.1015, Y: 23.0475}) {
		t.Errorf("%+v: %v", page.Items, err)
	}
}
