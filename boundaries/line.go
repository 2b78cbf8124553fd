package boundaries

import (
	"strings"
	"time"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/problem"
)

// Line is a boundary line (界线) between two areas.
type Line struct {
	Code              string         `json:"code" doc:"18 digits: the codes of the left and the right area, each filled up with zeros to 9"`
	Name              string         `json:"name"`
	Level             string         `json:"level" enum:"province,prefecture,county,township" doc:"the highest level at which its areas differ"`
	LeftArea          string         `json:"left_area" doc:"the party on the left of its direction"`
	LeftName          string         `json:"left_name"`
	RightArea         string         `json:"right_area"`
	RightName         string         `json:"right_name"`
	NeighbourCounties string         `json:"neighbour_counties" doc:"counties beyond an outer line, by name, separated by ;"`
	ShortCode         string         `json:"short_code" doc:"used in marker numbers; empty for township lines"`
	AgreedLengthKm    *float64       `json:"agreed_length_km" doc:"length in the agreement, km; reports show this one"`
	GeodesicLengthKm  float64        `json:"geodesic_length_km" doc:"computed on the ellipsoid, km, to the millimetre"`
	GridLengthKm      *float64       `json:"grid_length_km" doc:"computed in the projection grid_crs, km; null before the prefecture is known"`
	GridCRS           string         `json:"grid_crs" example:"EPSG:4544"`
	Agreement         string         `json:"agreement" doc:"number of the agreement document"`
	AgreementOn       *string        `json:"agreement_on" doc:"day of the agreement"`
	AgreementParties  []string       `json:"agreement_parties" doc:"who signed it, in words"`
	MapSheets         []string       `json:"map_sheets" doc:"sheets of the official detailed map that show it"`
	LeadingArea       string         `json:"leading_area" doc:"leading party (牵头方): a party, or of an outer line a neighbour outside"`
	LeadingName       string         `json:"leading_name"`
	CooperatingArea   string         `json:"cooperating_area" doc:"cooperating party (配合方)"`
	CooperatingName   string         `json:"cooperating_name"`
	Results           []RoundResult  `json:"results" doc:"conclusions of the rounds of joint inspection (联合检查)"`
	Status            string         `json:"status" enum:"in_force,disputed,retired"`
	Markers           []MarkerNumber `json:"markers" doc:"markers on it that are not retired"`
	ValidFrom         *string        `json:"valid_from" doc:"first day under this code; null since ever"`
	ValidTo           *string        `json:"valid_to" doc:"first day on which it no longer exists under this code; null: still valid"`
	Successors        []string       `json:"successors" doc:"codes of what became of it when areas changed"`
	Predecessors      []string       `json:"predecessors" doc:"codes that it had, or of the lines that it was made of"`
	Geometry          orb.LineString `json:"-" coarse:"lines,shape"`
	BBox              [4]float64     `json:"bbox" doc:"west, south, east, north" coarse:"lines,shape"`
	Version           int64          `json:"version"`
	UpdatedAt         time.Time      `json:"updated_at"`
}

// RoundResult is the conclusion of a round for a line.
type RoundResult struct {
	Round  int    `json:"round" example:"4"`
	Result string `json:"result" enum:"qualified,repaired,follow_up"`
}

// MarkerNumber names a marker of a line.
type MarkerNumber struct {
	ID     string `json:"id"`
	Number string `json:"number"`
}

// LineInput is what people may change on a line; the rest comes by import.
type LineInput struct {
	Name             string   `json:"name" maxLength:"200"`
	AgreedLengthKm   *float64 `json:"agreed_length_km" doc:"km, to the metre; null when there is no agreement yet"`
	Agreement        string   `json:"agreement" maxLength:"200"`
	AgreementOn      *string  `json:"agreement_on" format:"date"`
	AgreementParties []string `json:"agreement_parties"`
	MapSheets        []string `json:"map_sheets"`
	LeadingArea      string   `json:"leading_area"`
	CooperatingArea  string   `json:"cooperating_area"`
	Status           string   `json:"status" enum:"in_force,disputed" default:"in_force"`
	ShortCode        string   `json:"short_code" maxLength:"200"`
}

func (l Line) input() LineInput {
	return LineInput{Name: l.Name, AgreedLengthKm: l.AgreedLengthKm, Agreement: l.Agreement, AgreementOn: l.AgreementOn,
		AgreementParties: l.AgreementParties, MapSheets: l.MapSheets, LeadingArea: l.LeadingArea,
		CooperatingArea: l.CooperatingArea, Status: l.Status, ShortCode: l.ShortCode}
}

