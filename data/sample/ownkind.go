package sample

import (
	"io/fs"
	"math/rand/v2"
	"strconv"
	"testing/fstest"
)

// OwnKind generates a kind of facility as a bureau adds one, with facilities of it: the files
// that the bureau would import. They go with [Pack], the same on every run.
func OwnKind() fs.FS {
	g := &generator{rnd: rand.New(rand.NewPCG(5326, 1)), files: fstest.MapFS{}}
	g.readNames()
	g.grid = newGrid(g.rnd)
	g.settle()
	g.writeCSV("facility_kinds.csv", "code,name,name_en,unit,by_village,capacity_kind,symbol,colour,rule,serves,sort,fields,stages", [][]string{{
		"childrens_home", "儿童之家", "Children's home", "township", "true", "places", "hexagon", "#cc79a7", "presence", "township", "200",
		"children:登记儿童数:integer:人;place:场所:choice(school=学校|committee=村委会);helper:有专人看护:boolean",
		"approved:立项:planned;opened:挂牌:in_use"}})
	var rows [][]string
	turn := 0
	g.each(func(_ *county, t *township) {
		if turn++; turn%3 != 0 {
			return
		}
		v, state := t.villages[0], statuses[turn/3%len(statuses)]
		used := ""
		if state.status == "in_use" {
			used = strconv.Itoa(turn % 20)
		}
		place := []string{"学校", "村委会"}[turn%2]
		rows = append(rows, append(append([]string{stableID("facility", "childrens_home", t.code, v.code), "childrens_home", v.name + "儿童之家", t.code, v.code},
			lonlat(g.inside(*t, 0.6))...), state.status, state.from, state.target, "20", used, strconv.Itoa(5+turn%20), place, "是", "示意单位"))
	})
	g.writeCSV("facilities.csv", "id,kind,name,area_code,village_code,lon,lat,status,status_from,target_date,capacity,used,登记儿童数,场所,有专人看护,operator", rows)
	return g.files
}
