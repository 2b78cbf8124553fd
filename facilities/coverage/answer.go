package coverage

import (
	"github.com/google/uuid"

	"cairn/facilities"
)

// CoverageAnswer is the answer to a question, with all that it rests on.
type CoverageAnswer struct {
	Kind           string           `json:"kind"`
	KindName       string           `json:"kind_name"`
	KindNameEn     string           `json:"kind_name_en"`
	Rule           string           `json:"rule" enum:"presence,shared,villages,service_area,distance,travel_time,capacity" doc:"see /coverage/rules"`
	Parameters     Parameters       `json:"parameters"`
	AsOf           facilities.Day   `json:"as_of" format:"date"`
	Planned        bool             `json:"planned" doc:"facilities that are to open by as_of count too"`
	Subdistricts   bool             `json:"subdistricts" doc:"subdistricts (街道) stand in the denominator"`
	Area           string           `json:"area"`
	AreaName       string           `json:"area_name"`
	Level          facilities.Level `json:"level" enum:"county,township,village"`
	Counts         string           `json:"counts" enum:"areas,villages,people" doc:"what numerator and denominator count"`
	Numerator      int              `json:"numerator"`
	Denominator    int              `json:"denominator"`
	Percent        *float64         `json:"percent" doc:"to one decimal, half up; null without any denominator"`
	States         StateTally       `json:"states" doc:"areas by state"`
	Tally          *StateTally      `json:"tally" doc:"by state what numerator and denominator count; null where they count areas"`
	Areas          []CoveredArea    `json:"areas" doc:"by code"`
	Townships      []PartCount      `json:"townships" doc:"of an answer by village: how many of each township are covered"`
	Villages       []CoveredVillage `json:"villages" doc:"by code, when asked for"`
	Uncovered      []string         `json:"uncovered" doc:"codes"`
	Unreachable    []string         `json:"unreachable" doc:"villages without any way to a facility, however long"`
	Official       *OfficialFigures `json:"official" doc:"of the official rule only"`
	Exemptions     []Exempt         `json:"exemptions" doc:"that hold on the day in the area (免建)"`
	Reported       []Reported       `json:"reported" doc:"newest figures not after as_of that were reported upward, of the area and its parts"`
	Facilities     int              `json:"facilities" doc:"facilities in the area that count"`
	Coarse         int              `json:"coarse" doc:"of them, those that are located by village or township only"`
	Undeclared     int              `json:"undeclared" doc:"of them, those without a declared service area"`
	DataVersion    int64            `json:"data_version" doc:"number of the last change that the figures know"`
	NetworkVersion string           `json:"network_version" doc:"of the roads, empty where they do not matter"`
}

// State says whether an area or village is served.
type State string

// The states. NoCapacity: there are facilities in reach, each states its capacity, and all are full.
const (
	Served     State = "served"
	NoCapacity State = "no_capacity"
	OutOfReach State = "out_of_reach"
	Unknown    State = "unknown"
)

// StateTally counts something by state.
type StateTally struct {
	Served     int `json:"served"`
	NoCapacity int `json:"no_capacity" doc:"in reach, but everything full"`
	OutOfReach int `json:"out_of_reach"`
	Unknown    int `json:"unknown" doc:"areas, or places of people, about which the data say nothing; in no other figure"`
}

func (t *StateTally) add(s State, n int) {
	switch s {
	case Served:
		t.Served += n
	case NoCapacity:
		t.NoCapacity += n
	case OutOfReach:
		t.OutOfReach += n
	default:
		t.Unknown++
	}
}

// known is what is counted.
func (t StateTally) known() int { return t.Served + t.NoCapacity + t.OutOfReach }

// inReach is what has a facility in reach, full or not.
func (t StateTally) inReach() int { return t.Served + t.NoCapacity }

