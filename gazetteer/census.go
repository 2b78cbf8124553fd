package gazetteer

import (
	"slices"
	"strings"
	"time"

	"cairn/internal/problem"
)

// Census are the fields that the census form (地名登记表) asks for besides those of the
// national database. Years stand as the source words them: 1956, 明洪武年间.
type Census struct {
	Language     string   `json:"language" doc:"语种: the language that the name comes from"`
	Founded      string   `json:"founded" doc:"设立年代"`
	Named        string   `json:"named" doc:"命名年代"`
	Abolished    string   `json:"abolished" doc:"废止年代"`
	Description  string   `json:"description" doc:"地理实体概况"`
	SurveyMethod string   `json:"survey_method" doc:"坐标获取方式"`
	Source       string   `json:"source" doc:"资料来源"`
	Registrar    string   `json:"registrar" doc:"登记人"`
	RegisteredOn *string  `json:"registered_on" format:"date" doc:"登记时间"`
	Crosses      []string `json:"crosses" doc:"所跨行政区: codes of further areas that it crosses"`
}

// CensusTexts are the text fields by their names, in the order of the form; registered_on
// stands apart.
func (c *Census) CensusTexts() []CensusText {
	return []CensusText{{"language", &c.Language}, {"founded", &c.Founded}, {"named", &c.Named}, {"abolished", &c.Abolished},
		{"description", &c.Description}, {"survey_method", &c.SurveyMethod}, {"source", &c.Source}, {"registrar", &c.Registrar}}
}

// CensusText is a text field of the census form by its name.
type CensusText struct {
	Name string
	Text *string
}

// maxCrosses bounds the areas that an entry crosses.
const maxCrosses = 200

func (c *Census) settle() {
	for _, t := range c.CensusTexts() {
		*t.Text = strings.TrimSpace(*t.Text)
	}
	if c.RegisteredOn != nil && strings.TrimSpace(*c.RegisteredOn) == "" {
		c.RegisteredOn = nil
	}
	c.Crosses = tidy(c.Crosses)
}

func (c *Census) validate(check *checker) {
	for _, t := range c.CensusTexts() {
		check.Text(t.Name, *t.Text, maxText)
	}
	if c.RegisteredOn != nil {
		check.day("registered_on", *c.RegisteredOn)
	}
	if len(c.Crosses) > maxCrosses || slices.ContainsFunc(c.Crosses, func(code string) bool { return !divisionCode.MatchString(code) }) {
		check.Bad("crosses", "gazetteer.bad_crosses", "max", maxCrosses)
	}
}

// day checks a day, YYYY-MM-DD.
func (c *checker) day(field, text string) {
	if t, err := time.Parse(time.DateOnly, text); err != nil || t.Year() < 1 {
		c.Bad(field, "gazetteer.bad_date")
	}
}

// facts of the form, by the names that readers use.
func (c *Census) facts(into map[string]any) {
	for _, t := range c.CensusTexts() {
		into[t.Name] = *t.Text
	}
	into["registered_on"], into["crosses"] = any(nil), c.Crosses
	if c.RegisteredOn != nil {
		into["registered_on"] = *c.RegisteredOn
	}
}

// Form is a name form beyond the standard name, as it is written.
type Form struct {
	Kind     string  `json:"kind" enum:"short,alias,former,map,minority,other"`
	Text     string  `json:"text"`
	Pinyin   string  `json:"pinyin,omitempty"`
	Language string  `json:"language,omitempty" doc:"语种"`
	Script   string  `json:"script,omitempty" doc:"文字"`
	From     *string `json:"from,omitempty" format:"date" doc:"first day"`
	To       *string `json:"to,omitempty" format:"date" doc:"first day on which it was no longer used"`
	Source   string  `json:"source,omitempty"`
	Sheet    string  `json:"sheet,omitempty" doc:"图幅, of a name on a map"`
	Edition  string  `json:"edition,omitempty" doc:"版次"`
	Scale    string  `json:"scale,omitempty" doc:"比例尺"`
	Grade    int     `json:"grade,omitempty" minimum:"0" maximum:"4" doc:"密级"`
}

// The kinds of name forms that have no field of their own.
const (
	kindMap      = "map"
	kindMinority = "minority"
	kindOther    = "other"
)

var formKinds = []string{kindShort, kindAlias, kindFormer, kindMap, kindMinority, kindOther}

// own reports whether forms of the kind have no field of their own: short, alternative and
// former names have one.
func ownKind(kind string) bool {
	return kind == kindMap || kind == kindMinority || kind == kindOther
}