// Normalize fills defaults and cuts surrounding space; lengths go to the metre.
func (in *LineInput) Normalize() {
	for _, text := range []*string{&in.Name, &in.Agreement, &in.ShortCode, &in.LeadingArea, &in.CooperatingArea} {
		*text = strings.TrimSpace(*text)
	}
	in.AgreementParties, in.MapSheets = trimmed(in.AgreementParties), trimmed(in.MapSheets)
	if in.Status == "" {
		in.Status = "in_force"
	}
	if in.AgreedLengthKm != nil {
		x := round(*in.AgreedLengthKm, 3)
		in.AgreedLengthKm = &x
	}
}

// trimmed is a list without surrounding space in its texts, never nil.
func trimmed(list []string) []string {
	out := make([]string, len(list))
	for i, text := range list {
		out[i] = strings.TrimSpace(text)
	}
	return out
}

// Validate checks the texts, the length and the status. Whether the leading and the
// cooperating party may be that is judged when the line is written. Error: problem.Invalid.
func (in LineInput) Validate() error {
	var r rules
	in.check(&r)
	return r.err()
}

// The most parties of an agreement and sheets of a line.
const (
	maxSignatories = 9
	maxSheets      = 200
)

func (in LineInput) check(r *rules) {
	r.required("name", in.Name)
	r.name("agreement", in.Agreement)
	r.name("short_code", in.ShortCode)
	r.number("agreed_length_km", in.AgreedLengthKm, 0.001, 100_000)
	r.oneOf("status", in.Status, "in_force", "disputed")
	r.day("agreement_on", in.AgreementOn)
	r.names("agreement_parties", in.AgreementParties, maxSignatories)
	r.names("map_sheets", in.MapSheets, maxSheets)
	if in.LeadingArea != "" {
		r.areaCode("leading_area", in.LeadingArea)
	}
	if in.CooperatingArea != "" {
		r.areaCode("cooperating_area", in.CooperatingArea)
	}
	if in.LeadingArea != "" && in.LeadingArea == in.CooperatingArea {
		r.bad("cooperating_area", "boundaries.leads_itself")
	}
}

// lineRecord is a line as files give it.
type lineRecord struct {
	LineInput
	Code, Level        string
	LeftArea, LeftName string
	RightArea          string
	RightName          string
	NeighbourCounties  string
	Results            []RoundResult
	Geometry           orb.LineString
	Origin             string
	ValidFrom, ValidTo *string
}

// Validate checks the record: the code is made of its parties' codes, the level is the
// highest at which they differ, the geometry is a line. Error: problem.Invalid.
func (l *lineRecord) Validate(limits geo.Limits) error {
	var r rules
	l.check(&r)
	r.areaCode("left_area", l.LeftArea)
	r.areaCode("right_area", l.RightArea)
	r.name("left_name", l.LeftName)
	r.name("right_name", l.RightName)
	r.note("neighbour_counties", l.NeighbourCounties)
	if len(r.fields) == 0 {
		l.checkCode(&r)
	}
	r.day("valid_from", l.ValidFrom)
	r.day("valid_to", l.ValidTo)
	if err := geo.ValidateGeometry(l.Geometry, limits); err != nil {
		r.fields = append(r.fields, problem.BadGeometry("geometry", err))
	}
	for _, result := range l.Results {
		r.oneOf("round_result", result.Result, "qualified", "repaired", "follow_up")
	}
	return r.err()
}

func (l *lineRecord) checkCode(r *rules) {
	switch {
	case l.LeftArea == l.RightArea:
		r.bad("right_area", "boundaries.same_area")
	case len(l.LeftArea) > 9 || len(l.RightArea) > 9 || l.Code != filled(l.LeftArea)+filled(l.RightArea):
		r.bad("code", "boundaries.line_code", "left", l.LeftArea, "right", l.RightArea)
	case l.Level != lineLevel(l.LeftArea, l.RightArea):
		r.bad("level", "boundaries.line_level", "level", lineLevel(l.LeftArea, l.RightArea))
	}
}

// filled is an area code filled up with zeros to 9 digits.
func filled(code string) string { return (code + "000000000")[:9] }

// lineLevel is the highest level at which two areas differ.
func lineLevel(a, b string) string {
	a, b = filled(a), filled(b)
	switch {
	case a[:2] != b[:2]:
		return Province
	case a[:4] != b[:4]:
		return PrefectureLvl
	case a[:6] != b[:6]:
		return County
	}
	return Township
}
