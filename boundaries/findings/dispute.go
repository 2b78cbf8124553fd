package findings

import (
	"time"

	"github.com/google/uuid"

	"cairn/data"
)

// The states of a dispute.
const (
	Open      = "open"
	Mediating = "mediating"
	Settled   = "settled"
)

// DisputeStates lists them.
var DisputeStates = []string{Open, Mediating, Settled}

// Dispute is a dispute over a stretch of a line.
type Dispute struct {
	ID          uuid.UUID        `json:"id"`
	Number      int64            `json:"number"`
	LineCode    string           `json:"line_code"`
	LineName    string           `json:"line_name"`
	Parties     []string         `json:"parties" doc:"areas of the parties of the line"`
	FromM       float64          `json:"from_m" doc:"chainage where it begins, metres from the beginning of the line" coarse:"lines,metres"`
	ToM         float64          `json:"to_m" coarse:"lines,metres"`
	Geom        data.Geom        `json:"-" coarse:"lines,shape"`
	Title       string           `json:"title"`
	Description string           `json:"description"`
	Involved    string           `json:"involved" doc:"villages, units and people who dispute"`
	SinceOn     string           `json:"since_on" format:"date"`
	State       string           `json:"state" enum:"open,mediating,settled"`
	SettledOn   *string          `json:"settled_on" format:"date"`
	Settlement  string           `json:"settlement"`
	Mediations  []Mediation      `json:"mediations" doc:"steps of mediation (调解)"`
	Agreements  []PeaceAgreement `json:"agreements" doc:"peaceful-boundary agreements (平安边界协议)"`
	Author      string           `json:"author"`
	AuthorName  string           `json:"author_name"`
	Version     int64            `json:"version"`
	CreatedAt   time.Time        `json:"created_at"`
	UpdatedAt   time.Time        `json:"updated_at"`
}

// Mediation is a step of mediation.
type Mediation struct {
	Seq    int    `json:"seq"`
	HeldOn string `json:"held_on" format:"date"`
	Who    string `json:"who"`
	Result string `json:"result"`
}

// PeaceAgreement is a peaceful-boundary agreement; its scan is an attachment of the dispute.
type PeaceAgreement struct {
	Seq      int    `json:"seq"`
	SignedOn string `json:"signed_on" format:"date"`
	Document string `json:"document"`
	Note     string `json:"note"`
}

// DisputeDraft is what people write of a dispute.
type DisputeDraft struct {
	LineCode    string
	FromM, ToM  float64
	Title       string
	Description string
	Involved    string
	SinceOn     string
}

func (d Dispute) draft() DisputeDraft {
	return DisputeDraft{d.LineCode, d.FromM, d.ToM, d.Title, d.Description, d.Involved, d.SinceOn}
}

// Validate checks the draft by itself; length is that of the line, metres. Error: problem.Invalid.
func (d *DisputeDraft) Validate(length float64, now time.Time) error {
	var c checker
	c.metres("from_m", &d.FromM, length)
	c.metres("to_m", &d.ToM, length)
	if len(c.Fields) == 0 && d.FromM > d.ToM {
		c.Bad("to_m", "findings.ends_before_it_begins")
	}
	c.need("title", &d.Title, maxName)
	c.Trim("description", &d.Description, maxNote)
	c.Trim("involved", &d.Involved, maxNote)
	c.day("since_on", d.SinceOn, "", "", now)
	return c.Err()
}
