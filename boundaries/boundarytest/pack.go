// Package boundarytest gives the tests of boundary work their data.
package boundarytest

import (
	"os"
	"testing"

	"cairn/boundaries"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/datatest/filled"
	"cairn/geo"
)

// version is to be raised when what the importers make of the pack changes.
const version = "1"

// Pack is a database with the areas, lines, markers and inspections of the shared test
// data; without these the test is skipped.
func Pack(t testing.TB) *data.DB {
	t.Helper()
	return filled.From(t, "boundaries_pack", version, os.DirFS(datatest.Pack(t, "wenshan")), boundaries.Imports(geo.Limits{}))
}
