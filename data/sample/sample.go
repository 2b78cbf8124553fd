// Package sample generates cairn's built-in sample: a schematic prefecture in the
// layout of a data pack.
//
// The names and codes of Wenshan's counties and townships are real (facts, in
// names.csv); every shape, position, figure, line, marker and facility is generated
// from a fixed seed and means nothing. The map says so, and every row has origin
// "schematic". Nothing is read from elsewhere.
package sample

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing/fstest"

	"github.com/paulmach/orb"
)

// Origin marks every generated row.
const Origin = "schematic"

// Prefecture is the code of the sample's prefecture.
const Prefecture = "5326"

//go:embed names.csv
var namesCSV string

// generator holds what the files are made from.
type generator struct {
	rnd      *rand.Rand
	counties []county
	grid     *grid
	files    fstest.MapFS
}

type county struct {
	code, name string
	townships  []township
}

type township struct {
	code, name string
	cell       cell
	seat       orb.Point
	villages   []village
}

type village struct {
	code, name string
	at         orb.Point
}

// Pack generates the sample as a folder of pack files, the same on every run.
func Pack() fs.FS {
	g := &generator{rnd: rand.New(rand.NewPCG(5326, 1)), files: fstest.MapFS{}}
	g.readNames()
	g.grid = newGrid(g.rnd)
	g.settle()
	g.divisions()
	g.areas()
	lines := g.lines()
	markers := g.markers(lines)
	g.inspections(markers)
	g.population()
	g.facilities()
	g.gazetteer()
	g.roads()
	g.constraints()
	return g.files
}

func (g *generator) readNames() {
	rows, err := csv.NewReader(strings.NewReader(namesCSV)).ReadAll()
	if err != nil {
		panic(err)
	}
	for _, row := range rows[1:] {
		if len(row[0]) == 6 {
			g.counties = append(g.counties, county{code: row[0], name: row[1]})
			continue
		}
		last := &g.counties[len(g.counties)-1]
		last.townships = append(last.townships, township{code: row[0], name: row[1]})
	}
}

// each visits every township with its county.
func (g *generator) each(visit func(c *county, t *township)) {
	for i := range g.counties {
		for j := range g.counties[i].townships {
			visit(&g.counties[i], &g.counties[i].townships[j])
		}
	}
}

// writeCSV adds a file of rows; the last column of each is the origin.
func (g *generator) writeCSV(name, header string, rows [][]string) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(append(strings.Split(header, ","), "origin")) // a bytes.Buffer takes everything
	for _, row := range rows {
		_ = w.Write(append(row, Origin))
	}
	w.Flush()
	g.files[name] = &fstest.MapFile{Data: b.Bytes(), Mode: 0o444}
}

type feature struct {
	Type       string         `json:"type"`
	Properties map[string]any `json:"properties"`
	Geometry   geometry       `json:"geometry"`
}

type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"`
}

// writeGeoJSON adds a FeatureCollection.
func (g *generator) writeGeoJSON(name string, features []feature) {
	text, err := json.Marshal(map[string]any{"type": "FeatureCollection", "name": strings.TrimSuffix(name, ".geojson"),
		"note": "schematic sample, generated", "features": features})
	if err != nil {
		panic(err)
	}
	g.files[name] = &fstest.MapFile{Data: text, Mode: 0o444}
}

func newFeature(shape orb.Geometry, properties map[string]any) feature {
	properties["origin"] = Origin
	return feature{Type: "Feature", Properties: properties, Geometry: geometry{Type: shape.GeoJSONType(), Coordinates: shape}}
}
