package main

import (
	"slices"

	"cairn/boundaries"
	"cairn/data/imports"
	"cairn/facilities"
	"cairn/facilities/plans"
	"cairn/facilities/siting"
	"cairn/gazetteer"
	"cairn/geo"
)

// kinds lists everything that can be imported, each after what it refers to.
func kinds() []imports.Kind {
	return slices.Concat(boundaries.Imports(geo.Limits{}), facilities.Imports(), siting.Imports(), plans.Imports(), gazetteer.Imports())
}