// CoveredArea is an area of an answer.
type CoveredArea struct {
	Code        string      `json:"code"`
	Name        string      `json:"name"`
	County      string      `json:"county" doc:"name of its county; empty for a county"`
	Lon         *float64    `json:"lon" doc:"of its seat"`
	Lat         *float64    `json:"lat"`
	Subdistrict bool        `json:"subdistrict" doc:"街道, by its code (GB/T 10114)"`
	Covered     bool        `json:"covered"`
	State       State       `json:"state" enum:"served,no_capacity,out_of_reach,unknown"`
	Basis       string      `json:"basis,omitempty" enum:"own,shared,columbarium,exempt,none" doc:"by the official rule: what it counts by"`
	Count       int         `json:"count" doc:"facilities that count in it"`
	Shared      int         `json:"shared" doc:"facilities elsewhere that are shared with it"`
	Numerator   *int        `json:"numerator" doc:"people or villages of it, by what the answer counts; null where it counts areas"`
	Denominator *int        `json:"denominator"`
	Percent     *float64    `json:"percent"`
	Tally       *StateTally `json:"tally" doc:"by state what the answer counts; null where it counts areas"`
	NearestKm   *float64    `json:"nearest_km" doc:"geodesic, from the seat to the nearest facility that counts, across borders too; null without seat or facility"`
	Nearest     *Near       `json:"nearest"`
	Eligible    *Near       `json:"eligible" doc:"the nearest that takes people of the area; under a rule by travel time the soonest reached"`
}

// Near is a facility seen from a place.
type Near struct {
	ID        uuid.UUID `json:"id"`
	Name      string    `json:"name"`
	Kind      string    `json:"kind"`
	Area      string    `json:"area" doc:"the finest area known of it"`
	Lon       float64   `json:"lon"`
	Lat       float64   `json:"lat"`
	Precision string    `json:"precision" enum:"surveyed,phone,map,village,township" doc:"how the position was found; village and township: the distance is approximate"`
	Km        float64   `json:"km" doc:"geodesic, to the metre"`
	Minutes   *float64  `json:"minutes" doc:"by road, to a tenth; null where travel times do not matter, or there is no way"`
	Full      bool      `json:"full" doc:"it states its capacity and has none left"`
	Planned   bool      `json:"planned" doc:"not in use on the day, but to be opened by then"`
}

// CoveredVillage is a village of an answer.
type CoveredVillage struct {
	Code      string   `json:"code"`
	Name      string   `json:"name"`
	People    *int     `json:"people" doc:"null: no figure on record"`
	State     State    `json:"state" enum:"served,no_capacity,out_of_reach,unknown"`
	Lon       *float64 `json:"lon"`
	Lat       *float64 `json:"lat"`
	NearestKm *float64 `json:"nearest_km"`
	Nearest   *Near    `json:"nearest"`
	Eligible  *Near    `json:"eligible" doc:"the nearest that takes people of the village; under a rule by travel time the soonest reached"`
	OffRoadM  *float64 `json:"off_road_m" doc:"metres to the nearest road, walked; null where travel times do not matter"`
	FarOff    bool     `json:"far_off" doc:"farther off the road than the limit of the network's settings"`
}

// PartCount is how many villages of a township are covered.
type PartCount struct {
	Code        string   `json:"code"`
	Name        string   `json:"name"`
	Numerator   int      `json:"numerator"`
	Denominator int      `json:"denominator"`
	Percent     *float64 `json:"percent"`
}

// OfficialFigures set apart by what areas count under the official rule.
type OfficialFigures struct {
	Own            int      `json:"own" doc:"areas with a cemetery of their own (自建)"`
	Shared         int      `json:"shared" doc:"without one, but with a share in another's (联建)"`
	Columbarium    int      `json:"columbarium" doc:"with neither, but with a columbarium"`
	Exempt         int      `json:"exempt" doc:"with none, exempt by document (免建): not in the numerator"`
	None           int      `json:"none"`
	PercentWithout *float64 `json:"percent_without_exempt" doc:"covered areas over those that are not exempt"`
}

// Exempt is an exemption as an answer shows it.
type Exempt struct {
	ID        uuid.UUID       `json:"id"`
	AreaCode  string          `json:"area_code" doc:"of as_of"`
	What      string          `json:"what"`
	Document  string          `json:"document"`
	Authority string          `json:"authority"`
	FromOn    facilities.Day  `json:"from_on" format:"date"`
	ToOn      *facilities.Day `json:"to_on" format:"date"`
}

// Reported is a figure that was reported upward, beside the computed one.
type Reported struct {
	ID          uuid.UUID      `json:"id"`
	AreaCode    string         `json:"area_code"`
	AsOf        facilities.Day `json:"as_of" format:"date"`
	Numerator   *int           `json:"numerator"`
	Denominator *int           `json:"denominator"`
	Percent     *float64       `json:"percent"`
	Document    string         `json:"document"`
}
