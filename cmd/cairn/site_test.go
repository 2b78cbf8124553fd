package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cairn/data/datatest"
	"cairn/facilities/facilitytest"
)

// packCLI runs command lines on a database with the areas, facilities, people and roads of the pack.
func packCLI(t *testing.T) cli {
	t.Helper()
	db, c := facilitytest.Pack(t), newCLI(t)
	var name string
	if err := db.Read().QueryRow(context.Background(), "SELECT current_database()").Scan(&name); err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(datatest.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	address.Path = "/" + name
	c.url = address.String()
	return c
}

// siteResult is what the tests read of a run.
type siteResult struct {
	Number int64
	State  string
	Error  string
	Answer *struct {
		Proven           bool
		Incumbent, Bound *float64
		Sites            []struct{ Key string }
		Unmet            []struct{ Code, Name, Why string }
	}
	Summary *struct {
		Sites       int
		Proven      bool
		AreasBefore int `json:"areas_before"`
		AreasAfter  int `json:"areas_after"`
		AreasOf     int `json:"areas_of"`
		Unmet       int
	}
	Repeat   *struct{ Same bool }
	Progress *struct{ Incumbent *float64 }
}

// Ten sites bring the township cemeteries of 2020 from 94 to 104 of 104, proven; the run is listed, shown,
// and repeated to the same answer.
func TestSiteCoversAllTownships(t *testing.T) {
	t.Parallel()
	c := packCLI(t)
	var run, again, shown siteResult
	code, _ := c.run(&run, "site", "--kind", "township_cemetery", "--method", "lscp", "--as-of", "2020-12-31", "--candidates", "villages", "--name", "补齐", "--json")
	if code != exitDone || run.State != "done" || !run.Answer.Proven || len(run.Answer.Sites) != 10 || run.Summary.AreasBefore != 94 || run.Summary.AreasAfter != 104 || run.Summary.AreasOf != 104 {
		t.Fatalf("exit %d: %+v %+v", code, run, run.Summary)
	}
	code, text := c.run(nil, "site", "show", "1")
	if code != exitDone || !strings.Contains(text, "94 / 104 → 104 / 104") || strings.Count(text, "5326") < 10 {
		t.Errorf("as text: exit %d: %s", code, text)
	}
	if code, text := c.run(nil, "site", "list"); code != exitDone || !strings.Contains(text, "#1") || !strings.Contains(text, "94 → 104 / 104") {
		t.Errorf("listed: exit %d: %s", code, text)
	}
	if code, _ := c.run(&again, "site", "repeat", "#1", "--json"); code != exitDone || again.Repeat == nil || !again.Repeat.Same || again.Number != 2 {
		t.Errorf("repeated: exit %d: %+v", code, again)
	}
	if code, _ := c.run(&shown, "site", "show", "2", "--json"); code != exitDone || len(shown.Answer.Sites) != 10 {
		t.Errorf("shown: exit %d: %+v", code, shown)
	}
	if code, _ := c.run(nil, "site", "repeat", "1", "--present"); code != exitDone {
		t.Errorf("on present data: exit %d", code)
	}
	var next siteResult
	if code, _ := c.run(&next, "site", "--kind", "township_cemetery", "--method", "next", "--as-of", "2020-12-31", "--candidates", "villages", "--budget", "1000000", "--price", "300000", "--json"); code != exitDone || len(next.Answer.Sites) != 3 || next.Summary.AreasAfter != 97 {
		t.Errorf("next within a budget: exit %d: %+v", code, next.Summary)
	}
}

// What cannot be met is named, and told by the exit code; questions that make no sense begin no run.
func TestSiteSaysWhatCannotBe(t *testing.T) {
	t.Parallel()
	c := packCLI(t)
	points := filepath.Join(c.dir, "points.csv")
	if err := os.WriteFile(points, []byte("id,name,lon,lat\na,点一,104.25,23.37\nsea,海上,120,15\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var run siteResult
	lscp := []string{"site", "--kind", "township_cemetery", "--as-of", "2020-12-31", "--points", points}
	code, _ := c.run(&run, append(lscp, "--json")...)
	if code != exitRejected || run.State != "infeasible" || len(run.Answer.Unmet) < 9 || run.Answer.Unmet[0].Name == "" || run.Answer.Unmet[0].Why != "no_candidate" {
		t.Errorf("exit %d: %+v", code, run)
	}
	if code, text := c.run(nil, lscp...); code != exitRejected || strings.Count(text, "✗") != len(run.Answer.Unmet) {
		t.Errorf("as text: exit %d: %s", code, text)
	}
	bad := filepath.Join(c.dir, "bad.csv")
	if err := os.WriteFile(bad, []byte("id,lon,lat\na,104.25,北纬\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"--method", "guess"}, {"--kind", "temple"}, {"--as-of", "2021-02-30"}, {"--area", "99"}, {"--method", "next"}, {"--method", "p-median", "--sites", "3"},
		{"--sites", "-1"}, {"--sites", "many"}, {"--points", bad}, {"--points", "nowhere.csv"}, {"--inside", "nowhere.geojson"}, {"--candidates", "places"},
		{"more"}, {"show", "77"}, {"show", "x"}, {"repeat", "77"}, {"list", "--state", "lost"},
	} {
		if code, text := c.run(nil, append([]string{"site"}, args...)...); code != exitRejected {
			t.Errorf("%v: exit %d: %.200s", args, code, text)
		}
	}
	var runs []siteResult
	if code, _ := c.run(&runs, "site", "list", "--json"); code != exitDone || len(runs) != 2 {
		t.Errorf("exit %d, %d runs, want the two that are infeasible", code, len(runs))
	}
}

// A signal ends the search; the best found until then is the answer, and is kept.
func TestSiteKeepsTheBestWhenStopped(t *testing.T) {
	t.Parallel()
	c := packCLI(t)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var out bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		ended <- newApp().execute(ctx, []string{"site", "--kind", "care_home", "--as-of", "2021-12-31", "--method", "p-center", "--sites", "30", "--existing", "none", "--of", "villages", "--by", "distance",
			"--spacing", "4000", "--alternatives", "20", "--time-limit", "300", "--solver", "go", "--json", "--database-url", c.url, "--data-dir", c.dir, "--user", "test", "--log-level", "error"}, &out)
	}()
	var code int
	for found := false; !found; time.Sleep(time.Second) {
		var runs []siteResult
		c.run(&runs, "site", "list", "--json")
		found = len(runs) == 1 && runs[0].Progress != nil && runs[0].Progress.Incumbent != nil
		select {
		case code = <-ended:
			t.Fatalf("it ended by itself: exit %d: %.400s", code, out.String())
		default:
		}
	}
	stop()
	code = <-ended
	var run, kept siteResult
	if err := json.Unmarshal(out.Bytes(), &run); err != nil || code != exitDone || run.State != "cancelled" || len(run.Answer.Sites) == 0 || len(run.Answer.Sites) > 30 || run.Answer.Incumbent == nil || run.Answer.Bound == nil {
		t.Fatalf("exit %d: %v %.400s", code, err, out.String())
	}
	if code, _ := c.run(&kept, "site", "show", "1", "--json"); code != exitDone || kept.State != "cancelled" || len(kept.Answer.Sites) != len(run.Answer.Sites) {
		t.Errorf("kept: exit %d: %+v", code, kept)
	}
}
