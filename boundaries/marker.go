package boundaries

import (
	"strings"
	"time"
)

// Marker is a boundary marker (界桩). A pair (double) is two markers, a set of three is three.
type Marker struct {
	ID              string     `json:"id" format:"uuid"`
	Number          string     `json:"number"`
	Lines           []string   `json:"lines" doc:"codes of the lines that it marks"`
	Type            string     `json:"type" enum:"single,double,triple" doc:"how it is erected (立式): alone, as one of a pair of one number, as one of a set of three"`
	Side            string     `json:"side" doc:"S single, or the letter of a marker of a pair or set"`
	Faces           *int       `json:"faces" doc:"inscribed faces, 2 or 3"`
	Material        string     `json:"material"`
	Grade           string     `json:"grade" doc:"highest level of its lines"`
	Lon             float64    `json:"lon" coarse:"markers,snap"`
	Lat             float64    `json:"lat" coarse:"markers,snap"`
	Northing        *float64   `json:"northing" doc:"metres, in projected_crs (X in Chinese tables)" coarse:"markers,drop"`
	Easting         *float64   `json:"easting" doc:"metres, in projected_crs (Y in Chinese tables)" coarse:"markers,drop"`
	ProjectedCRS    string     `json:"projected_crs" example:"EPSG:4544"`
	Given           *Given     `json:"given" doc:"registered coordinates as they were given; null: registered before that was kept" coarse:"markers,drop"`
	HeightM         *float64   `json:"height_m" doc:"metres, 1985 national height datum" coarse:"markers,drop"`
	AccuracyM       *float64   `json:"accuracy_m" doc:"standard error (σ) of the registered position, metres; null: not stated"`
	PositionSource  string     `json:"position_source" doc:"where the registered position comes from, in words"`
	ManagingArea    string     `json:"managing_area" doc:"area whose office keeps it up"`
	CoArea          []string   `json:"co_area" doc:"the other parties"`
	Basis           string     `json:"responsible_basis" doc:"the document that says who keeps it up"`
	BasisOn         *string    `json:"responsible_basis_on" doc:"day of that document"`
	ErectedOn       *string    `json:"erected_on"`
	Witnesses       []Witness  `json:"witnesses" doc:"objects nearby that say where it stood (方位物)"`
	Description     string     `json:"description"`
	Status          string     `json:"status" enum:"standing,lost,retired"`
	Condition       []string   `json:"condition" doc:"what the last inspection found"`
	LastInspectedAt *time.Time `json:"last_inspected_at"`
	Version         int64      `json:"version"`
	UpdatedAt       time.Time  `json:"updated_at"`
}

// Witness is an object near a marker (方位物).
type Witness struct {
	Seq        int      `json:"seq" doc:"1, 2, 3; by position in the list when left out"`
	Text       string   `json:"text"`
	BearingDeg *float64 `json:"bearing_deg" doc:"grid bearing from the marker, degrees clockwise from grid north"`
	DistanceM  *float64 `json:"distance_m" doc:"grid distance from the marker, metres"`
	Lon        *float64 `json:"lon" coarse:"markers,drop"`
	Lat        *float64 `json:"lat" coarse:"markers,drop"`
}

// MarkerInput is what people write on a marker. Lines and witnesses are given as a whole.
type MarkerInput struct {
	Number       string    `json:"number"`
	Lines        []string  `json:"lines,omitempty"`
	Type         string    `json:"type" enum:"single,double,triple"`
	Side         string    `json:"side,omitempty"`
	Faces        *int      `json:"faces,omitempty"`
	Material     string    `json:"material,omitempty"`
	Grade        string    `json:"grade,omitempty"`
	Lon          *float64  `json:"lon"`
	Lat          *float64  `json:"lat"`
	Northing     *float64  `json:"northing,omitempty" doc:"computed when left out; must agree with lon and lat to 1 m"`
	Easting      *float64  `json:"easting,omitempty"`
	ProjectedCRS string    `json:"projected_crs,omitempty" doc:"of northing and easting, default the prefecture's"`
	Given        *Given    `json:"given,omitempty" doc:"instead of lon and lat: coordinates with their system"`
	HeightM      *float64  `json:"height_m,omitempty"`
	AccuracyM    *float64  `json:"accuracy_m,omitempty"`
	Source       string    `json:"position_source,omitempty"`
	ManagingArea string    `json:"managing_area,omitempty"`
	CoArea       []string  `json:"co_area,omitempty"`
	Basis        string    `json:"responsible_basis,omitempty"`
	BasisOn      *string   `json:"responsible_basis_on,omitempty"`
	ErectedOn    *string   `json:"erected_on,omitempty"`
	Witnesses    []Witness `json:"witnesses,omitempty"`
	Description  string    `json:"description,omitempty"`
	Status       string    `json:"status,omitempty" enum:"standing,lost" default:"standing"`
}

