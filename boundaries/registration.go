package boundaries

import (
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

// Why a marker is registered anew.
const (
	First       = "first"      // it was put up, or taken into the register
	ReErected   = "re_erected" // lost or damaged, made anew and put up in its place
	Moved       = "moved"      // put up elsewhere by agreement
	Rewitnessed = "witnesses"  // stands as it did, with other witness objects
	Corrected   = "corrected"  // the version before was only written wrongly
)

// inPlace is how far from its registered position a marker that was put up again may stand,
// in metres; beyond that it was moved. It is the error that GB/T 17796 allows a position.
const inPlace = 1.0

// Registration is what a marker is registered with (界桩登记) after it was put up again or
// moved. What is nil or empty stays as it was registered before.
type Registration struct {
	Why          string    // ReErected, Moved or Rewitnessed
	Lon, Lat     *float64  // degrees
	Northing     *float64  // metres
	Easting      *float64  // metres
	ProjectedCRS string    // of northing and easting
	Given        *Given    // instead: coordinates with their system
	HeightM      *float64  // 1985 national height datum
	AccuracyM    *float64  // σ of the position
	Source       string    // of the position, in words
	Type         string    // how it is erected
	Witnesses    []Witness // as a whole
	Document     string    // the agreement; needed for a move (管理条例 art. 6)
	DocumentOn   *string   // its day
	SignedBy     []string  // who signed for the parties: at least two when it was put up
	Note         string
	ValidFrom    string // day on which it was put up or moved, YYYY-MM-DD
}

// Normalize cuts surrounding space and numbers the witnesses.
func (g *Registration) Normalize() {
	for _, text := range []*string{&g.Why, &g.Source, &g.Type, &g.Document, &g.Note, &g.ValidFrom} {
		*text = strings.TrimSpace(*text)
	}
	g.SignedBy = trimmed(g.SignedBy)
	numberWitnesses(g.Witnesses)
}

// Validate checks what the registration says by itself; position, height and witnesses are
// checked with the marker. now is for days in the future. Error: problem.Invalid.
func (g *Registration) Validate(now time.Time) error {
	var r rules
	r.oneOf("why", g.Why, ReErected, Moved, Rewitnessed)
	r.name("document", g.Document)
	r.day("document_on", g.DocumentOn)
	r.names("signed_by", g.SignedBy, maxSignatories)
	r.note("note", g.Note)
	if g.Why == Moved && g.Document == "" {
		r.bad("document", "boundaries.move_agreement")
	}
	if g.Why != Rewitnessed && len(g.SignedBy) < 2 {
		r.bad("signed_by", "boundaries.both_names")
	}
	if g.Why == Rewitnessed && g.Witnesses == nil {
		r.bad("witnesses", "problem.required")
	}
	if g.ValidFrom == "" {
		r.bad("valid_from", "problem.required")
	} else if r.day("valid_from", &g.ValidFrom); g.ValidFrom > chinatime.Day(now) {
		r.bad("valid_from", "boundaries.in_future")
	}
	return r.err()
}

// placed reports whether the registration says where the marker stands.
func (g *Registration) placed() bool {
	return g.Lon != nil || g.Lat != nil || g.Northing != nil || g.Easting != nil || g.Given != nil
}

// apply writes what the registration says into the marker.
func (g *Registration) apply(in *MarkerInput) {
	if g.placed() {
		in.Lon, in.Lat, in.Northing, in.Easting, in.Given = g.Lon, g.Lat, g.Northing, g.Easting, g.Given.copy()
		in.ProjectedCRS = g.ProjectedCRS
	}
	in.HeightM, in.AccuracyM = either(g.HeightM, in.HeightM), either(g.AccuracyM, in.AccuracyM)
	if g.Source != "" {
		in.Source = g.Source
	}
	if g.Type != "" {
		in.Type = g.Type
	}
	if g.Witnesses != nil {
		in.Witnesses = slices.Clone(g.Witnesses)
	}
	if g.Why != Rewitnessed {
		in.Status = "standing"
	}
}

func either[T any](a, b *T) *T {
	if a != nil {
		return a
	}
	return b
}

// judge compares where the marker is registered now with where it was: put up again it
// stands in its place, with other witnesses it stands where it stood. Error: problem.Invalid.
func (g *Registration) judge(before Marker, in MarkerInput) error {
	var r rules
	off := geo.Distance(orb.Point{before.Lon, before.Lat}, orb.Point{*in.Lon, *in.Lat})
	switch {
	case g.Why == ReErected && off > inPlace:
		r.bad("why", "boundaries.not_in_place", "metres", round(off, 2), "max", inPlace)
	case g.Why == Rewitnessed && g.placed():
		r.bad("why", "boundaries.witnesses_only")
	case g.Why == Moved && !g.placed():
		r.bad("lon", "problem.required")
	}
	return r.err()
}

// RegistrationVersion is what a marker was registered with for a time.
type RegistrationVersion struct {
	VersionNo      int       `json:"version_no"`
	Why            string    `json:"why" enum:"first,re_erected,moved,witnesses,corrected"`
	Lon            float64   `json:"lon" coarse:"markers,snap"`
	Lat            float64   `json:"lat" coarse:"markers,snap"`
	Northing       *float64  `json:"northing" doc:"metres, in projected_crs" coarse:"markers,drop"`
	Easting        *float64  `json:"easting" coarse:"markers,drop"`
	ProjectedCRS   string    `json:"projected_crs"`
	Given          *Given    `json:"given" doc:"coordinates as they were given; null: registered before that was kept" coarse:"markers,drop"`
	HeightM        *float64  `json:"height_m" doc:"metres, 1985 national height datum" coarse:"markers,drop"`
	AccuracyM      *float64  `json:"accuracy_m" doc:"standard error (σ), metres"`
	PositionSource string    `json:"position_source"`
	Type           string    `json:"type" enum:"single,double,triple"`
	Witnesses      []Witness `json:"witnesses"`
	Document       string    `json:"document" doc:"the agreement"`
	DocumentOn     *string   `json:"document_on"`
	SignedBy       []string  `json:"signed_by" doc:"who signed for the parties"`
	Note           string    `json:"note"`
	ValidFrom      *string   `json:"valid_from" doc:"day from which it holds; null: not known"`
	ValidTo        *string   `json:"valid_to" doc:"first day of the next version; null: it holds, or never did"`
	CorrectedBy    *int      `json:"corrected_by" doc:"the version that says rightly what this one said wrongly"`
	RecordedBy     string    `json:"recorded_by"`
	RecordedAt     time.Time `json:"recorded_at"`
}

// refuseBefore refuses a version that would begin before the one that it follows.
func refuseBefore(day string, current *string) error {
	if current == nil || day >= *current {
		return nil
	}
	return problem.InvalidFields(problem.Bad("valid_from", "boundaries.before_version", "day", *current))
}
