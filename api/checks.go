package api

import (
	"context"

	"cairn/boundaries/topology"
	"cairn/internal/chinatime"
	"cairn/internal/grain"
	"cairn/internal/problem"
)

type checksInput struct {
	Area     string `query:"area" maxLength:"12" pattern:"^[0-9]*$" doc:"code of an area, or the beginning of codes: findings about it and about lines with a party in it"`
	Kind     string `query:"kind" enum:"dangle,junction_mismatch,crossing_without_node,self_crossing,duplicate_edge,sliver,wrong_left_right,wrong_level,not_closed,area_gap,area_overlap,area_without_lines,marker_off_line,marker_order,length_departs"`
	Severity string `query:"severity" enum:"error,warning"`
}

// boundaryChecks looks for faults in the lines on file, as they are now.
func (s *Server) boundaryChecks(ctx context.Context, in *checksInput) (*struct{ Body topology.LineFaults }, error) {
	report, err := s.checked(ctx, in)
	return &struct{ Body topology.LineFaults }{report}, err
}

// boundaryChecksBook answers the same as a workbook.
func (s *Server) boundaryChecksBook(ctx context.Context, in *checksInput) (*workbook, error) {
	report, err := s.checked(ctx, in)
	if err != nil {
		return nil, err
	}
	lang, reader := langOf(ctx), grain.Of(ctx)
	reader.Apply(&report)
	day := chinatime.Day(report.At)
	return workbookOf(report.Workbook(authorOf(ctx), reader.Coarsest(grain.Lines, grain.Markers), lang), problem.Text(lang, "topology.report", nil)+"_"+day)
}

// checked is the report as it was asked for, in the reader's language.
func (s *Server) checked(ctx context.Context, in *checksInput) (topology.LineFaults, error) {
	report, err := s.Checks.Check(ctx)
	if err != nil {
		return report, err
	}
	report = report.Only(func(f *topology.LineFault) bool {
		return f.In(in.Area) && (in.Kind == "" || f.Kind == in.Kind) && (in.Severity == "" || f.Severity == in.Severity)
	})
	for i := range report.Findings {
		report.Findings[i].Say(langOf(ctx))
	}
	return report, nil
}