// input is the marker as its editors see it. Grid coordinates are left out: they follow
// lon and lat, unless an edit gives them.
func (m Marker) input() MarkerInput {
	lon, lat := m.Lon, m.Lat
	return MarkerInput{
		Number: m.Number, Lines: m.Lines, Type: m.Type, Side: m.Side, Faces: m.Faces, Material: m.Material,
		Grade: m.Grade, Lon: &lon, Lat: &lat, ProjectedCRS: m.ProjectedCRS, Given: m.Given.copy(), HeightM: m.HeightM,
		AccuracyM: m.AccuracyM, Source: m.PositionSource, ManagingArea: m.ManagingArea, CoArea: m.CoArea,
		Basis: m.Basis, BasisOn: m.BasisOn, ErectedOn: m.ErectedOn, Witnesses: m.Witnesses,
		Description: m.Description, Status: m.Status,
	}
}

// Normalize cuts surrounding space, fills defaults and numbers the witnesses.
func (in *MarkerInput) Normalize() {
	for _, text := range []*string{&in.Number, &in.Type, &in.Side, &in.Material, &in.Grade, &in.ManagingArea,
		&in.Description, &in.Status, &in.Source, &in.Basis} {
		*text = strings.TrimSpace(*text)
	}
	if in.Status == "" {
		in.Status = "standing"
	}
	if in.Lines == nil {
		in.Lines = []string{}
	}
	if in.CoArea == nil {
		in.CoArea = []string{}
	}
	numberWitnesses(in.Witnesses)
}

// numberWitnesses cuts space and numbers witnesses by their place in the list.
func numberWitnesses(all []Witness) {
	for i := range all {
		if all[i].Text = strings.TrimSpace(all[i].Text); all[i].Seq == 0 {
			all[i].Seq = i + 1
		}
	}
}

// Validate checks everything that the marker says by itself, and finds its position where
// that is given in another system. Whether its lines and areas exist, its number fits and its
// grid coordinates agree is judged when it is written. Error: problem.Invalid.
func (in *MarkerInput) Validate() error {
	var r rules
	r.required("number", in.Number)
	r.oneOf("type", in.Type, "single", "double", "triple")
	r.oneOf("status", in.Status, "standing", "lost")
	r.name("side", in.Side)
	r.name("material", in.Material)
	r.name("grade", in.Grade)
	r.note("description", in.Description)
	r.whole("faces", in.Faces, 2, 3)
	r.number("height_m", in.HeightM, -500, 9000)
	r.day("erected_on", in.ErectedOn)
	r.number("accuracy_m", in.AccuracyM, 0.0001, 10_000)
	r.name("position_source", in.Source)
	r.name("responsible_basis", in.Basis)
	r.day("responsible_basis_on", in.BasisOn)
	if in.ManagingArea == "" && in.Basis != "" {
		r.bad("managing_area", "problem.required")
	}
	in.readGiven(&r)
	if in.Lon == nil && in.Lat == nil {
		r.bad("lon", "problem.required")
	}
	r.point("lon", "lat", in.Lon, in.Lat)
	in.checkParties(&r)
	r.witnesses(in.Witnesses)
	return r.err()
}

func (in *MarkerInput) checkParties(r *rules) {
	if in.ManagingArea != "" {
		r.areaCode("managing_area", in.ManagingArea)
	}
	for _, code := range in.CoArea {
		r.areaCode("co_area", code)
	}
	r.distinct("co_area", in.CoArea, 9)
	for _, code := range in.Lines {
		if len(code) != 18 || !digits(code) {
			r.bad("lines", "boundaries.bad_line_code")
		}
	}
	r.distinct("lines", in.Lines, 9)
	if in.ManagingArea == "" && len(in.CoArea) == 0 && len(in.Lines) == 0 {
		r.bad("managing_area", "boundaries.marker_without_party")
	}
}

func (r *rules) witnesses(all []Witness) {
	seen := map[int]bool{}
	for _, w := range all {
		if w.Seq < 1 || w.Seq > 9 || seen[w.Seq] {
			r.bad("witnesses", "boundaries.witness_seq")
		}
		seen[w.Seq] = true
		if w.Text == "" {
			r.bad("witnesses", "problem.required")
		}
		r.name("witnesses", w.Text)
		r.number("witnesses", w.DistanceM, 0, 100_000)
		if b := w.BearingDeg; b != nil && !(*b >= 0 && *b < 360) {
			r.bad("witnesses", "problem.out_of_range", "min", 0, "max", 360)
		}
		r.point("witnesses", "witnesses", w.Lon, w.Lat)
	}
}
