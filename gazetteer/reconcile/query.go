package reconcile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"cairn/internal/problem"
)

// The limits of requests.
const (
	MaxQueries    = 100 // in a batch
	MaxBytes      = 1 << 20
	MaxLimit      = 50 // candidates of a query
	maxTypes      = 20
	maxProperties = 20 // of a query
	maxValues     = 20 // of a property
	maxDepth      = 8
	maxIDs        = 200 // of a data extension
	maxColumns    = 20
)

// defaultLimit is how many candidates there are when the query does not say.
const defaultLimit = 5

// Query is one query of a batch.
type Query struct {
	Text       string
	Types      []string
	TypeStrict string // any, should or all
	Limit      int
	Properties []PropertyValue
}

// PropertyValue is what the asker's table says of a property.
type PropertyValue struct {
	ID     string
	Values []string // as text; of a reconciled value its id, then its name
}

// ParseQueries reads a batch of queries by their keys. Errors: problem.Malformed for what is
// no JSON object, or too deep; problem.TooLarge for too many; problem.Invalid with an entry
// per bad field, named as q0.limit.
func ParseQueries(text []byte) (map[string]Query, error) {
	if err := checkJSON(text); err != nil {
		return nil, err
	}
	var batch map[string]json.RawMessage
	if err := json.Unmarshal(text, &batch); err != nil || batch == nil {
		return nil, problem.New(problem.Malformed, "reconcile.no_object", "name", "queries")
	}
	if len(batch) > MaxQueries {
		return nil, problem.New(problem.TooLarge, "reconcile.too_many_queries", "max", MaxQueries, "count", len(batch))
	}
	queries := map[string]Query{}
	var bad []problem.Field
	for key, raw := range batch {
		p := parser{path: shorten(key)}
		if len(key) > 100 {
			p.bad("", "problem.too_long", "max", 100)
		}
		queries[key] = p.query(raw)
		bad = append(bad, p.fields...)
	}
	slices.SortFunc(bad, func(a, b problem.Field) int { return strings.Compare(a.Field, b.Field) })
	return queries, problem.InvalidFields(bad...)
}

// parser reads values and collects what is wrong with them.
type parser struct {
	path   string
	fields []problem.Field
}

func (p *parser) bad(field, key string, params ...any) {
	if field != "" && p.path != "" {
		field = "." + field
	}
	p.fields = append(p.fields, problem.Bad(p.path+field, key, params...))
}

// object reads an object with no other members than those allowed.
func (p *parser) object(field string, raw json.RawMessage, allowed ...string) map[string]json.RawMessage {
	var members map[string]json.RawMessage
	if json.Unmarshal(raw, &members) != nil || members == nil {
		p.bad(field, "reconcile.not_object")
		return nil
	}
	for name := range members {
		if !slices.Contains(allowed, name) {
			p.bad(join(field, shorten(name)), "problem.unknown_field")
		}
	}
	return members
}

func join(field, name string) string {
	if field == "" {
		return name
	}
	return field + "." + name
}

func (p *parser) query(raw json.RawMessage) Query {
	q := Query{Limit: defaultLimit, TypeStrict: "any"}
	m := p.object("", raw, "query", "type", "limit", "properties", "type_strict")
	if m == nil {
		return q
	}
	if raw, ok := m["query"]; ok {
		q.Text = p.text("query", raw)
	}
	if raw, ok := m["type"]; ok {
		q.Types = p.types(raw)
	}
	if raw, ok := m["limit"]; ok {
		q.Limit = p.limit(raw)
	}
	if raw, ok := m["type_strict"]; ok {
		if q.TypeStrict = p.text("type_strict", raw); !slices.Contains([]string{"any", "should", "all"}, q.TypeStrict) {
			p.bad("type_strict", "problem.unknown_value", "allowed", "any, should, all")
		}
	}
	if raw, ok := m["properties"]; ok {
		q.Properties = p.properties(raw)
	}
	if _, ok := m["query"]; !ok && len(q.Properties) == 0 && len(p.fields) == 0 {
		p.bad("query", "problem.required")
	}
	return q
}

func (p *parser) text(field string, raw json.RawMessage) string {
	var text *string
	if json.Unmarshal(raw, &text) != nil || text == nil {
		p.bad(field, "reconcile.not_text")
		return ""
	}
	return *text
}

func (p *parser) array(field string, raw json.RawMessage, longest int) []json.RawMessage {
	var items []json.RawMessage
	switch {
	case json.Unmarshal(raw, &items) != nil || items == nil:
		p.bad(field, "reconcile.not_array")
	case len(items) > longest:
		p.bad(field, "reconcile.too_many_items", "max", longest)
		return nil
	}
	return items
}

func (p *parser) types(raw json.RawMessage) []string {
	if bytes.HasPrefix(raw, []byte(`"`)) {
		return []string{p.text("type", raw)}
	}
	var types []string
	for i, item := range p.array("type", raw, maxTypes) {
		types = append(types, p.text(fmt.Sprintf("type[%d]", i), item))
	}
	return types
}

func (p *parser) limit(raw json.RawMessage) int {
	var n *float64
	switch {
	case json.Unmarshal(raw, &n) != nil || n == nil:
		p.bad("limit", "reconcile.not_number")
	case *n < 1 || *n != math.Trunc(*n):
		p.bad("limit", "problem.out_of_range", "min", 1, "max", MaxLimit)
	default:
		return int(min(*n, MaxLimit))
	}
	return defaultLimit
}

