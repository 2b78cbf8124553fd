package api

import (
	"encoding/xml"
	"net/http"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// namedOn are the names that a map sheet labels.
func namedOn(t *testing.T, svg []byte) map[string]bool {
	t.Helper()
	var sheet struct {
		Groups []struct {
			Groups []struct {
				Texts []struct {
					Class string `xml:"class,attr"`
					Name  string `xml:",chardata"`
				} `xml:"text"`
			} `xml:"g"`
		} `xml:"g"`
	}
	if err := xml.Unmarshal(svg, &sheet); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, g := range sheet.Groups {
		for _, inner := range g.Groups {
			for _, text := range inner.Texts {
				if text.Class == "name" {
					names[text.Name] = true
				}
			}
		}
	}
	return names
}

// Whatever the paper, a map of the pack's counties and of the prefecture names every seat.
func TestMapNamesEverySeat(t *testing.T) {
	t.Parallel()
	h := whole(t, packDB(t), func(c *Config) { c.Public = []string{"all"} })
	for _, area := range []string{"5326", "532601", "532622", "532623", "532624", "532625", "532626", "532627", "532628"} {
		rows, err := h.db.Read().Query(t.Context(), `SELECT name FROM place WHERE starts_with(area_code, $1) AND class_code ~ '^21[345]' AND status = 'current' AND geom IS NOT NULL`, area)
		if err != nil {
			t.Fatal(err)
		}
		seats, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil || len(seats) < 8 {
			t.Fatalf("%d seats of %s: %v", len(seats), area, err)
		}
		for _, paper := range []string{"a3", "a4"} {
			r := h.nobody().do("GET", "/gazetteer/products/map.svg?area="+area+"&paper="+paper, nil).want(t, http.StatusOK)
			named := namedOn(t, r.text)
			for _, seat := range seats {
				if !named[seat] {
					t.Errorf("the map of %s on %s does not name %s", area, paper, seat)
				}
			}
		}
	}
}

func TestMapSheet(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "all")
	r := p.nobody().do("GET", "/gazetteer/products/map.svg?area="+p.township, nil).want(t, http.StatusOK)
	if r.Header.Get("Content-Type") != typeSVG || !strings.Contains(r.Header.Get("Content-Disposition"), ".svg") || !strings.Contains(string(r.text), `class="outline"`) {
		t.Errorf("%v: %.300s", r.Header, r.text)
	}
	page := p.nobody().do("GET", "/gazetteer/products/map.html?paper=a4&area="+p.county, nil).want(t, http.StatusOK)
	if page.Header.Get("Content-Disposition") != "" || !strings.Contains(string(page.text), "@page { size: A4") || !strings.Contains(string(page.text), "<svg ") {
		t.Errorf("%v: %.300s", page.Header, page.text)
	}
	for query, word := range map[string]string{"?paper=a0": "paper", "?area=99": "99", "?scale=1": "scale", "?status=lost": "status", "?area=" + p.county + "&area=": "area"} {
		if r := p.nobody().do("GET", "/gazetteer/products/map.svg"+query, nil).want(t, http.StatusBadRequest); !strings.Contains(string(r.text), word) {
			t.Errorf("%s: %s", query, r.text)
		}
	}
	p.nobody().do("GET", "/gazetteer/products/list.xlsx?paper=a4", nil).want(t, http.StatusBadRequest)
}

// Who may read names but not areas gets a map without their outlines.
func TestMapWithoutAreas(t *testing.T) {
	t.Parallel()
	p := newPlace(t, layerPlaces)
	for outlined, who := range map[bool]client{false: p.nobody(), true: p.root()} {
		r := who.do("GET", "/gazetteer/products/map.svg?area="+p.county, nil).want(t, http.StatusOK)
		if strings.Contains(string(r.text), `class="outline"`) != outlined || strings.Contains(string(r.text), `class="part"`) != outlined {
			t.Errorf("outlines expected: %v", outlined)
		}
	}
}
