package api

import (
	"context"
	"math"
	"net/http"
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/tealeg/xlsx/v3"

	"cairn/boundaries/topology"
	"cairn/data/datatest"
	"cairn/internal/actor"
)

// The sample's lines have no fault but one drawn into them, which is told in the reader's
// language, filtered by kind, severity and area.
func TestBoundaryChecks(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Viewer, "5326")
	ask := func(query string) (report topology.LineFaults) {
		t.Helper()
		c.do("GET", "/boundaries/checks"+query, nil).want(t, http.StatusOK).into(t, &report)
		return report
	}
	if clean := ask(""); clean.Errors != 0 || clean.Lines == 0 || clean.Areas == 0 {
		t.Fatalf("%+v", clean)
	}
	err := p.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE boundary_line SET geom = ST_SetPoint(geom, 0, ST_Translate(ST_StartPoint(geom), 0.0005, 0.0005)) WHERE code = $1", p.line)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	spoilt := ask("")
	if spoilt.Errors == 0 || len(spoilt.Findings) != spoilt.Errors+spoilt.Warnings {
		t.Fatalf("%+v", spoilt)
	}
	for _, f := range spoilt.Findings {
		if f.Message == "" || f.Message == "topology."+f.Kind || f.Lon == 0 {
			t.Errorf("not worded or placed: %+v", f)
		}
	}
	if n := len(ask("?severity=warning").Findings); n != spoilt.Warnings {
		t.Errorf("%d warnings, want %d", n, spoilt.Warnings)
	}
	for query, some := range map[string]bool{"?kind=junction_mismatch": true, "?kind=sliver": false, "?area=5326": true, "?area=11": false} {
		if got := len(ask(query).Findings) > 0; got != some {
			t.Errorf("%s: %v", query, got)
		}
	}
	book := c.do("GET", "/boundaries/checks.xlsx?severity=error", nil, "Accept-Language", "zh-CN").want(t, http.StatusOK)
	if file, err := xlsx.OpenBinary(book.text); err != nil || file.Sheets[0].MaxRow != spoilt.Errors+4 { // title, note, header, footer
		t.Errorf("%v: %+v", err, file)
	} else if cell, err := file.Sheets[0].Cell(3, 10); err != nil || math.Abs(number(t, cell.Value)-ask("?severity=error").Findings[0].Lon) > 1e-9 {
		t.Errorf("the workbook is not as coarse as the page: %v %v", cell, err)
	}
	for _, bad := range []string{"?kind=ghost", "?severity=bad", "?area=53x"} {
		c.do("GET", "/boundaries/checks"+bad, nil).problem(t, http.StatusBadRequest)
	}
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Error(err)
	}
	return x
}
