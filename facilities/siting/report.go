package siting

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"cairn/internal/chinatime"
	"cairn/internal/paper"
	"cairn/internal/problem"
)

// labelled is a line of a report.
type labelled struct{ label, value string }

func (r report) title() string {
	return r.text("report_title", "area", r.run.AreaName, "kind", r.run.KindName)
}

// Title is the heading of the run's report.
func (full *FullRun) Title(lang problem.Lang) string {
	return report{speaker: speaker{lang}, run: full}.title()
}

// FileName names files of the run, without an extension.
func (full *FullRun) FileName(lang problem.Lang) string {
	return full.Title(lang) + "_" + strconv.FormatInt(full.Number, 10)
}

// MapNotes are the lines below the map of a run, drawn one to scale.
func (full *FullRun) MapNotes(lang problem.Lang, scale int) []string {
	r := report{speaker: speaker{lang}, run: full}
	return []string{r.text("map_scale", "scale", scale), r.basis()}
}

// basis says what every page must say: day, data, rule of coverage.
func (r report) basis() string {
	version := int64(0)
	if r.run.Versions != nil {
		version = r.run.Versions.Data
	}
	return r.text("report_basis", "as_of", r.run.Ask.AsOf, "cover", r.cover(), "version", version)
}

// cover says when a demand counts as served.
func (r report) cover() string {
	a := &r.run.Ask
	switch a.Cover.By {
	case "distance":
		return r.text("cover_distance", "metres", number(a.Cover.Metres, 0))
	case "minutes":
		return r.text("cover_minutes", "minutes", number(a.Cover.Minutes, 0))
	}
	return r.text("cover_presence")
}

// lines are the summary, one fact each.
func (r report) lines() []labelled {
	run := r.run
	list := []labelled{
		{r.text("label_run"), "#" + strconv.FormatInt(run.Number, 10) + " " + run.Name},
		{r.text("label_state"), r.text("run_" + run.State)},
		{r.text("label_method"), r.text("method_" + run.Method)},
	}
	if run.Failure != nil {
		list = append(list, labelled{r.text("label_failure"), run.Failure.Text(r.lang)})
	}
	a := run.Answer
	if a == nil {
		return list
	}
	figure := func(n, of int) string { return strconv.Itoa(n) + " / " + strconv.Itoa(of) }
	list = append(list,
		labelled{r.text("label_sites"), strconv.Itoa(len(a.Sites))},
		labelled{r.text("label_areas"), figure(a.Before.Areas, a.Before.AreasOf) + " → " + figure(a.After.Areas, a.After.AreasOf)},
		labelled{r.text("label_people"), number(a.Before.People, 0) + " → " + number(a.After.People, 0) + " / " + number(a.After.PeopleOf, 0)},
		labelled{r.text("label_proof"), r.proof()})
	if a.Spent > 0 {
		list = append(list, labelled{r.text("label_spent"), number(a.Spent, 2)})
	}
	if len(a.Unmet) > 0 {
		list = append(list, labelled{r.text("label_unmet"), strconv.Itoa(len(a.Unmet))})
	}
	return list
}

// proof says how good the answer is known to be.
func (r report) proof() string {
	a := r.run.Answer
	if a.Incumbent == nil || a.Bound == nil {
		return r.text("proof_none")
	}
	name := "proof_gap"
	if a.Proven {
		name = "proof_optimal"
	}
	gap := 0.0
	if a.Gap != nil {
		gap = *a.Gap * 100
	}
	return r.text(name, "incumbent", number(*a.Incumbent, 2), "bound", number(*a.Bound, 2), "gap", number(gap, 3),
		"seconds", number(float64(a.ElapsedMs)/1000, 2), "solver", a.Solver)
}

func namesOf(areas []AreaGain) string {
	var all []string
	for _, a := range areas {
		all = append(all, a.Name)
	}
	return strings.Join(all, "、")
}

// difference says how an alternative differs from the answer.
func (r report) difference(alt Alternative) string {
	value := ""
	if alt.Incumbent != nil {
		value = number(*alt.Incumbent, 2)
	}
	return r.text("alternative_line", "value", value, "added", strings.Join(alt.Added, "、"), "without", strings.Join(alt.Without, "、"))
}

// citation names a rule with what it says.
func (r report) citation(rule RuleRef) string {
	distance := r.text("rule_inside")
	if rule.DistanceM > 0 {
		distance = r.text("rule_distance", "metres", number(rule.DistanceM, 1))
	}
	text := r.text("rule_line", "rule", strings.TrimSpace(rule.Instrument+" "+rule.Article), "version", rule.Version, "distance", distance,
		"severity", r.text("severity_"+rule.Severity))
	for _, more := range []string{rule.Text, rule.Source} {
		if more != "" {
			text += " " + more
		}
	}
	return text
}