// Form is the name form as it is written.
func (n *Name) form() Form {
	return Form{n.Kind, n.Text, n.Pinyin, n.Language, n.Script, n.From, n.To, n.Source, n.Sheet, n.Edition, n.Scale, n.Grade}
}

// fill writes a form over a name form.
func (f *Form) fill(n *Name) {
	n.Kind, n.Text, n.Pinyin, n.Language, n.Script, n.From, n.To = f.Kind, f.Text, f.Pinyin, f.Language, f.Script, f.From, f.To
	n.Source, n.Sheet, n.Edition, n.Scale, n.Grade = f.Source, f.Sheet, f.Edition, f.Scale, f.Grade
}

// SetForms replaces every name form but the standard one. Error: problem.Invalid on names
// for a second short name.
func (d *Draft) SetForms(forms []Form) error {
	d.Forms = append([]Form{}, forms...)
	d.ShortName, d.AltNames, d.FormerNames = "", nil, nil
	for _, f := range forms {
		switch f.Kind {
		case kindShort:
			if d.ShortName != "" {
				return problem.InvalidFields(problem.Bad("names", "gazetteer.two_short_names"))
			}
			d.ShortName = f.Text
		case kindAlias:
			d.AltNames = append(d.AltNames, f.Text)
		case kindFormer:
			d.FormerNames = append(d.FormerNames, f.Text)
		}
	}
	return nil
}

// formOf is what the draft says of a form; nil when it says nothing.
func (d *Draft) formOf(kind, text string) *Form {
	i := slices.IndexFunc(d.Forms, func(f Form) bool { return f.Kind == kind && f.Text == text })
	if i < 0 {
		return nil
	}
	return &d.Forms[i]
}

// settleForms trims the forms and drops those whose text is gone from their own field.
func (d *Draft) settleForms() {
	kept := d.Forms[:0:0]
	for _, f := range d.Forms {
		for _, text := range []*string{&f.Text, &f.Pinyin, &f.Language, &f.Script, &f.Source, &f.Sheet, &f.Edition, &f.Scale} {
			*text = strings.TrimSpace(*text)
		}
		f.From, f.To = dayOrNil(f.From), dayOrNil(f.To)
		held := ownKind(f.Kind) || f.Kind == kindShort && f.Text == d.ShortName ||
			f.Kind == kindAlias && slices.Contains(d.AltNames, f.Text) || f.Kind == kindFormer && slices.Contains(d.FormerNames, f.Text)
		if held || !slices.Contains(formKinds, f.Kind) {
			kept = append(kept, f)
		}
	}
	if d.Forms != nil {
		d.Forms = kept
	}
}

func dayOrNil(day *string) *string {
	if day == nil || strings.TrimSpace(*day) == "" {
		return nil
	}
	return day
}

func (c *checker) nameForms(forms []Form) {
	if len(forms) > maxForms*len(formKinds) {
		c.Bad("names", "gazetteer.too_many_names", "max", maxForms)
		return
	}
	for _, f := range forms {
		bad := len(c.Fields)
		c.nameForm(f)
		if len(c.Fields) > bad {
			return // one entry for the field is enough
		}
	}
}

func (c *checker) nameForm(f Form) {
	if !slices.Contains(formKinds, f.Kind) {
		c.Bad("names", "problem.unknown_value", "allowed", strings.Join(formKinds, ", "))
	}
	c.Required("names", f.Text)
	for _, text := range []string{f.Text, f.Pinyin, f.Language, f.Script, f.Source, f.Sheet, f.Edition, f.Scale} {
		c.Line("names", text, maxPinyin)
	}
	for _, day := range []*string{f.From, f.To} {
		if day != nil {
			c.day("names", *day)
		}
	}
	if f.From != nil && f.To != nil && *f.From > *f.To {
		c.Bad("names", "gazetteer.name_dates", "name", f.Text)
	}
	if f.Grade < 0 || f.Grade > 4 {
		c.Bad("names", "gazetteer.bad_grade")
	}
}

// formFacts are the forms that have no field of their own, and what is known of the others
// besides the text, dates and pinyin that a renaming gives them.
func (d *Draft) formFacts() []Form {
	facts := []Form{}
	for _, f := range d.Forms {
		if ownKind(f.Kind) || f.Language != "" || f.Script != "" || f.Source != "" || f.Grade > 0 {
			facts = append(facts, f)
		}
	}
	return facts
}
