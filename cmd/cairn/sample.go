package main

import (
	"context"
	"slices"

	"cairn/api"
	"cairn/data"
	"cairn/data/sample"
)

// loadSample fills an empty database with the schematic sample; while a database holds
// the sample, every layer is open for reading unless the configuration says otherwise.
func (a *app) loadSample(ctx context.Context, db *data.DB, c *serveConfig) error {
	var used bool
	if err := db.Read().QueryRow(ctx, "SELECT EXISTS (SELECT FROM area)").Scan(&used); err != nil {
		return err
	}
	change := data.Change{Actor: a.author(), Door: "sample", Reason: "schematic sample"}
	if !used {
		if _, err := importFS(ctx, db, sample.Pack(), change); err != nil {
			return err
		}
		if err := data.MarkSchematic(ctx, db, change); err != nil {
			return err
		}
		if c.SampleWork {
			files, err := a.fileStore(db, *c)
			if err == nil {
				err = doSampleWork(ctx, db, files, change)
			}
			if err != nil {
				return err
			}
		}
	}
	var schematic bool
	_, err := data.Setting(ctx, db.Read(), "schematic", &schematic)
	if schematic && len(c.Public) == 0 {
		c.Public = slices.Clone(api.Layers)
	}
	return err
}
