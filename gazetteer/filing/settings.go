package filing

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Texts are the templates of a bureau's papers by their names, with parameters in braces.
type Texts map[string]string

// Settings are what a bureau sets for itself, with what it takes over from above.
type Settings struct {
	Area     string   `json:"area"`
	WarnDays int      `json:"warn_days" doc:"so many days before a day due the clock warns"`
	Texts    Texts    `json:"texts" doc:"the templates in force, by name"`
	Own      []string `json:"own" doc:"names of the templates that the bureau has set itself"`
	Version  int64    `json:"version" doc:"0: nothing set yet"`
}

// DefaultWarnDays is how many days before a day due the clock warns, where nothing is set.
const DefaultWarnDays = 5

// template is a text of the program with the parameters that it may use.
type template struct{ text, params string }

// templates are the program's own texts.
var templates = map[string]template{
	"government":          {"{area}人民政府", "area"},
	"state_council":       {"国务院", ""},
	"department":          {"{area}民政局", "area"},
	"province_department": {"{area}民政厅", "area"},
	"ministry":            {"民政部", ""},
	"issuer":              {"{area}民政局", "area"},
	"number":              {"〔{year}〕第{serial}号", "area year serial"},
	"announcement_title":  {"关于{matters}{names}的公告", "matters names count issuer"},
	"announcement_text": {"根据《地名管理条例》有关规定，{authority}批准{matters}的{count}个地名，现予公告。",
		"matters names count issuer authority document approved_on"},
	"announcement_closing": {"自公告之日起，请各单位和公众在使用上述地名时以所列标准名称为准。", "matters names count issuer"},
	"correction_title":     {"关于更正{replaced}公告的公告", "replaced replaced_title count issuer"},
	"correction_text":      {"{replaced}《{replaced_title}》所载内容有误，现更正如下，以本公告为准。", "replaced replaced_title count issuer"},
	"withdrawal_title":     {"关于撤销{replaced}公告的公告", "replaced replaced_title issuer"},
	"withdrawal_text":      {"现撤销{replaced}《{replaced_title}》。自本公告发布之日起，不再以该公告作为使用有关地名的依据。", "replaced replaced_title issuer"},
	"report_title":         {"关于{matters}{names}的备案报告", "matters names count"},
	"report_text": {"{approved_on}，{authority}以《{document}》批准{matters}地名{count}个。根据《地名管理条例》第十三条，现将有关材料报送备案。",
		"matters names count authority document approved_on receiver"},
	"report_closing": {"特此报告。", ""},
}

// fill puts parameters, alternating names and values, into the text of a name.
func (t Texts) fill(name string, params ...any) string {
	text, ok := t[name]
	if !ok {
		text = templates[name].text
	}
	pairs := make([]string, 0, len(params))
	for i := 0; i+1 < len(params); i += 2 {
		pairs = append(pairs, fmt.Sprint("{", params[i], "}"), fmt.Sprint(params[i+1]))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// validate checks templates: known names, known parameters, one line but for texts.
func (t Texts) validate(r *refused) {
	for _, name := range slices.Sorted(maps.Keys(t)) {
		field, text := "texts."+name, t[name]
		known, ok := templates[name]
		if !ok {
			r.bad(field, "filing.unknown_text", "allowed", strings.Join(slices.Sorted(maps.Keys(templates)), ", "))
			continue
		}
		if strings.HasSuffix(name, "_text") || strings.HasSuffix(name, "_closing") {
			r.text(field, &text)
		} else {
			r.line(field, &text, true)
		}
		t[name] = text
		for _, used := range parameters(text) {
			if !slices.Contains(strings.Fields(known.params), used) {
				r.bad(field, "filing.unknown_parameter", "name", used, "allowed", known.params)
			}
		}
		if name == "number" && !(strings.Contains(text, "{year}") && strings.Contains(text, "{serial}")) {
			r.bad(field, "filing.number_parts")
		}
	}
}

// parameters are the names in braces.
func parameters(text string) []string {
	var names []string
	for {
		_, rest, found := strings.Cut(text, "{")
		if !found {
			return names
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			return append(names, "{"+rest)
		}
		names, text = append(names, name), after
	}
}

// Settings are those in force in an area; "" is the program's own.
func (s *Store) Settings(ctx context.Context, area string) (Settings, error) {
	return settings(ctx, s.db.Read(), area)
}

func settings(ctx context.Context, q data.Querier, area string) (Settings, error) {
	set := Settings{Area: area, WarnDays: DefaultWarnDays, Texts: Texts{}, Own: []string{}}
	for name, t := range templates {
		set.Texts[name] = t.text
	}
	type row struct {
		AreaCode string
		WarnDays int
		Texts    Texts
		Version  int64
	}
	rows, err := collect[row](ctx, q, "settings", area)
	for _, r := range rows {
		set.WarnDays = r.WarnDays
		maps.Copy(set.Texts, r.Texts)
		if r.AreaCode == area {
			set.Version, set.Own = r.Version, slices.AppendSeq([]string{}, maps.Keys(r.Texts))
			slices.Sort(set.Own)
		}
	}
	return set, err
}

// NewSettings are what a bureau sets; a template that is missing is taken over from above.
type NewSettings struct {
	WarnDays int
	Texts    Texts
}

// SetSettings writes what a bureau sets for itself at the version (0: nothing is set yet).
// Errors: problem.Forbidden, problem.Invalid, problem.Stale.
func (s *Store) SetSettings(ctx context.Context, c data.Change, area string, version int64, n NewSettings) (Settings, error) {
	var set Settings
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.SetNameRules, area); err != nil {
			return err
		}
		names, err := areasOf(ctx, tx, area)
		if err != nil {
			return err
		}
		var r refused
		if names[area].name == "" {
			r.bad("area", "filing.unknown_area", "code", area)
		}
		if n.WarnDays < 0 || n.WarnDays > 15 {
			r.bad("warn_days", "problem.out_of_range", "min", 0, "max", 15)
		}
		if n.Texts == nil {
			n.Texts = Texts{}
		}
		if n.Texts.validate(&r); len(r) > 0 {
			return r.err()
		}
		var current int64
		if err := tx.QueryRow(ctx, queries.Get("settings_lock"), area).Scan(&current); err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		if current != version {
			return problem.New(problem.Stale, "problem.stale", "version", current)
		}
		if _, err := tx.Exec(ctx, queries.Get("settings_put"), area, n.WarnDays, n.Texts); err != nil {
			return err
		}
		set, err = settings(ctx, tx, area)
		return err
	})
	return set, err
}