// parameterLines are what was asked, and from what it was answered.
func (r report) parameterLines() []labelled {
	a, list := r.run.Ask, []labelled{}
	a.Candidates.Points, a.Candidates.Inside = nil, nil
	text, err := json.Marshal(a)
	if err == nil {
		list = append(list, labelled{r.text("label_ask"), string(text)})
	}
	if v := r.run.Versions; v != nil {
		list = append(list, labelled{r.text("label_data"), strconv.FormatInt(v.Data, 10)}, labelled{r.text("label_network"), r.network()},
			labelled{r.text("label_digests"), v.Demands + " " + v.Candidates + " " + v.Fixed})
	}
	return append(list, labelled{r.text("label_asked_by"), r.run.AskedBy}, labelled{r.text("label_asked_at"), chinatime.Second(r.run.AskedAt)},
		labelled{r.text("label_by"), r.by}, labelled{r.text("label_at"), chinatime.Second(r.at)})
}

// network is the version of the road network that travel times are by.
func (r report) network() string {
	if v := r.run.Versions.Network; v != "" || r.run.Answer == nil {
		return v
	}
	return r.run.Answer.Network
}

// Paper is the report of a run to print: what was found, the sites, the areas that change, and the
// rules that were kept, cited. The map goes with it.
func (full *FullRun) Paper(by string, at time.Time, lang problem.Lang) paper.Document {
	r := report{speaker{lang}, full, nil, by, at}
	doc := paper.Document{Title: r.title(), Author: by, At: at, Lang: string(lang), Blocks: []paper.Block{
		paper.Heading{Level: 0, Text: r.title()}, paper.Line(r.basis(), paper.Center)}}
	form := paper.Form{Pairs: 1}
	for _, line := range r.lines() {
		form.Fields = append(form.Fields, paper.Field{Label: line.label, Value: line.value})
	}
	doc.Blocks = append(doc.Blocks, form)
	if full.Answer != nil {
		doc.Blocks = append(doc.Blocks, r.paperTables()...)
	}
	if full.Versions != nil && len(full.Versions.Rules) > 0 {
		doc.Blocks = append(doc.Blocks, paper.Heading{Level: 1, Text: r.text("heading_rules")})
		for i, rule := range full.Versions.Rules {
			doc.Blocks = append(doc.Blocks, paper.Line(strconv.Itoa(i+1)+". "+r.citation(rule), paper.Left))
		}
	}
	doc.Blocks = append(doc.Blocks, paper.Line(r.text("report_made", "by", by, "at", chinatime.Second(at)), paper.Right))
	return doc
}

// paperTables are the sites and the areas that change.
func (r report) paperTables() []paper.Block {
	a := r.run.Answer
	sites := paper.Table{Header: r.paperHead("order", "name", "township", "new_areas", "new_people", "warnings")}
	for _, site := range a.Sites {
		c := Candidate{Warnings: site.Warnings}
		sites.Rows = append(sites.Rows, paper.Cells(strconv.Itoa(site.Order), site.Name, site.TownshipName, namesOf(site.NewAreas), number(site.NewPeople, 0), c.Warned(r.lang)))
	}
	areas := paper.Table{Header: r.paperHead("township", "before", "after", "people_before", "people_after", "km_before", "km_after", "state")}
	for _, t := range a.Townships {
		if t.DemandsPrior != t.DemandsAfter || t.DemandsAfter == 0 {
			areas.Rows = append(areas.Rows, paper.Cells(t.Name, strconv.Itoa(t.DemandsPrior), strconv.Itoa(t.DemandsAfter),
				number(t.PeoplePrior, 0), number(t.PeopleAfter, 0), known(t.Nearest.KmBefore, 1), known(t.Nearest.KmAfter, 1), r.text(t.change())))
		}
	}
	blocks := []paper.Block{paper.Heading{Level: 1, Text: r.text("heading_sites")}, sites}
	if len(areas.Rows) > 0 {
		blocks = append(blocks, paper.Heading{Level: 1, Text: r.text("heading_areas")}, areas)
	}
	if len(a.Unmet) > 0 {
		unmet := paper.Table{Header: r.paperHead("demand", "township", "people", "why")}
		for _, u := range a.Unmet {
			unmet.Rows = append(unmet.Rows, paper.Cells(u.Name, u.TownshipName, number(u.People, 0), r.text("unmet_"+u.Why, "count", u.Excluded)))
		}
		blocks = append(blocks, paper.Heading{Level: 1, Text: r.text("heading_unmet")}, unmet)
	}
	return blocks
}

func (r report) paperHead(names ...string) [][]paper.Cell {
	row := make([]paper.Cell, len(names))
	for i, name := range names {
		row[i] = paper.Cell{Text: r.text("column_" + name), Bold: true}
	}
	return [][]paper.Cell{row}
}
