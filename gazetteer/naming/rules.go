package naming

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"cairn/gazetteer"
)

// Head is what every row of the rules has.
type Head struct {
	ID      uuid.UUID `json:"id" required:"false" format:"uuid" doc:"made by the client or here"`
	Version int64     `json:"version" required:"false" readOnly:"true"`
}

func (h *Head) head() *Head { return h }

// Rule is what the program checks: how heavy it weighs and what it rests on.
type Rule struct {
	Code     string `json:"code"`
	Category string `json:"category" doc:"duplicate (重), rare, person, foreign (洋), company, inflated (大), odd (怪), famous, generic"`
	Article  string `json:"article"`
	Proposed string `json:"proposed" enum:"error,warning,info,none" doc:"severity for a naming or renaming; none switches it off"`
	Standing string `json:"standing" enum:"error,warning,info,none" doc:"the highest severity for a name that is there already"`
	Note     string `json:"note"`
	Version  int64  `json:"version"`
}

// Scope says where a name of a class must be the only one (art. 9), and what its generic
// part may be.
type Scope struct {
	Head
	ClassPrefix     string   `json:"class_prefix" minLength:"1" maxLength:"5" doc:"class code, or the beginning of one; the longest wins"`
	Generics        []string `json:"generics" required:"false" maxItems:"50" doc:"generic terms that the row is for; empty: any and none"`
	Scope           string   `json:"scope" enum:"country,province,county,built_up,none"`
	Kin             string   `json:"kin" required:"false" maxLength:"40" doc:"names are compared with those of the same kin"`
	Famous          bool     `json:"famous" required:"false" doc:"only for names of famous natural features"`
	Specific        string   `json:"specific" required:"false" enum:"error,warning,info,none" default:"warning" doc:"severity for a new name whose specific part is there with another generic term"`
	GenericRequired bool     `json:"generic_required" required:"false"`
	MaxSize         *int     `json:"max_size" required:"false" minimum:"1" maximum:"9" doc:"largest size rank of a generic term that fits without proof; null: any"`
	Article         string   `json:"article" required:"false" maxLength:"200"`
	Note            string   `json:"note" required:"false" maxLength:"500"`
	Enabled         bool     `json:"enabled"`
}

// The scopes.
const (
	Country      = "country"
	Province     = "province"
	County       = "county"
	BuiltUpScope = "built_up"
	Nowhere      = "none"
)

// Generic is a generic term (通名).
type Generic struct {
	Head
	Text     string   `json:"text" minLength:"1" maxLength:"20"`
	Classes  []string `json:"classes" required:"false" maxItems:"50" doc:"beginnings of the class codes that it fits; empty: any"`
	Reserved bool     `json:"reserved" required:"false" doc:"no name of another class may end in it"`
	Size     *int     `json:"size" required:"false" minimum:"1" maximum:"9" doc:"size rank, 1 the smallest; null: says nothing of size"`
	Note     string   `json:"note" required:"false" maxLength:"500"`
	Enabled  bool     `json:"enabled"`
}

// ListedWord is a word that speaks against a name, or for it (category allowed).
type ListedWord struct {
	Head
	Word     string `json:"word" minLength:"1" maxLength:"40"`
	Category string `json:"category" enum:"inflated,foreign,odd,person,leader,company,famous,allowed"`
	Match    string `json:"match" enum:"contains,prefix,suffix,specific,name,title" doc:"title: counts after a surname only"`
	Severity string `json:"severity" required:"false" enum:"error,warning,info" default:"error" doc:"for a new name"`
	Article  string `json:"article" required:"false" maxLength:"200" doc:"empty: the article of the category"`
	Note     string `json:"note" required:"false" maxLength:"500" doc:"of an allowed word: why"`
	Enabled  bool   `json:"enabled"`
}

// BuiltUp is a built-up area (建成区) that covers several townships or parts of codes.
type BuiltUp struct {
	Head
	Name    string   `json:"name" minLength:"1" maxLength:"100"`
	Areas   []string `json:"areas" minItems:"1" maxItems:"100" doc:"area codes"`
	Note    string   `json:"note" required:"false" maxLength:"500"`
	Enabled bool     `json:"enabled"`
}

// fits reports whether the term may end a name of the class.
func (g *Generic) fits(class string) bool { return len(g.Classes) == 0 || begins(class, g.Classes) }

func begins(code string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(code, p) })
}

// weights orders the severities.
var weights = []string{none, gazetteer.SeverityInfo, gazetteer.SeverityWarning, gazetteer.SeverityError}

// none switches a rule off.
const none = "none"

// lighter is the smaller of two severities.
func lighter(a, b string) string {
	return weights[min(slices.Index(weights, a), slices.Index(weights, b))]
}
