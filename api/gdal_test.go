package api

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"cairn/data"
	"cairn/internal/actor"
)

// GDAL reads every feature of every collection, page after page, with a bearer token.
func TestGDALReadsEveryFeature(t *testing.T) {
	t.Parallel()
	gdalReads(t, sampleDB(t))
}

func TestGDALReadsThePack(t *testing.T) {
	t.Parallel()
	gdalReads(t, packDB(t))
}

func gdalReads(t *testing.T, db *data.DB) {
	t.Helper()
	h := whole(t, db)
	server := httptest.NewServer(h.server.Handler())
	defer server.Close()
	reader := h.as(actor.Viewer, "5326")
	for id, count := range map[string]string{
		"places":           "SELECT count(*) FROM place WHERE status <> 'retired'",
		"areas":            "SELECT count(*) FROM area WHERE NOT external",
		"boundary-lines":   "SELECT count(*) FROM boundary_line",
		"boundary-markers": "SELECT count(*) FROM marker",
		"facilities":       "SELECT count(*) FROM facility",
		"inspections":      "SELECT count(*) FROM inspection",
	} {
		var want int
		if err := db.Read().QueryRow(t.Context(), count).Scan(&want); err != nil {
			t.Fatal(err)
		}
		text := ogrinfo(t, server.URL, reader.token, id)
		// Each feature is dumped: the count line alone could be a promise of the server's.
		got := len(regexp.MustCompile(`(?m)^OGRFeature\(`).FindAllString(text, -1))
		if got != want || want == 0 {
			t.Errorf("%s: GDAL reads %d features, the table holds %d", id, got, want)
		}
		if strings.Contains(text, "ERROR") {
			t.Errorf("%s: %s", id, text[:min(len(text), 2000)])
		}
	}
}

func ogrinfo(t *testing.T, url, token, collection string) string {
	t.Helper()
	program, err := exec.LookPath("ogrinfo")
	if err != nil {
		t.Fatal("gdal-bin is not installed: make test installs it")
	}
	cmd := exec.CommandContext(t.Context(), program, "-ro", "-al", "-geom=SUMMARY", "OAPIF:"+url, collection)
	cmd.Env = append(os.Environ(), "GDAL_HTTP_HEADERS=Authorization: Bearer "+token)
	text, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("ogrinfo %s: %v\n%s", collection, err, text[:min(len(text), 2000)])
	}
	return string(text)
}
