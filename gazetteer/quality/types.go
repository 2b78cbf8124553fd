package quality

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"cairn/internal/problem"
)

// The kinds of checks.
const (
	Complete = "complete"  // params fields: the fields that must not be empty
	Code     = "code"      // place code and division code against the declared area and class
	AreaName = "area_name" // the name against that of the administrative area that it names
	Pinyin   = "pinyin"    // the recorded spelling against the name; params whole: for every character
	Position = "position"  // the position inside the declared area; params reason_excuses: a recorded reason will do
	Dates    = "dates"     // dates in order
)

// Kinds lists them.
var Kinds = []string{Complete, Code, AreaName, Pinyin, Position, Dates}

// Check is a check with its parameters.
type Check struct {
	ID          uuid.UUID   `json:"id" required:"false" format:"uuid"`
	Kind        string      `json:"kind" enum:"complete,code,area_name,pinyin,position,dates"`
	ClassPrefix string      `json:"class_prefix" maxLength:"5" doc:"beginning of the class codes that it is for; of one kind the longest counts"`
	Params      CheckParams `json:"params" required:"false"`
	Severity    string      `json:"severity" enum:"error,warning,info"`
	Note        string      `json:"note" required:"false" maxLength:"500"`
	Enabled     bool        `json:"enabled"`
	Version     int64       `json:"version" required:"false" readOnly:"true"`
}

// CheckParams are the parameters of checks.
type CheckParams struct {
	Fields        []string `json:"fields,omitempty" maxItems:"50" doc:"complete: names of the fields that must not be empty"`
	Whole         bool     `json:"whole,omitempty" doc:"pinyin: every character must be spelt, the generic part too"`
	ReasonExcuses bool     `json:"reason_excuses,omitempty" doc:"position: a recorded reason will do"`
}

// Fields are the fields that can be checked for being there.
var Fields = []string{"pinyin", "geom", "place_code", "division_code", "meaning", "origin_text", "history", "language",
	"founded", "named", "description", "survey_method", "source", "registrar", "registered_on"}

// Validate checks a check by itself. Error: problem.Invalid.
func (c *Check) Validate() error {
	var bad problem.Fields
	bad.OneOf("kind", c.Kind, Kinds...)
	bad.OneOf("severity", c.Severity, "error", "warning", "info")
	if len(c.ClassPrefix) > 5 || strings.Trim(c.ClassPrefix, "0123456789") != "" {
		bad.Bad("class_prefix", "naming.bad_code", "code", c.ClassPrefix, "max", 5)
	}
	for _, f := range c.Params.Fields {
		bad.OneOf("params.fields", f, Fields...)
	}
	if c.Kind == Complete && len(c.Params.Fields) == 0 {
		bad.Bad("params.fields", "problem.required")
	}
	bad.Text("note", c.Note, 500)
	return bad.Err()
}

// Review is a review of a class and an area, with its progress.
type Review struct {
	ID          uuid.UUID  `json:"id"`
	Title       string     `json:"title"`
	ClassPrefix string     `json:"class_prefix"`
	AreaCode    string     `json:"area_code"`
	AreaName    string     `json:"area_name"`
	Author      string     `json:"author"`
	Entries     int        `json:"entries" doc:"standing entries at the last look; graded ones are not counted"`
	Faulty      int        `json:"faulty" doc:"entries with an open item"`
	Open        int        `json:"open"`
	Mended      int        `json:"mended"`
	Accepted    int        `json:"accepted"`
	CreatedAt   time.Time  `json:"created_at"`
	LookedAt    time.Time  `json:"looked_at"`
	ClosedAt    *time.Time `json:"closed_at"`
	Version     int64      `json:"version"`
}

// The states of an item.
const (
	Open     = "open"
	Mended   = "mended"
	Accepted = "accepted"
)

var states = []string{Open, Mended, Accepted}

// Fault is one fault of one entry.
type Fault struct {
	ID        uuid.UUID         `json:"id"`
	ReviewID  uuid.UUID         `json:"review_id"`
	PlaceID   uuid.UUID         `json:"place_id"`
	Name      string            `json:"name"`
	ClassCode string            `json:"class_code"`
	AreaCode  string            `json:"area_code"`
	AreaPath  []string          `json:"area_path"`
	Kind      string            `json:"kind"`
	Subject   string            `json:"subject" doc:"the field"`
	Severity  string            `json:"severity"`
	Key       string            `json:"key"`
	Params    map[string]string `json:"params"`
	Message   string            `json:"message" db:"-"`
	State     string            `json:"state" enum:"open,mended,accepted"`
	Reason    string            `json:"reason" doc:"why it is accepted as it is"`
	JudgedBy  string            `json:"judged_by"`
	JudgedAt  *time.Time        `json:"judged_at"`
	FoundAt   time.Time         `json:"found_at"`
	MendedAt  *time.Time        `json:"mended_at"`
	Version   int64             `json:"version"`
}

// Say fills Message in the language.
func (it *Fault) Say(lang problem.Lang) {
	params := make(map[string]any, len(it.Params))
	for name, value := range it.Params {
		params[name] = value
	}
	it.Message = problem.Text(lang, it.Key, params)
}
