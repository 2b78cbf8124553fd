package api

import (
	"context"

	"cairn/boundaries/course"
)

func (s *Server) lineProfile(ctx context.Context, in *LineCode) (*struct{ Body course.Profile }, error) {
	p, err := s.Courses.Profile(ctx, in.Code)
	return &struct{ Body course.Profile }{p}, err
}

func (s *Server) lineCourse(ctx context.Context, in *LineCode) (*record[course.Description], error) {
	d, err := s.Courses.Describe(ctx, in.Code, langOf(ctx))
	return recordOf(d, d.Version), err
}

type patchCourseInput struct {
	LineCode
	IfMatch
	Body struct {
		Text          opt[string] `json:"text,omitempty" doc:"the description; null or empty: back to the draft"`
		AgreementText opt[string] `json:"agreement_text,omitempty" doc:"what the agreement says of the course, word for word"`
		Reason        string      `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchCourse(ctx context.Context, in *patchCourseInput) (*record[course.Description], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	err = s.Courses.Change(ctx, changeBy(ctx, b.Reason), in.Code, version, func(e *course.Edit) error {
		e.Text, e.AgreementText = patched(b.Text, e.Text), b.AgreementText.or(e.AgreementText)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s.lineCourse(ctx, &in.LineCode)
}
