package api

import (
	"bytes"
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"cairn/facilities"
	"cairn/internal/problem"
)

type exportFacilitiesInput struct {
	Format string `query:"format" default:"csv" enum:"csv,xlsx,geojson" doc:"tables in the reader's words, or GeoJSON with codes"`
	Kind   string `query:"kind" maxLength:"60" doc:"kind or group"`
	Area   string `query:"area" maxLength:"12" doc:"code of an area that holds them"`
	AsOf   string `query:"as_of" maxLength:"20" doc:"day whose status is told, YYYY-MM-DD; default today (Asia/Shanghai)"`
}

// exportFacilities answers facilities as a file that can be edited and imported again.
func (s *Server) exportFacilities(ctx context.Context, in *exportFacilitiesInput) (*huma.StreamResponse, error) {
	day, err := asOf(in.AsOf)
	if err != nil {
		return nil, err
	}
	table, err := s.Facilities.Export(ctx, facilities.ExportQuery{Kind: in.Kind, Area: in.Area, AsOf: day})
	if err != nil {
		return nil, err
	}
	lang := langOf(ctx)
	name := problem.Text(lang, "facilities.export", nil) + "_" + table.AsOf.String()
	var out bytes.Buffer
	switch in.Format {
	case "xlsx":
		err = table.Workbook(authorOf(ctx), time.Now(), lang).Write(&out)
		return fileOf(xlsxType, name+".xlsx", out.Bytes()), err
	case "geojson":
		err = table.WriteGeoJSON(&out)
		return fileOf(typeGeoJSON, name+".geojson", out.Bytes()), err
	}
	err = table.WriteCSV(&out, lang)
	return fileOf("text/csv; charset=utf-8", name+".csv", out.Bytes()), err
}

// asFacilityExport describes the media types of the export.
func asFacilityExport(set *settings) {
	produces("text/csv", &huma.Schema{Type: huma.TypeString})(set)
	produces(xlsxType, &huma.Schema{Type: huma.TypeString, Format: "binary"})(set)
	produces(typeGeoJSON, &huma.Schema{Type: huma.TypeObject})(set)
}
