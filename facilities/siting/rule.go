package siting

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"cairn/facilities"
	"cairn/internal/problem"
)

// What a rule keeps away from.
const (
	Constraint = "constraint" // siting constraints by kind: farmland, river, reservoir …
	Road       = "road"       // roads by class
	Settlement = "settlement" // seats of areas by level: villages and towns (居民点)
	Facility   = "facility"   // facilities in use by kind
)

// The severities of a rule.
const (
	Exclude = "exclude"
	Warn    = "warn"
)

var (
	features    = []string{Constraint, Road, Settlement, Facility}
	roadClasses = []string{"national", "provincial", "county", "township", "village"}
	seatLevels  = []string{"county", "township", "village"}
)

// SitingRule is what keeps a facility away from something (选址规则), by an article of an instrument.
type SitingRule struct {
	ID  uuid.UUID `json:"id"`
	Ref *string   `json:"ref" doc:"key of the file that it came from"`
	RuleText
	InForce   bool      `json:"in_force" doc:"today"`
	Retired   bool      `json:"retired"`
	Version   int64     `json:"version"`
	UpdatedAt time.Time `json:"updated_at"`
}

// RuleText is what people write of a rule.
type RuleText struct {
	Instrument string   `json:"instrument" doc:"law, regulation or standard, say 殡葬管理条例（1997）"`
	Article    string   `json:"article,omitempty" doc:"say 第十条"`
	Text       string   `json:"text,omitempty" doc:"what it says"`
	ValidFrom  *string  `json:"valid_from,omitempty" format:"date" nullable:"true" doc:"first day in force; null: since ever"`
	ValidTo    *string  `json:"valid_to,omitempty" format:"date" nullable:"true" doc:"first day no longer in force; null: open"`
	Feature    string   `json:"feature" enum:"constraint,road,settlement,facility" doc:"what it keeps away from"`
	Classes    []string `json:"classes,omitempty" doc:"kinds of constraint, classes of road, levels of seat (county, township, village), kinds of facility; empty: all"`
	Grade      *int     `json:"grade,omitempty" nullable:"true" doc:"grade of the constraint; null: any"`
	DistanceM  float64  `json:"distance_m" minimum:"0" maximum:"50000" doc:"least distance, metres; 0: not inside"`
	Severity   string   `json:"severity" enum:"exclude,warn"`
	Kinds      []string `json:"kinds,omitempty" doc:"kinds of facility that it holds for; empty: all"`
	Source     string   `json:"source,omitempty" doc:"where the text was taken from"`
	Note       string   `json:"note,omitempty"`
}

// settle cuts surrounding space and leaves no nil lists.
func (r *RuleText) settle() {
	for _, text := range []*string{&r.Instrument, &r.Article, &r.Text, &r.Source, &r.Note} {
		*text = strings.TrimSpace(*text)
	}
	for _, day := range []**string{&r.ValidFrom, &r.ValidTo} {
		if *day != nil && **day == "" {
			*day = nil
		}
	}
	for _, list := range []*[]string{&r.Classes, &r.Kinds} {
		if *list == nil {
			*list = []string{}
		}
	}
}

// Validate checks a rule by itself and against the kinds of facility. Error: problem.Invalid.
func (r *RuleText) Validate(catalogue facilities.Catalogue) error {
	r.settle()
	var bad problem.Fields
	bad.Required("instrument", r.Instrument)
	bad.Line("instrument", r.Instrument, maxName)
	bad.Line("article", r.Article, maxName)
	bad.Text("text", r.Text, maxNote)
	bad.Line("source", r.Source, maxNote)
	bad.Text("note", r.Note, maxNote)
	r.checkDays(&bad)
	bad.OneOf("severity", r.Severity, Exclude, Warn)
	if !(r.DistanceM >= 0 && r.DistanceM <= 50_000) {
		bad.Bad("distance_m", "problem.out_of_range", "min", 0, "max", 50000)
	}
	r.checkFeature(&bad, catalogue)
	for _, kind := range r.Kinds {
		if _, ok := catalogue.Kind(kind); !ok {
			bad.Bad("kinds", "facilities.unknown_kind", "kind", kind)
		}
	}
	return bad.Err()
}

func (r *RuleText) checkDays(bad *problem.Fields) {
	before := len(*bad)
	for field, day := range map[string]*string{"valid_from": r.ValidFrom, "valid_to": r.ValidTo} {
		if day != nil && !isDay(*day) {
			bad.Bad(field, "problem.bad_date")
		}
	}
	if len(*bad) == before && r.ValidFrom != nil && r.ValidTo != nil && *r.ValidTo <= *r.ValidFrom {
		bad.Bad("valid_to", "siting.ends_before_it_begins")
	}
}

func (r *RuleText) checkFeature(bad *problem.Fields, catalogue facilities.Catalogue) {
	bad.OneOf("feature", r.Feature, features...)
	if r.Grade != nil && r.Feature != Constraint {
		bad.Bad("grade", "siting.grade_of_constraint")
	} else if r.Grade != nil && (*r.Grade < 0 || *r.Grade > maxGrade) {
		bad.Bad("grade", "problem.out_of_range", "min", 0, "max", maxGrade)
	}
	if r.Feature != Constraint && r.DistanceM == 0 {
		bad.Bad("distance_m", "siting.distance_needed")
	}
	for _, class := range r.Classes {
		bad.Line("classes", class, maxName)
		switch {
		case class == "":
			bad.Bad("classes", "problem.required")
		case r.Feature == Road && !slices.Contains(roadClasses, class):
			bad.Bad("classes", "problem.unknown_value", "allowed", strings.Join(roadClasses, ", "))
		case r.Feature == Settlement && !slices.Contains(seatLevels, class):
			bad.Bad("classes", "problem.unknown_value", "allowed", strings.Join(seatLevels, ", "))
		case r.Feature == Facility && !isKind(catalogue, class):
			bad.Bad("classes", "facilities.unknown_kind", "kind", class)
		}
	}
}

func isKind(catalogue facilities.Catalogue, kind string) bool {
	_, ok := catalogue.Kind(kind)
	return ok
}

// isDay reports whether a text is a day of a year that can be meant.
func isDay(text string) bool {
	t, err := time.Parse(time.DateOnly, text)
	return err == nil && t.Year() >= 1900 && t.Year() <= 2200
}
