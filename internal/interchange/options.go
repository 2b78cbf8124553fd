package interchange

import (
	"strings"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/problem"
)

// Options say how a file is to be read. The zero value finds out by itself.
type Options struct {
	Name     string // the file's name, for messages and to tell the format; Open fills it in
	Format   string // csv, geojson; "" by the name's extension and the content
	Encoding string // of CSV: utf-8, gb18030 (gbk); "" by the content
	CRS      string // of the coordinates, see geo.ParseCRS; "" what the file says, or CRS84
	Axes     string // lat,lon (n,e, yx) when coordinates stand the other way round than their columns say; "" or lon,lat (e,n)

	Mapping  Mapping  // names that columns may have
	Required []string // fields that must have a column

	Expect orb.Bound // where positions should lie, roughly, to tell exchanged axes; zero for anywhere

	MaxRows     int // 0 is DefaultMaxRows
	MaxField    int // bytes of one value; 0 is DefaultMaxField
	MaxVertices int // of one geometry; 0 is DefaultMaxVertices
}

// The limits where none are given.
const (
	DefaultMaxRows     = 1_000_000
	DefaultMaxField    = 1 << 20
	DefaultMaxVertices = 1_000_000
)

// maxColumns is beyond any table that people make.
const maxColumns = 1000

// settings are options, checked and filled in.
type settings struct {
	Options
	crs      geo.CRS
	crsGiven bool
	swapped  bool
	names    map[string]string // normal name of a column → field
}

func (o Options) check() (*settings, error) {
	s := &settings{Options: o, crsGiven: o.CRS != "", names: o.Mapping.byName()}
	crs, err := geo.ParseCRS(o.CRS)
	if err != nil {
		f := problem.BadGeometry("crs", err)
		return nil, &problem.Error{Kind: problem.BadParameter, Key: f.Key, Params: f.Params, Cause: err}
	}
	s.crs = crs.LonFirst()
	switch strings.ReplaceAll(strings.ToLower(o.Axes), " ", "") {
	case "", "lon,lat", "e,n", "xy":
	case "lat,lon", "n,e", "yx":
		s.swapped = true
	default:
		return nil, problem.New(problem.BadParameter, "import.unknown_axes", "axes", o.Axes)
	}
	if s.Encoding, err = parseEncoding(o.Encoding); err != nil {
		return nil, err
	}
	s.MaxRows = orDefault(o.MaxRows, DefaultMaxRows)
	s.MaxField = orDefault(o.MaxField, DefaultMaxField)
	s.MaxVertices = orDefault(o.MaxVertices, DefaultMaxVertices)
	return s, nil
}

func orDefault(n, standard int) int {
	if n > 0 {
		return n
	}
	return standard
}

// refuse makes the error for a file that cannot be read.
func (s *settings) refuse(key string, params ...any) *problem.Error {
	return problem.New(problem.Invalid, key, append(params, "file", s.Name)...)
}
