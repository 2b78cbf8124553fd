package boundaries_test

import (
	"testing"

	"cairn/boundaries"
	"cairn/data/imports"
	"cairn/internal/problem"
)

// Markers of another prefecture, in a register or in the records of a patrol, are told as such
// by row and field, and nothing of the file is taken.
func TestImportOfForeignMarkers(t *testing.T) {
	t.Parallel()
	db := small(t)
	execSQL(t, db, "UPDATE boundary_line SET short_code = '0122' WHERE code = '"+countyLine+"'")
	for name, tc := range map[string]struct {
		file, text string
		want       []string
	}{
		"register": {"markers.csv", "number,line_codes,type,lon,lat,managing_area\n0122009Q," + countyLine + ",single,104.1,23.12,532601\n" +
			"2527001Q,532501000532502000,single,103.1,23.6,532501\n", []string{"2 lines boundaries.unknown_line", "2 managing_area boundaries.unknown_area"}},
		"patrol": {"inspections.csv", "uuid,kind,device_id,observed_at,observer,marker,conditions,lon,lat,accuracy_m,crs\n" +
			"151ed966-6048-5c6b-af27-50756dcf28e7,patrol,P,2024-05-06T07:08:09Z,甲,2527001Q,intact,103.1,23.6,4,wgs84\n", []string{"1 marker boundaries.foreign_marker"}},
	} {
		report, err := take(t, db, imports.Options{}, map[string]string{tc.file: tc.text})
		wantKind(t, name, err, problem.Invalid)
		got := problems(report.Errors())
		for i, want := range tc.want {
			if i >= len(got) || got[i] != want {
				t.Errorf("%s: %v, want %v", name, got, tc.want)
				break
			}
		}
	}
	if page, err := boundaries.NewMarkerStore(db).List(t.Context(), boundaries.MarkerFilter{}, boundaries.Paging{}); err != nil || len(page.Items) != 1 {
		t.Errorf("%d markers: %v", len(page.Items), err)
	}
}
