package webhooks

import (
	"net/url"
	"regexp"
	"slices"
	"time"

	"github.com/google/uuid"

	"cairn/internal/problem"
)

// Hook is an address that is told of changes, with how its deliveries go.
type Hook struct {
	ID          uuid.UUID  `json:"id"`
	URL         string     `json:"url"`
	Entities    []string   `json:"entities" doc:"records it hears of: place, change_set, line, marker, facility, area …; empty: all but accounts"`
	AreaCode    string     `json:"area_code" doc:"the area whose records it hears of"`
	Active      bool       `json:"active"`
	MadeBy      string     `json:"made_by"`
	Version     int64      `json:"version"`
	CreatedAt   time.Time  `json:"created_at"`
	Seq         int64      `json:"seq" doc:"number of the last change it has taken"`
	Waiting     int64      `json:"waiting" doc:"changes since then"`
	Failures    int        `json:"failures" doc:"attempts in a row that failed"`
	LastStatus  *int       `json:"last_status" doc:"HTTP status of the last answer"`
	LastError   string     `json:"last_error"`
	DeliveredAt *time.Time `json:"delivered_at" doc:"when it last took one"`
}

// Draft is what can be written of a hook.
type Draft struct {
	URL      string
	Entities []string
	AreaCode string // "": the author's own area
	Active   bool
}

var entityName = regexp.MustCompile(`^[a-z][a-z_]{0,39}$`)

// private are the records no hook hears of.
var private = []string{"account", "webhook", "setting", "dispute"}

// Validate checks a draft. Error: problem.Invalid.
func (d *Draft) Validate() error {
	var bad []problem.Field
	u, err := url.Parse(d.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.Fragment != "" || len(d.URL) > 2000 {
		bad = append(bad, problem.Bad("url", "webhooks.bad_url"))
	}
	if len(d.Entities) > 50 || slices.ContainsFunc(d.Entities, func(e string) bool { return !entityName.MatchString(e) || slices.Contains(private, e) }) {
		bad = append(bad, problem.Bad("entities", "webhooks.bad_entity"))
	}
	return problem.InvalidFields(bad...)
}

// Message is what a hook gets.
type Message struct {
	Seq    int64     `json:"seq"`    // number of the change's seal: 1, 2, 3 … with gaps for what it does not want
	Change uuid.UUID `json:"change"` // id of the change, as in the audit trail
	At     time.Time `json:"at"`
	Door   string    `json:"door"`
	Events []Event   `json:"events"`
	More   bool      `json:"more"` // there were more events than maxEvents
}

// Event is a record that the change touched.
type Event struct {
	Entity string `json:"entity"`
	ID     string `json:"id"`
	Op     string `json:"op"` // insert, update or delete of the record or a part of it
}

// maxEvents bounds a message; an import touches thousands of records.
const maxEvents = 1000
