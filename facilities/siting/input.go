package siting

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/geo"
)

var errNoPolygon = errors.New("neither Polygon nor MultiPolygon")

func itoa(n int) string { return strconv.Itoa(n) }

// Input is all that a run is answered from: with it the same answer comes again.
type Input struct {
	Demands    []Demand    `json:"demands"`
	Exempt     []Demand    `json:"exempt"` // not covered, but they need not build (免建)
	Candidates []Candidate `json:"candidates"`
	Fixed      []Fixed     `json:"fixed"`
	// Sites are the candidates that may be chosen, by their place in Candidates, the better first:
	// where the answer leaves a choice, the first is taken.
	Sites []int32 `json:"sites"`
	// Covers lists by site the demands that it covers, ascending; FixedCovers by fixed site.
	Covers      [][]int32 `json:"covers"`
	FixedCovers [][]int32 `json:"fixed_covers"`
	// Cost is by demand and site, Nearest by demand that of the nearest fixed site: metres or
	// minutes, +Inf where there is no way. Only of methods that compare all of them.
	Cost    packed `json:"cost,omitempty"`
	Nearest packed `json:"nearest,omitempty"`

	Versions Versions `json:"versions"`
}

// Demand is an area that is to be served.
type Demand struct {
	Code         string   `json:"code"`
	Name         string   `json:"name"`
	TownshipCode string   `json:"township_code" doc:"itself, or the one that it lies in; empty for counties"`
	TownshipName string   `json:"township_name"`
	Lon          *float64 `json:"lon"`
	Lat          *float64 `json:"lat"`
	People       *float64 `json:"people" doc:"of the weight asked for; null: no figure"`
	Weight       float64  `json:"weight"`
	Served       bool     `json:"served" doc:"presence: covered already by the counting rule"`
	OffRoadM     *float64 `json:"off_road_m,omitempty" doc:"straight to the nearest road, metres; travel times only"`
}

// point is where the demand lies.
func (d *Demand) point() (orb.Point, bool) {
	if d.Lon == nil || d.Lat == nil {
		return orb.Point{}, false
	}
	return orb.Point{*d.Lon, *d.Lat}, true
}

// Fixed is a facility that serves already.
type Fixed struct {
	ID        uuid.UUID `json:"id"`
	Name      string    `json:"name"`
	Status    string    `json:"status"`
	Lon       *float64  `json:"lon"`
	Lat       *float64  `json:"lat"`
	Free      *float64  `json:"free" doc:"capacity left; null: not stated"`
	Precision string    `json:"precision,omitempty" enum:"surveyed,phone,map,village,township" doc:"how its position was found"`
}

// Versions say what a run was answered from. The digests are of what it used: they change only
// when that does.
type Versions struct {
	Data       int64     `json:"data" doc:"number of the last change of the trail"`
	Network    string    `json:"network" doc:"version of the road network; empty where it was not used"`
	Rules      []RuleRef `json:"rules" doc:"siting rules that were in force and kept"`
	Demands    string    `json:"demands" doc:"digest of areas, people and what covers them already"`
	Candidates string    `json:"candidates" doc:"digest of the candidates and what excludes them"`
	Fixed      string    `json:"fixed" doc:"digest of the facilities that serve already"`
}

// RuleRef names a rule in the version that a run used.
type RuleRef struct {
	ID         uuid.UUID `json:"id"`
	Version    int64     `json:"version"`
	Instrument string    `json:"instrument"`
	Article    string    `json:"article"`
	Text       string    `json:"text"`
	DistanceM  float64   `json:"distance_m"`
	Severity   string    `json:"severity"`
	Source     string    `json:"source"`
	Feature    string    `json:"feature" doc:"what it keeps away from; empty in the oldest runs"`
	Classes    []string  `json:"classes"`
	Grade      *int      `json:"grade"`
}

// packed are numbers as bytes, little-endian float32: JSON would be some times as long.
type packed []float32

func (p packed) MarshalJSON() ([]byte, error) {
	raw := make([]byte, 4*len(p))
	for i, x := range p {
		bits := math.Float32bits(x)
		raw[4*i], raw[4*i+1], raw[4*i+2], raw[4*i+3] = byte(bits), byte(bits>>8), byte(bits>>16), byte(bits>>24)
	}
	return json.Marshal(raw)
}

func (p *packed) UnmarshalJSON(text []byte) error {
	var raw []byte
	if err := json.Unmarshal(text, &raw); err != nil {
		return err
	}
	*p = make(packed, len(raw)/4)
	for i := range *p {
		bits := uint32(raw[4*i]) | uint32(raw[4*i+1])<<8 | uint32(raw[4*i+2])<<16 | uint32(raw[4*i+3])<<24
		(*p)[i] = math.Float32frombits(bits)
	}
	return nil
}

// zip is a value as JSON by gzip.
func zip(value any) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := json.NewEncoder(w).Encode(value); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}

func unzip(raw []byte, into any) error {
	r, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// metres is the distance between two points on the ellipsoid.
func metres(a, b orb.Point) float64 { return geo.Distance(a, b) }
