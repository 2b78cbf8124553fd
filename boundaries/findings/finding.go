package findings

import (
	"math"
	"time"

	"github.com/google/uuid"
)

// The kinds of findings.
const (
	Damage      = "damage"       // 损坏
	Loss        = "loss"         // 丢失
	Move        = "move"         // 移位
	DisputeRisk = "dispute_risk" // 纠纷隐患
	CrossWorks  = "cross_works"  // 越界施工
	Other       = "other"
)

// Kinds lists the kinds.
var Kinds = []string{Damage, Loss, Move, DisputeRisk, CrossWorks, Other}

// The states of a finding, in their order.
const (
	Reported   = "reported"
	JointVisit = "joint_visit"
	Decided    = "decided"
	Handled    = "handled"
	Filed      = "filed"
	Closed     = "closed"
)

// States lists them.
var States = []string{Reported, JointVisit, Decided, Handled, Filed, Closed}

// The outcomes.
const (
	Restored = "restored"           // 原地恢复
	Moved    = "moved_by_agreement" // 协议移设
	Replaced = "replaced"           // 更换
	NoAction = "no_action"          // 无需处理
)

// Outcomes lists them.
var Outcomes = []string{Restored, Moved, Replaced, NoAction}

// BoundaryFinding is something wrong with a marker or at a place of a line, and how far it has come.
type BoundaryFinding struct {
	ID                   uuid.UUID   `json:"id"`
	Number               int64       `json:"number"`
	Kind                 string      `json:"kind" enum:"damage,loss,move,dispute_risk,cross_works,other"`
	MarkerID             *uuid.UUID  `json:"marker_id"`
	Marker               *string     `json:"marker" doc:"number of the marker"`
	LineCode             *string     `json:"line_code" doc:"as reported; see lines"`
	Lines                []string    `json:"lines" doc:"the line, or those of the marker"`
	Parties              []string    `json:"parties" doc:"areas of the parties, any of which may write"`
	ChainageM            *float64    `json:"chainage_m" doc:"metres from the beginning of the line" coarse:"lines+markers,metres"`
	Lon                  *float64    `json:"lon" doc:"the place; null: that of the marker" coarse:"lines+markers,snap"`
	Lat                  *float64    `json:"lat" coarse:"lines+markers,snap"`
	Description          string      `json:"description"`
	FoundAt              time.Time   `json:"found_at"`
	ReportedAt           time.Time   `json:"reported_at"`
	ReportDueAt          time.Time   `json:"report_due_at" doc:"by when it had to be reported, by the clock of its day"`
	Late                 bool        `json:"late" doc:"it was reported after that"`
	InspectionID         *uuid.UUID  `json:"inspection_id" doc:"the inspection that it was made from"`
	Photos               []uuid.UUID `json:"photos" doc:"attachments: its own photos and those of the inspection, oldest first"`
	State                string      `json:"state" enum:"reported,joint_visit,decided,handled,filed,closed"`
	StateSince           time.Time   `json:"state_since"`
	DueAt                *time.Time  `json:"due_at" doc:"by when the next step is due; null when closed"`
	DaysOverdue          int         `json:"days_overdue" db:"-" doc:"days begun since due_at; 0: not overdue"`
	NeighbourToldAt      *time.Time  `json:"neighbour_told_at"`
	NeighbourToldHow     string      `json:"neighbour_told_how" doc:"letter, telephone, …"`
	VisitOn              *string     `json:"visit_on" format:"date" doc:"day of the joint visit (联合踏勘)"`
	Visitors             string      `json:"visitors"`
	VisitNote            string      `json:"visit_note"`
	DecidedOn            *string     `json:"decided_on" format:"date"`
	Decision             string      `json:"decision"`
	DecisionDocument     string      `json:"decision_document"`
	Outcome              string      `json:"outcome" enum:",restored,moved_by_agreement,replaced,no_action"`
	HandledOn            *string     `json:"handled_on" format:"date"`
	Handling             string      `json:"handling" doc:"what was done"`
	RegistrationDocument string      `json:"registration_document" doc:"of the new registration of a marker moved or replaced"`
	RegistrationVersion  *int        `json:"registration_version" doc:"of the marker, made when this was filed"`
	FiledOn              *string     `json:"filed_on" format:"date"`
	FilingDocument       string      `json:"filing_document"`
	ClosedOn             *string     `json:"closed_on" format:"date"`
	Author               string      `json:"author"`
	AuthorName           string      `json:"author_name"`
	Version              int64       `json:"version"`
	CreatedAt            time.Time   `json:"created_at"`
	UpdatedAt            time.Time   `json:"updated_at"`
}

// measure fills in what depends on the time of reading.
func (f *BoundaryFinding) measure(now time.Time) { f.DaysOverdue = overdue(f.DueAt, now) }

// overdue is the days begun since a time due.
func overdue(due *time.Time, now time.Time) int {
	if due == nil || !now.After(*due) {
		return 0
	}
	return int(math.Ceil(now.Sub(*due).Hours() / 24))
}

// Report is a new finding, as somebody reports it. Of a marker, a line, or both; on a line at
// a chainage or at a point, each found from the other.
type Report struct {
	ID           uuid.UUID // made by the client; uuid.Nil: made here
	Kind         string
	Marker       string // number
	LineCode     string
	ChainageM    *float64
	Lon, Lat     *float64
	Description  string
	FoundAt      time.Time
	ReportedAt   time.Time // zero: now
	InspectionID *uuid.UUID
}

// Validate checks the report by itself. Error: problem.Invalid.
func (r *Report) Validate(now time.Time) error {
	var c checker
	c.OneOf("kind", r.Kind, Kinds...)
	c.Trim("marker", &r.Marker, maxName)
	c.Trim("line_code", &r.LineCode, maxName)
	if r.Marker == "" && r.LineCode == "" {
		c.Bad("marker", "findings.no_place")
	}
	c.need("description", &r.Description, maxNote)
	c.metres("chainage_m", r.ChainageM, longestLine)
	c.Point("", r.Lon, r.Lat)
	if r.ChainageM != nil && r.LineCode == "" {
		c.Bad("line_code", "findings.chainage_of")
	}
	if r.ChainageM != nil && r.Lon != nil {
		c.Bad("chainage_m", "findings.chainage_or_point")
	}
	c.moment("found_at", r.FoundAt, now)
	c.moment("reported_at", r.ReportedAt, now)
	if len(c.Fields) == 0 && r.FoundAt.After(r.ReportedAt) {
		c.Bad("reported_at", "findings.reported_before_found")
	}
	return c.Err()
}
