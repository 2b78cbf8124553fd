package signs

import (
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/internal/problem"
)

// Sign is a name sign as its readers see it.
type Sign struct {
	ID             uuid.UUID  `json:"id"`
	PlaceID        uuid.UUID  `json:"place_id" doc:"the entry whose name it shows"`
	PlaceName      string     `json:"place_name" doc:"standard name of the entry"`
	ClassCode      string     `json:"class_code"`
	AreaCode       string     `json:"area_code" doc:"of the entry"`
	AreaPath       []string   `json:"area_path"`
	PlanID         *uuid.UUID `json:"plan_id" doc:"the plan that it counts for"`
	PlanTitle      string     `json:"plan_title"`
	Year           *int       `json:"year" doc:"of the plan"`
	Kind           string     `json:"kind" enum:"street,village,residence,building,door,area,scenic,natural,other"`
	Text           string     `json:"text" doc:"what it says"`
	Romanised      string     `json:"romanised" doc:"the romanised spelling on it"`
	Lon            *float64   `json:"lon"`
	Lat            *float64   `json:"lat"`
	PositionReason string     `json:"position_reason"`
	Condition      string     `json:"condition" enum:"planned,good,worn,damaged,missing,wrong"`
	InstalledOn    *string    `json:"installed_on" format:"date"`
	CheckedOn      *string    `json:"checked_on" format:"date"`
	Note           string     `json:"note"`
	Differs        bool       `json:"differs" doc:"it does not say the standard name"`
	Retired        bool       `json:"retired"`
	Version        int64      `json:"version"`
	CreatedAt      time.Time  `json:"created_at"`
	UpdatedAt      time.Time  `json:"updated_at"`
}

// Draft is what can be written of a sign.
type Draft struct {
	PlaceID        uuid.UUID
	PlanID         *uuid.UUID
	Kind           string
	Text           string // "" stands for the standard name of the entry
	Romanised      string
	Lon, Lat       *float64
	PositionReason string
	Condition      string
	InstalledOn    string // YYYY-MM-DD, "" for none
	CheckedOn      string
	Note           string
}

// planned is the condition of a sign that does not stand yet; the others are conditions of
// one that has been put up.
const planned = "planned"

// Kinds and Conditions are the words that a sign's fields take.
var (
	Kinds      = []string{"street", "village", "residence", "building", "door", "area", "scenic", "natural", "other"}
	Conditions = []string{planned, "good", "worn", "damaged", "missing", "wrong"}
)

// Draft is the sign's own fields, to be edited.
func (s *Sign) Draft() Draft {
	return Draft{PlaceID: s.PlaceID, PlanID: s.PlanID, Kind: s.Kind, Text: s.Text, Romanised: s.Romanised,
		Lon: s.Lon, Lat: s.Lat, PositionReason: s.PositionReason, Condition: s.Condition,
		InstalledOn: orEmpty(s.InstalledOn), CheckedOn: orEmpty(s.CheckedOn), Note: s.Note}
}

// settle trims texts and fills what goes without saying.
func (d *Draft) settle(standardName string) {
	for _, text := range []*string{&d.Kind, &d.Text, &d.Romanised, &d.PositionReason, &d.Condition, &d.InstalledOn, &d.CheckedOn, &d.Note} {
		*text = strings.TrimSpace(*text)
	}
	if d.Text == "" {
		d.Text = standardName
	}
	if d.Condition == "" {
		d.Condition = planned
	}
}

// Validate checks a settled draft by itself; today is YYYY-MM-DD. A sign that stands has
// the day on which it was put up, a planned one has none; no day lies in the future.
// Error: problem.Invalid.
func (d *Draft) Validate(today string) error {
	var c checker
	c.OneOf("kind", d.Kind, Kinds...)
	c.OneOf("condition", d.Condition, Conditions...)
	c.Line("text", d.Text, 100)
	c.Line("romanised", d.Romanised, 300)
	c.Line("position_reason", d.PositionReason, 4000)
	c.Line("note", d.Note, 4000)
	c.day("installed_on", d.InstalledOn, today)
	c.day("checked_on", d.CheckedOn, today)
	switch {
	case d.Condition == planned && d.InstalledOn != "":
		c.Bad("condition", "signs.planned_but_installed")
	case d.Condition != planned && d.InstalledOn == "":
		c.Bad("installed_on", "signs.installed_when")
	case d.CheckedOn != "" && d.CheckedOn < d.InstalledOn:
		c.Bad("checked_on", "signs.checked_before_installed")
	}
	c.Point("", d.Lon, d.Lat)
	return c.Err()
}

func (d *Draft) point() *orb.Point {
	if d.Lon == nil || d.Lat == nil {
		return nil
	}
	return &orb.Point{*d.Lon, *d.Lat}
}

// checker collects bad fields.
type checker struct{ problem.Fields }

func (c *checker) day(field, day, latest string) {
	if day == "" {
		return
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil || day < "1900-01-01" {
		c.Bad(field, "signs.bad_date")
	} else if latest != "" && day > latest {
		c.Bad(field, "signs.in_future")
	}
}

func orEmpty(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