func (p *parser) properties(raw json.RawMessage) []PropertyValue {
	var out []PropertyValue
	for i, item := range p.array("properties", raw, maxProperties) {
		field := fmt.Sprintf("properties[%d]", i)
		m := p.object(field, item, "pid", "v")
		if m == nil {
			continue
		}
		if m["pid"] == nil || m["v"] == nil {
			p.bad(field, "reconcile.bad_property")
			continue
		}
		out = append(out, PropertyValue{p.text(field+".pid", m["pid"]), p.values(field+".v", m["v"])})
	}
	return out
}

// values reads one value or an array of them.
func (p *parser) values(field string, raw json.RawMessage) []string {
	items := []json.RawMessage{raw}
	if bytes.HasPrefix(raw, []byte("[")) {
		items = p.array(field, raw, maxValues)
	}
	var values []string
	for _, item := range items {
		values = append(values, p.value(field, item)...)
	}
	return values
}

// value reads a text, number or boolean, or an entity {id, name}.
func (p *parser) value(field string, raw json.RawMessage) []string {
	var v any
	_ = json.Unmarshal(raw, &v) // it was checked as a whole
	switch v := v.(type) {
	case string:
		return []string{v}
	case float64:
		return []string{strconv.FormatFloat(v, 'f', -1, 64)}
	case bool:
		return []string{strconv.FormatBool(v)}
	case map[string]any:
		id, ok := v["id"].(string)
		if ok {
			name, _ := v["name"].(string)
			return []string{id, name}
		}
	}
	p.bad(field, "reconcile.bad_value")
	return nil
}

// ExtendQuery asks for columns of entries.
type ExtendQuery struct {
	IDs        []string
	Properties []ExtendProperty
}

// ExtendProperty is a property with the number of values wanted, 0 for all.
type ExtendProperty struct {
	ID    string
	Limit int
}

// ParseExtend reads a data extension query. Errors: as ParseQueries.
func ParseExtend(text []byte) (ExtendQuery, error) {
	var q ExtendQuery
	if err := checkJSON(text); err != nil {
		return q, err
	}
	p := parser{}
	m := p.object("extend", text, "ids", "properties")
	for _, name := range []string{"ids", "properties"} {
		if m != nil && m[name] == nil {
			p.bad(name, "problem.required")
		}
	}
	if len(p.fields) > 0 {
		return q, problem.InvalidFields(p.fields...)
	}
	for i, raw := range p.array("ids", m["ids"], maxIDs) {
		q.IDs = append(q.IDs, p.text(fmt.Sprintf("ids[%d]", i), raw))
	}
	for i, raw := range p.array("properties", m["properties"], maxColumns) {
		q.Properties = append(q.Properties, p.extendProperty(fmt.Sprintf("properties[%d]", i), raw))
	}
	return q, problem.InvalidFields(p.fields...)
}

func (p *parser) extendProperty(field string, raw json.RawMessage) ExtendProperty {
	var out ExtendProperty
	m := p.object(field, raw, "id", "settings")
	if m == nil {
		return out
	}
	if m["id"] == nil {
		p.bad(field+".id", "problem.required")
		return out
	}
	out.ID = p.text(field+".id", m["id"])
	if m["settings"] == nil {
		return out
	}
	settings := p.object(field+".settings", m["settings"], "limit")
	if limit := settings["limit"]; limit != nil { // programs send the number as text too
		n, err := strconv.Atoi(strings.Trim(string(limit), `"`))
		if out.Limit = n; err != nil || n < 0 {
			p.bad(field+".settings.limit", "reconcile.not_number")
		}
	}
	return out
}

// checkJSON refuses text that is too long, no JSON, too deep or with a member twice.
func checkJSON(text []byte) error {
	if len(text) > MaxBytes {
		return problem.New(problem.TooLarge, "reconcile.too_long", "max", MaxBytes>>10)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := walk(d, 0); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return problem.New(problem.Malformed, "reconcile.bad_json", "offset", d.InputOffset())
	}
	return nil
}

func walk(d *json.Decoder, depth int) error {
	token, err := d.Token()
	if err != nil {
		return problem.New(problem.Malformed, "reconcile.bad_json", "offset", d.InputOffset()).With(err)
	}
	open, ok := token.(json.Delim)
	if !ok {
		return nil
	}
	if depth == maxDepth {
		return problem.New(problem.Malformed, "reconcile.too_deep", "max", maxDepth)
	}
	members := map[string]bool{}
	for d.More() {
		if open == '{' {
			name, err := d.Token()
			if err != nil {
				return problem.New(problem.Malformed, "reconcile.bad_json", "offset", d.InputOffset()).With(err)
			}
			if key, _ := name.(string); members[key] {
				return problem.New(problem.Malformed, "reconcile.repeated_member", "name", shorten(key))
			} else {
				members[key] = true
			}
		}
		if err := walk(d, depth+1); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return problem.New(problem.Malformed, "reconcile.bad_json", "offset", d.InputOffset()).With(err)
	}
	return nil
}

func shorten(text string) string {
	if r := []rune(text); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return text
}
