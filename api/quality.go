package api

import (
	"context"

	"github.com/google/uuid"

	dataquality "cairn/gazetteer/quality"
	"cairn/internal/problem"
)

func (s *Server) listQualityChecks(ctx context.Context, _ *struct{}) (*list[dataquality.Check], error) {
	checks, err := s.Quality.Checks(ctx)
	return listOf(checks, len(checks), func(dataquality.Check) []string { return nil }), err
}

type createQualityCheckInput struct{ Body dataquality.Check }

func (s *Server) createQualityCheck(ctx context.Context, in *createQualityCheckInput) (*created[dataquality.Check], error) {
	in.Body.Version = 0
	check, err := s.Quality.PutCheck(ctx, changeBy(ctx, ""), in.Body)
	if err != nil {
		return nil, err
	}
	return createdAt("/gazetteer/reviews/checks/"+check.ID.String(), check, check.Version), nil
}

// QualityID is embedded where a check or a review is named.
type QualityID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type putQualityCheckInput struct {
	QualityID
	IfMatch
	Body dataquality.Check
}

func (s *Server) putQualityCheck(ctx context.Context, in *putQualityCheckInput) (*record[dataquality.Check], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	if version == noVersion {
		return nil, problem.New(problem.Stale, "problem.stale", "version", "—")
	}
	in.Body.ID, in.Body.Version = in.ID, version
	check, err := s.Quality.PutCheck(ctx, changeBy(ctx, ""), in.Body)
	return recordOf(check, check.Version), err
}

type removeQualityCheckInput struct {
	QualityID
	Removal
}

func (s *Server) removeQualityCheck(ctx context.Context, in *removeQualityCheckInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Quality.DeleteCheck(ctx, changeBy(ctx, in.Reason), in.ID, version)
}

func (s *Server) listReviews(ctx context.Context, _ *struct{}) (*list[dataquality.Review], error) {
	reviews, err := s.Quality.Reviews(ctx)
	return listOf(reviews, len(reviews), func(dataquality.Review) []string { return nil }), err
}

type startReviewInput struct {
	Body struct {
		Title string `json:"title" minLength:"1" maxLength:"200"`
		Class string `json:"class" required:"false" maxLength:"5" doc:"class code, or the beginning of one; empty: every class"`
		Area  string `json:"area" maxLength:"12"`
	}
}

func (s *Server) startReview(ctx context.Context, in *startReviewInput) (*created[dataquality.Review], error) {
	r, err := s.Quality.Start(ctx, changeBy(ctx, ""), dataquality.Review{Title: in.Body.Title, ClassPrefix: in.Body.Class, AreaCode: in.Body.Area})
	if err != nil {
		return nil, err
	}
	return createdAt("/gazetteer/reviews/"+r.ID.String(), r, r.Version), nil
}

func (s *Server) readReview(ctx context.Context, in *QualityID) (*record[dataquality.Review], error) {
	r, err := s.Quality.Review(ctx, in.ID)
	return recordOf(r, r.Version), err
}

type alterReviewInput struct {
	QualityID
	IfMatch
}

func (s *Server) lookAgain(ctx context.Context, in *alterReviewInput) (*record[dataquality.Review], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	r, err := s.Quality.Look(ctx, changeBy(ctx, ""), in.ID, version)
	return recordOf(r, r.Version), err
}

func (s *Server) closeReview(ctx context.Context, in *alterReviewInput) (*record[dataquality.Review], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	r, err := s.Quality.Close(ctx, changeBy(ctx, ""), in.ID, version)
	return recordOf(r, r.Version), err
}

// FaultFilter is embedded where the items of a review are asked for.
type FaultFilter struct {
	State string `query:"state" maxLength:"20" doc:"open, mended or accepted"`
	Kind  string `query:"kind" maxLength:"20" doc:"complete, code, area_name, pinyin, position or dates"`
	Area  string `query:"area" maxLength:"12" doc:"code of an area that holds the entries"`
}

func (f FaultFilter) filter() dataquality.ItemFilter {
	return dataquality.ItemFilter{State: f.State, Kind: f.Kind, Area: f.Area}
}

type listFaultsInput struct {
	QualityID
	Paging
	FaultFilter
}

func (s *Server) listFaults(ctx context.Context, in *listFaultsInput) (*list[dataquality.Fault], error) {
	filter := in.filter()
	filter.Limit = in.Limit
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	if key != nil {
		if filter.After, err = uuid.Parse(key[0]); err != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	items, err := s.Quality.Items(ctx, in.ID, filter)
	for i := range items {
		items[i].Say(langOf(ctx))
	}
	return listOf(items, in.Limit, func(f dataquality.Fault) []string { return []string{f.ID.String()} }), err
}

type faultsWorkbookInput struct {
	QualityID
	FaultFilter
}

func (s *Server) faultsWorkbook(ctx context.Context, in *faultsWorkbookInput) (*workbook, error) {
	book, err := s.Quality.Workbook(ctx, in.ID, in.filter(), langOf(ctx))
	if err != nil {
		return nil, err
	}
	return workbookOf(book, problem.Text(langOf(ctx), "quality.list", nil))
}

type acceptFaultInput struct {
	QualityID
	Item uuid.UUID `path:"item" format:"uuid"`
	IfMatch
	Body struct {
		Reason string `json:"reason" maxLength:"2000" doc:"why it may stay as it is; empty: an accepted item is open again"`
	}
}

func (s *Server) acceptFault(ctx context.Context, in *acceptFaultInput) (*record[dataquality.Fault], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	f, err := s.Quality.Accept(ctx, changeBy(ctx, in.Body.Reason), in.ID, in.Item, version, in.Body.Reason)
	f.Say(langOf(ctx))
	return recordOf(f, f.Version), err
}
