package api

import (
	"fmt"

	"github.com/google/uuid"
)

// Attempts at readings, codes and classes, for TestRightsOfWriters.

func newReading(p *place) attempt {
	return attempt{path: "/gazetteer/readings", body: map[string]any{"text": "重兴" + string(rune('一'+p.next())), "reading": "chóng xīng yī", "area_code": p.county}}
}

func readingRecord(p *place) attempt {
	a := newReading(p)
	id := p.made("/gazetteer/readings", a.body)
	body := a.body.(map[string]any)
	body["note"] = "核定"
	return attempt{path: "/gazetteer/readings/" + id, body: body, version: 1}
}

func codeOfEntry(p *place) attempt {
	return attempt{path: "/gazetteer/entries/" + p.made("/gazetteer/entries", newEntry(p).body) + "/code"}
}

func codesOfArea(p *place) attempt {
	p.made("/gazetteer/entries", newEntry(p).body)
	return attempt{path: "/gazetteer/codes", body: map[string]any{"area": p.county, "limit": 1}}
}

// classes are the present ones with a remark that is new.
func (p *place) classes() (list []map[string]any) {
	var codes, names []string
	p.scan("SELECT array_agg(code ORDER BY code), array_agg(name ORDER BY code) FROM place_class").into(&codes, &names)
	for i, code := range codes {
		list = append(list, map[string]any{"code": code, "name": names[i], "remark": uuid.NewString()})
	}
	return list
}

func classTable(p *place) attempt {
	return attempt{path: "/gazetteer/classes", body: map[string]any{"classes": p.classes()}}
}

func classFile(p *place) attempt {
	text := "code,name,remark\n"
	for _, c := range p.classes() {
		text += fmt.Sprintf("%s,%s,%s\n", c["code"], c["name"], c["remark"])
	}
	return attempt{path: "/gazetteer/classes.csv", body: text, media: "text/csv"}
}
