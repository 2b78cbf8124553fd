package api

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"cairn/accounts"
	"cairn/api/domains"
	"cairn/boundaries"
	"cairn/data"
	"cairn/data/attachments"
	"cairn/data/datatest"
	"cairn/data/datatest/filled"
	"cairn/data/imports"
	"cairn/data/sample"
	"cairn/facilities"
	"cairn/facilities/siting"
	"cairn/gazetteer"
	"cairn/geo"
)

// sampleVersion names the template with the sample in it: raise it when importers change.
const sampleVersion = "4"

// kinds are what cmd takes in.
func kinds() []imports.Kind {
	return slices.Concat(boundaries.Imports(geo.Limits{}), facilities.Imports(), siting.Imports(), gazetteer.Imports())
}

func sampleDB(t testing.TB) *data.DB {
	return filled.From(t, "api_sample", sampleVersion, sample.Pack(), kinds())
}

func packDB(t testing.TB) *data.DB {
	return filled.From(t, "api_pack", sampleVersion, os.DirFS(datatest.Pack(t, "wenshan")), kinds())
}

// whole is the server with every domain on db.
func whole(t testing.TB, db *data.DB, change ...func(*Config)) *harness {
	t.Helper()
	files, err := attachments.NewStore(db, attachments.Config{Dir: filepath.Join(t.TempDir(), "attachments")})
	if err != nil {
		t.Fatal(err)
	}
	stores, err := domains.Open(context.Background(), db, domains.Config{
		Files: files, Logger: slog.New(slog.DiscardHandler), Hash: accounts.HashParams{MemoryKiB: 64, Passes: 1, Lanes: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	db.OnCommit(func(ctx context.Context) {
		if err := stores.Feed.Sync(ctx); err != nil {
			t.Errorf("caches are behind: %v", err)
		}
	})
	return serve(t, db, append([]func(*Config){func(c *Config) { c.Stores = *stores }}, change...)...)
}
