package facilities

import (
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"
)

// Facility is a burial or care facility (设施) as its readers see it.
type Facility struct {
	ID             uuid.UUID `json:"id"`
	Ref            *string   `json:"ref" doc:"key of the source"`
	Kind           string    `json:"kind"`
	KindName       string    `json:"kind_name"`
	Subkind        string    `json:"subkind"`
	Name           string    `json:"name"`
	AreaCode       string    `json:"area_code" doc:"township; a county for kinds that are counted by county"`
	AreaPath       []string  `json:"area_path" doc:"names from the prefecture down to area_code"`
	VillageCode    *string   `json:"village_code" doc:"the village that it serves or stands in"`
	Lon            *float64  `json:"lon"`
	Lat            *float64  `json:"lat"`
	Precision      string    `json:"precision" enum:"surveyed,phone,map,village,township" doc:"how the position was found"`
	Status         *string   `json:"status" enum:"planned,building,in_use,closed,retired" doc:"of today; null when none holds, retired when the record was withdrawn"`
	StatusFrom     *Day      `json:"status_from" doc:"first day of the status; null when in it since ever"`
	Statuses       []Period  `json:"statuses" doc:"the whole history, oldest first"`
	TargetDate     *Day      `json:"target_date" doc:"day on which it is to open"`
	Capacity       *int      `json:"capacity" doc:"plots, niches or beds, by the kind"`
	Used           *int      `json:"used" doc:"plots or niches used, residents"`
	NursingBeds    *int      `json:"nursing_beds"`
	Grade          *int      `json:"grade"`
	Operator       string    `json:"operator"`
	ApprovalNo     string    `json:"approval_no"`
	AreaM2         *float64  `json:"area_m2" doc:"ground area, square metres"`
	Note           string    `json:"note"`
	PositionReason string    `json:"position_reason" doc:"why it stands outside its declared area"`
	Retired        bool      `json:"-"` // the record was withdrawn: it is listed and counted nowhere
	Origin         string    `json:"origin"`
	Extra          Extra     `json:"extra" doc:"values of the kind's own fields, by their codes"`
	Version        int64     `json:"version"`
	UpdatedAt      time.Time `json:"updated_at"`
}

// setStatus fills the status that holds on the day.
func (f *Facility) setStatus(today Day) {
	f.Status, f.StatusFrom = nil, nil
	if f.Retired {
		withdrawn := "retired"
		f.Status = &withdrawn
		return
	}
	if p, ok := History(f.Statuses).At(today); ok {
		f.Status = &p.Status
		if !p.From.IsZero() {
			f.StatusFrom = &p.From
		}
	}
}

// Point is the position, false when there is none.
func (f *Facility) Point() (orb.Point, bool) { return point(f.Lon, f.Lat) }

func point(lon, lat *float64) (orb.Point, bool) {
	if lon == nil || lat == nil {
		return orb.Point{}, false
	}
	return orb.Point{*lon, *lat}, true
}

// Draft is what a person or a file says of a facility: the fields that can be written.
type Draft struct {
	Kind           string   `json:"kind"`
	Subkind        string   `json:"subkind"`
	Name           string   `json:"name"`
	AreaCode       string   `json:"area_code"`
	VillageCode    string   `json:"village_code"`
	Lon            *float64 `json:"lon"`
	Lat            *float64 `json:"lat"`
	Precision      string   `json:"precision"`
	Status         string   `json:"status"`
	StatusFrom     *Day     `json:"status_from"`
	TargetDate     *Day     `json:"target_date"`
	Capacity       *int     `json:"capacity"`
	Used           *int     `json:"used"`
	NursingBeds    *int     `json:"nursing_beds"`
	Grade          *int     `json:"grade"`
	Operator       string   `json:"operator"`
	ApprovalNo     string   `json:"approval_no"`
	AreaM2         *float64 `json:"area_m2"`
	Note           string   `json:"note"`
	PositionReason string   `json:"position_reason"`
	Extra          Extra    `json:"extra"`
	Confirm        []string `json:"confirm"` // keys of warnings that were seen and are meant
}

// Draft is the facility's own fields, to be edited. Status and StatusFrom are empty:
// they are filled only to change the status.
func (f *Facility) Draft() Draft {
	d := Draft{
		Kind: f.Kind, Subkind: f.Subkind, Name: f.Name, AreaCode: f.AreaCode, Lon: f.Lon, Lat: f.Lat,
		Precision: f.Precision, TargetDate: f.TargetDate, Capacity: f.Capacity, Used: f.Used,
		NursingBeds: f.NursingBeds, Grade: f.Grade, Operator: f.Operator, ApprovalNo: f.ApprovalNo,
		AreaM2: f.AreaM2, Note: f.Note, PositionReason: f.PositionReason, Extra: f.Extra,
	}
	if f.VillageCode != nil {
		d.VillageCode = *f.VillageCode
	}
	return d
}

// Point is the position, false when there is none.
func (d *Draft) Point() (orb.Point, bool) { return point(d.Lon, d.Lat) }

// settle trims the texts and fills what follows from the rest: the precision of a
// position that is not said.
func (d *Draft) settle() {
	for _, text := range []*string{&d.Name, &d.Operator, &d.ApprovalNo, &d.Note, &d.PositionReason} {
		*text = strings.TrimSpace(*text)
	}
	d.Extra = d.Extra.settled()
	_, placed := d.Point()
	switch {
	case d.Precision != "":
	case placed:
		d.Precision = "map"
	case d.VillageCode != "":
		d.Precision = "village"
	default:
		d.Precision = "township"
	}
}
