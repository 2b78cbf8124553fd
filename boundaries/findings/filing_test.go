package findings_test

import (
	"testing"

	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/boundaries/findings"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// handled is a finding on a marker that has come to be handled with an outcome.
func (k *kit) handled(number, kind, outcome string) findings.BoundaryFinding {
	k.Helper()
	r := damage(number)
	r.Kind = kind
	f, err := k.store.Report(k.ctx, by(actor.Admin, "5326"), r)
	if err != nil {
		k.Fatal(err)
	}
	for _, step := range []findings.Step{findings.Tell{How: "函"}, findings.Visit{On: "2022-03-10", Who: "两县民政局"},
		findings.Decide{On: "2022-03-10", Decision: "处理", Document: "文界协〔2022〕1号"}, findings.Handle{On: "2022-03-10", Outcome: outcome}} {
		f = k.take(f, step)
	}
	return f
}

// What came of a finding is registered with the filing: a new version, in one transaction; the
// version before stays as it was. What the registration is refused for, leaves the finding.
func TestFilingRegistersTheMarker(t *testing.T) {
	k := newKit(t)
	number, id, _ := k.countyMarker()
	markers := boundaries.NewMarkerStore(k.db)
	before, err := markers.Get(k.ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	east, signed := before.Lon+0.0002, []string{"甲县张三", "乙县李四"}
	here := boundaries.Registration{SignedBy: signed}
	away := boundaries.Registration{SignedBy: signed, Lon: &east, Lat: &before.Lat}
	admin := by(actor.Admin, "5326")
	for version, tc := range []struct {
		kind, outcome, why string
		bad, good          boundaries.Registration
		field              string
	}{
		{findings.Move, findings.Moved, boundaries.Moved, boundaries.Registration{Lon: &east, Lat: &before.Lat}, away, "registration.signed_by"},
		{findings.Damage, findings.Replaced, boundaries.ReErected, boundaries.Registration{SignedBy: signed, Lon: &before.Lon, Lat: &before.Lat}, here, "registration.why"},
		{findings.Loss, findings.Restored, boundaries.ReErected, boundaries.Registration{SignedBy: signed, ValidFrom: "2022-03-01"}, here, "registration.valid_from"},
	} {
		f, known := k.handled(number, tc.kind, tc.outcome), version+1
		try := func(file findings.File) error {
			file.On = "2022-03-10"
			_, err := k.store.Take(k.ctx, admin, f.ID, f.Version, file)
			return err
		}
		k.refused(tc.outcome+" unregistered", try(findings.File{}), problem.Invalid, "registration")
		k.refused(tc.outcome+" twice", try(findings.File{Registration: &tc.good, RegistrationVersion: &known}), problem.Invalid, "registration")
		k.refused(tc.outcome+" badly", try(findings.File{Registration: &tc.bad}), problem.Invalid, tc.field)
		f = k.take(f, findings.File{On: "2022-03-10", Registration: &tc.good})
		if f.State != findings.Filed || f.RegistrationVersion == nil || *f.RegistrationVersion != version+2 || f.RegistrationDocument != "文界协〔2022〕1号" {
			t.Errorf("%s: %+v", tc.outcome, f)
		}
		all, err := markers.Registrations(k.ctx, id)
		if err != nil || len(all) != version+2 || all[0].Why != tc.why || all[0].ValidFrom == nil || *all[0].ValidFrom != "2022-03-10" {
			t.Fatalf("%s: %+v: %v", tc.outcome, all, err)
		}
		if first := all[len(all)-1]; first.Lon != before.Lon || first.Why != boundaries.First || *first.ValidTo != "2022-03-10" {
			t.Errorf("%s: the first version is %+v", tc.outcome, first)
		}
	}
	if m, err := markers.Get(k.ctx, id); err != nil || m.Lon != east {
		t.Errorf("%v, want %v: %v", m.Lon, east, err)
	}
	if n := k.one("SELECT count(DISTINCT change_id)::text FROM revision WHERE tbl = 'marker_registration' AND change_id IN (SELECT change_id FROM revision WHERE tbl = 'finding')"); n != "3" {
		t.Errorf("%s registrations were made with their filing", n)
	}
}

// Where nothing was put up there is nothing to register.
func TestFilingWithoutRegistration(t *testing.T) {
	k := newKit(t)
	number, _, _ := k.countyMarker()
	admin := by(actor.Admin, "5326")
	f := k.handled(number, findings.Damage, findings.Restored)
	if f = k.take(f, findings.File{On: "2022-03-10"}); f.RegistrationVersion != nil {
		t.Errorf("%+v", f)
	}
	f = k.handled(number, findings.Damage, findings.NoAction)
	_, err := k.store.Take(k.ctx, admin, f.ID, f.Version, findings.File{On: "2022-03-10", Registration: &boundaries.Registration{SignedBy: []string{"甲", "乙"}}})
	k.refused("registered without cause", err, problem.Invalid, "registration")
}

// An inspection that found something makes one finding, and not two; it brings its time, place
// and photos with it.
func TestFindingFromAnInspection(t *testing.T) {
	k := newKit(t)
	admin := by(actor.Admin, "5326")
	id := uuid.MustParse(k.one("SELECT id::text FROM inspection WHERE 'damaged' = ANY (conditions) AND geom IS NOT NULL AND flags = '{}' ORDER BY observed_at, id LIMIT 1"))
	photo := k.photo("inspection", id)
	f, err := k.store.Report(k.ctx, admin, findings.Report{InspectionID: &id})
	if err != nil {
		t.Fatal(err)
	}
	if f.Kind != findings.Damage || f.Marker == nil || *f.Marker != k.one("SELECT marker FROM inspection WHERE id = $1", id) || f.Description == "" || !f.Late {
		t.Errorf("%+v", f)
	}
	var lon, lat float64
	if err := k.scan("SELECT ST_X(geom), ST_Y(geom) FROM inspection WHERE id = $1", id).Scan(&lon, &lat); err != nil || f.Lon == nil || *f.Lon != lon || *f.Lat != lat {
		t.Errorf("found at %v %v, want %v %v: %v", f.Lon, f.Lat, lon, lat, err)
	}
	own := k.photo("finding", f.ID)
	if f, err = k.store.Get(k.ctx, admin.Actor, f.ID); err != nil || len(f.Photos) != 2 || f.Photos[0] != photo || f.Photos[1] != own {
		t.Errorf("photos %v, want %v and %v: %v", f.Photos, photo, own, err)
	}
	_, err = k.store.Report(k.ctx, admin, findings.Report{InspectionID: &id})
	k.refused("twice", err, problem.Conflict, "")
	whole := uuid.MustParse(k.one("SELECT id::text FROM inspection WHERE conditions = '{intact}' LIMIT 1"))
	_, err = k.store.Report(k.ctx, admin, findings.Report{InspectionID: &whole})
	k.refused("nothing found", err, problem.Invalid, "inspection_id")
	nothing := uuid.New()
	_, err = k.store.Report(k.ctx, admin, findings.Report{InspectionID: &nothing})
	k.refused("no inspection", err, problem.Invalid, "inspection_id")
}

// photo is an image of a record.
func (k *kit) photo(owner string, id uuid.UUID) uuid.UUID {
	k.Helper()
	photo := uuid.Must(uuid.NewV7())
	k.exec(`INSERT INTO attachment (id, owner, owner_id, role, name, kind, media_type, size, sha256, state, uploader)
		VALUES ($1, $2, $3, 'photo', 'x.jpg', 'image', 'image/jpeg', 1, repeat('0', 64), 'ready', 'x')`, photo, owner, id.String())
	return photo
}

// What was found on a stretch of a line is placed by its chainage, its fix, or where its track
// begins; a position that was flagged is none.
func TestFindingFromAStretch(t *testing.T) {
	k := newKit(t)
	admin := by(actor.Admin, "5326")
	line := k.one("SELECT code FROM boundary_line ORDER BY geodesic_length_m DESC LIMIT 1")
	var lon, lat float64
	if err := k.scan("SELECT ST_X(p), ST_Y(p) FROM line_point($1, 3000) p", line).Scan(&lon, &lat); err != nil {
		t.Fatal(err)
	}
	visits, m := boundaries.NewInspectionStore(k.db), 3000.0
	stretch := boundaries.InspectionInput{Kind: "patrol", ObservedAt: now, Line: line, Conditions: []string{"endangered"}, Source: boundaries.SourcePaper, Note: "边坡滑塌"}
	for name, change := range map[string]func(*boundaries.InspectionInput){
		"chainage": func(in *boundaries.InspectionInput) { in.ChainageFromM = &m },
		"fix":      func(in *boundaries.InspectionInput) { in.Lon, in.Lat = &lon, &lat },
		"track": func(in *boundaries.InspectionInput) {
			in.Track = []byte(k.one("SELECT ST_AsGeoJSON(line_stretch($1, 3000, 3500))", line))
		},
	} {
		in := stretch
		in.ID = uuid.New()
		change(&in)
		if out, err := visits.Log(k.ctx, admin, []boundaries.InspectionInput{in}); err != nil || out[0].Err != nil {
			t.Fatal(name, err, out)
		}
		f, err := k.store.Report(k.ctx, admin, findings.Report{InspectionID: &in.ID})
		if err != nil || f.ChainageM == nil || *f.ChainageM < 2999.5 || *f.ChainageM > 3000.5 || *f.LineCode != line || f.Description != "边坡滑塌" || f.Lon == nil {
			t.Errorf("%s: %+v: %v", name, f, err)
		}
	}
}
