package national

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"cairn/gazetteer"
	"cairn/internal/problem"
)

// Mapping says how exports with certain headings are read and compared.
type Mapping struct {
	ID        uuid.UUID `json:"id"`
	Name      string    `json:"name"`
	Signature string    `json:"signature" doc:"made of the headings, in any order; exports with the same headings find the mapping by it"`
	AreaCode  string    `json:"area_code" doc:"whose it is; exports of areas inside are read by it too, unless they have one of their own"`
	Columns   []Column  `json:"columns"`
	Rules     Rules     `json:"rules"`
	Version   int64     `json:"version"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

// Column is one column of an export.
type Column struct {
	Heading string `json:"heading" doc:"as in the file; of a heading in two rows, both joined by /"`
	Field   string `json:"field" doc:"field that it holds, see /gazetteer/national/fields; empty: not read"`
}

// Rules say how values are read, and which differences do not count.
type Rules struct {
	Coordinates string            `json:"coordinates,omitempty" enum:"auto,decimal,dms,packed" doc:"auto: degrees, or degrees, minutes and seconds as they are written; packed: DDD.MMSS"`
	Dates       string            `json:"dates,omitempty" enum:"ymd,dmy,mdy" doc:"order of day, month and year; ymd when not said"`
	StatusWords map[string]string `json:"status_words,omitempty" doc:"word of the file → current or historic, besides the usual ones"`
	Separators  string            `json:"separators,omitempty" maxLength:"20" doc:"characters between the names of a list, besides ；;、 and line ends"`
	ToleranceM  *float64          `json:"tolerance_m,omitempty" minimum:"0" maximum:"100000" doc:"positions nearer than this, in metres, are the same; 20 when not said"`
	Tones       string            `json:"tones,omitempty" enum:"lenient,strict,ignore" doc:"lenient (default): tones count when both sides write them; strict: always; ignore: never"`
	EmptyCounts bool              `json:"empty_counts,omitempty" doc:"a field that is empty there and filled here differs"`
	Off         []string          `json:"off,omitempty" doc:"fields that are not compared; position for lon and lat"`
}

// toleranceM is the distance below which positions are the same, in metres: seconds of arc
// without decimals are off by up to 15 m.
const toleranceM = 20

func (r *Rules) tolerance() float64 {
	if r.ToleranceM == nil {
		return toleranceM
	}
	return *r.ToleranceM
}

// Suggest makes a mapping for headings; a field goes to the first heading that fits.
func Suggest(headings []string) Mapping {
	m := Mapping{Signature: signature(headings)}
	used := map[string]bool{}
	for _, heading := range headings {
		field := fieldOf(heading)
		if used[field] {
			field = ""
		}
		used[field] = field != ""
		m.Columns = append(m.Columns, Column{heading, field})
	}
	return m
}

// signature is the same for the same headings in any order.
func signature(headings []string) string {
	plain := make([]string, len(headings))
	for i, h := range headings {
		plain[i] = plainHeading(h)
	}
	slices.Sort(plain)
	sum := sha256.Sum256([]byte(strings.Join(plain, "\x1f")))
	return hex.EncodeToString(sum[:16])
}

const (
	maxMappingName = 100
	maxHeading     = 200
	maxWords       = 100
)

// Validate checks a mapping. Error: problem.Invalid with an entry per bad field.
func (m *Mapping) Validate() error {
	var bad problem.Fields
	m.Name = strings.TrimSpace(m.Name)
	bad.Required("name", m.Name)
	bad.Line("name", m.Name, maxMappingName)
	if len(m.AreaCode) > 12 || strings.Trim(m.AreaCode, "0123456789") != "" {
		bad.Bad("area_code", "gazetteer.unknown_area", "code", shorten(m.AreaCode))
	}
	return problem.InvalidFields(append(append(bad, m.checkColumns()...), m.Rules.check()...)...)
}

func (m *Mapping) checkColumns() (bad []problem.Field) {
	headings, fields := map[string]bool{}, map[string]string{}
	for _, c := range m.Columns {
		plain := plainHeading(c.Heading)
		switch {
		case plain == "" || utf8.RuneCountInString(c.Heading) > maxHeading:
			bad = append(bad, problem.Bad("columns", "national.bad_heading", "max", maxHeading))
		case headings[plain]:
			bad = append(bad, problem.Bad("columns", "national.repeated_heading", "heading", c.Heading))
		case c.Field == "":
		case !isField(c.Field):
			bad = append(bad, problem.Bad("columns", "national.unknown_field", "field", c.Field, "fields", fieldNames()))
		case fields[c.Field] != "":
			bad = append(bad, problem.Bad("columns", "national.repeated_field", "field", c.Field, "heading", c.Heading, "other", fields[c.Field]))
		}
		headings[plain], fields[c.Field] = true, c.Heading
	}
	if fields[fieldName] == "" {
		bad = append(bad, problem.Bad("columns", "national.no_name_column", "headings", strings.Join(m.headingList(), "、")))
	}
	if (fields[fieldLon] == "") != (fields[fieldLat] == "") {
		bad = append(bad, problem.Bad("columns", "national.half_position"))
	}
	return bad
}

func (r *Rules) check() (bad []problem.Field) {
	oneOf := func(field, value string, allowed ...string) {
		if value != "" && !slices.Contains(allowed, value) {
			bad = append(bad, problem.Bad("rules."+field, "problem.unknown_value", "allowed", strings.Join(allowed, ", ")))
		}
	}
	oneOf("coordinates", r.Coordinates, "auto", "decimal", "dms", "packed")
	oneOf("dates", r.Dates, "ymd", "dmy", "mdy")
	oneOf("tones", r.Tones, "lenient", "strict", "ignore")
	for _, field := range r.Off {
		oneOf("off", field, comparedNames()...)
	}
	if len(r.StatusWords) > maxWords {
		bad = append(bad, problem.Bad("rules.status_words", "problem.out_of_range", "min", 0, "max", maxWords))
	}
	for _, status := range r.StatusWords {
		if status == "" {
			status = "—"
		}
		oneOf("status_words", status, gazetteer.Current, gazetteer.Historic)
	}
	if t := r.tolerance(); math.IsNaN(t) || t < 0 || t > 100_000 {
		bad = append(bad, problem.Bad("rules.tolerance_m", "problem.out_of_range", "min", 0, "max", 100_000))
	}
	return bad
}

// reads reports whether a column holds the field.
func (m *Mapping) reads(fields ...string) bool {
	return slices.ContainsFunc(m.Columns, func(c Column) bool { return c.Field != "" && slices.Contains(fields, c.Field) })
}

// places gives the column of each field in rows with the headings.
func (m *Mapping) places(headings []string) map[string]int {
	byHeading := map[string]string{}
	for _, c := range m.Columns {
		byHeading[plainHeading(c.Heading)] = c.Field
	}
	found := map[string]int{}
	for i, h := range headings {
		field := byHeading[plainHeading(h)]
		if _, twice := found[field]; field != "" && !twice {
			found[field] = i
		}
	}
	return found
}
