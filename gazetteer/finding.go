package gazetteer

import (
	"encoding/json"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// The severities of a finding. An error stands against a new name unless somebody records
// why the name may stand all the same (地名管理条例 art. 9); a warning and a piece of
// information are only shown.
const (
	SeverityError   = "error"
	SeverityWarning = "warning"
	SeverityInfo    = "info"
)

// NameQuestion is a name that the naming rules are asked about: one that somebody wants
// to give, or one that stands already.
type NameQuestion struct {
	ID        uuid.UUID // the entry itself, which is no conflict of its own; zero for one that is not there yet
	Name      string
	Pinyin    string // as the officer wrote it; empty: the usual reading
	ClassCode string
	AreaCode  string      // the declared area
	At        *orb.Point  // CGCS2000; nil when the place is not known
	Grade     actor.Grade // secrecy (密级) of the whole entry: those of a set are held against one another up to their own grade
	New       bool        // a naming or renaming; false for a name that is there already: what speaks against it only warns
}

// Finding is what a naming rule has against a name. Message is made from Key and Params
// by whoever shows it, in the reader's language.
type Finding struct {
	Rule      string            `json:"rule" doc:"name of the rule, as duplicate or rare_character"`
	Severity  string            `json:"severity" enum:"error,warning,info"`
	Article   string            `json:"article" doc:"what the rule rests on, as 地名管理条例第九条第（三）项"`
	Field     string            `json:"field" doc:"field of the entry that it speaks of"`
	Key       string            `json:"key" doc:"message key; stays the same in every language"`
	Params    map[string]string `json:"params" doc:"what stands in the message"`
	Message   string            `json:"message" doc:"for people, in their language"`
	Conflicts []Conflict        `json:"conflicts" doc:"the entries that the name collides with, the nearest areas first"`
	More      int               `json:"more" doc:"conflicts beyond those listed"`
}

// Say fills Message in the language.
func (f *Finding) Say(lang problem.Lang) {
	params := make(map[string]any, len(f.Params))
	for name, value := range f.Params {
		params[name] = value
	}
	f.Message = problem.Text(lang, f.Key, params)
}

// MarshalJSON writes a finding without conflicts or parameters with empty ones, never null.
func (f Finding) MarshalJSON() ([]byte, error) {
	type plain Finding
	if f.Params == nil {
		f.Params = map[string]string{}
	}
	if f.Conflicts == nil {
		f.Conflicts = []Conflict{}
	}
	return json.Marshal(plain(f))
}

// Conflict is an entry that a name collides with.
type Conflict struct {
	ID        uuid.UUID `json:"id"`
	Name      string    `json:"name"`
	Pinyin    string    `json:"pinyin"`
	ClassCode string    `json:"class_code"`
	ClassName string    `json:"class_name"`
	AreaCode  string    `json:"area_code"`
	AreaPath  []string  `json:"area_path" doc:"names from the prefecture down to area_code"`
	Proposed  bool      `json:"proposed,omitempty" doc:"by the same change set: not there yet, or still under another name"`
}
