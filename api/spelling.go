package api

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"github.com/google/uuid"

	"cairn/gazetteer/spelling"
	"cairn/internal/problem"
)

type romanizeInput struct {
	Name    string `query:"name" required:"true" maxLength:"400" doc:"the name to be romanised"`
	Class   string `query:"class" maxLength:"5" doc:"class code; without it the end of the name decides"`
	Area    string `query:"area" maxLength:"12" doc:"whose readings hold; without it all of them"`
	Tones   bool   `query:"tones" default:"true" doc:"false: without tone marks"`
	Choices string `query:"choices" maxLength:"2000" doc:"readings that a person chose, as index:reading, separated by commas: 0:cháng,3:lè"`
}

func (s *Server) romanize(ctx context.Context, in *romanizeInput) (*struct{ Body spelling.Romanised }, error) {
	picks, err := parsePicks(in.Choices)
	if err != nil {
		return nil, err
	}
	book, err := s.Spelling.Book(ctx, in.Area)
	if err != nil {
		return nil, err
	}
	out := book.Romanise(in.Name, spelling.Options{Class: in.Class, Plain: !in.Tones, Picks: picks})
	for i := range picks {
		if i >= len(out.Characters) || !unicode.Is(unicode.Han, []rune(out.Characters[i].Text)[0]) {
			return nil, badParameter(problem.Bad("choices", "spelling.bad_pick"))
		}
	}
	return &struct{ Body spelling.Romanised }{out}, nil
}

// parsePicks reads chosen readings: 0:cháng,3:lè.
func parsePicks(text string) (map[int]string, error) {
	picks := map[int]string{}
	if text == "" {
		return picks, nil
	}
	for part := range strings.SplitSeq(text, ",") {
		index, reading, _ := strings.Cut(part, ":")
		i, err := strconv.Atoi(index)
		syllable, ok := spelling.ParseSyllable(reading)
		if reading == "r" { // 儿 after a syllable
			syllable, ok = "r", true
		}
		if err != nil || i < 0 || !ok {
			return nil, badParameter(problem.Bad("choices", "spelling.bad_pick"))
		}
		picks[i] = syllable
	}
	return picks, nil
}

type fitsInput struct {
	Name   string `query:"name" required:"true" maxLength:"400"`
	Pinyin string `query:"pinyin" required:"true" maxLength:"1200"`
	Class  string `query:"class" maxLength:"5"`
	Area   string `query:"area" maxLength:"12"`
}

// fitsBody says whether a spelling fits a name.
type fitsBody struct {
	Fits     bool   `json:"fits"`
	Key      string `json:"key" doc:"why not; empty when it fits"`
	Message  string `json:"message"`
	Expected string `json:"expected" doc:"the spelling that is nearest by the rules"`
}

func (s *Server) spellingFits(ctx context.Context, in *fitsInput) (*struct{ Body fitsBody }, error) {
	book, err := s.Spelling.Book(ctx, in.Area)
	if err != nil {
		return nil, err
	}
	out := fitsBody{}
	var why spelling.Misfit
	if out.Fits, why = book.Fits(in.Name, in.Class, in.Pinyin); !out.Fits {
		out.Key, out.Expected, out.Message = why.Key, why.Expected, problem.Text(langOf(ctx), why.Key, why.Params)
	}
	return &struct{ Body fitsBody }{out}, nil
}

type listReadingsInput struct {
	Paging
	Q      string `query:"q" maxLength:"100" doc:"part of the text"`
	Area   string `query:"area" maxLength:"12" doc:"code of an area that holds the readings'"`
	Scope  string `query:"scope" enum:"name,word,character"`
	Source string `query:"source" default:"office" enum:"office,builtin" doc:"office: settled by officers; builtin: the list of the program, after which an office's readings go first"`
}

func (s *Server) listReadings(ctx context.Context, in *listReadingsInput) (*list[spelling.Reading], error) {
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	if in.Source == spelling.SourceBuiltin {
		return builtinReadings(in, key)
	}
	filter := spelling.Filter{Text: in.Q, Area: in.Area, Scope: in.Scope, Limit: in.Limit}
	if key != nil {
		if filter.After, err = uuid.Parse(key[0]); err != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	readings, err := s.Spelling.List(ctx, filter)
	return listOf(readings, in.Limit, func(r spelling.Reading) []string { return []string{r.ID.String()} }), err
}

// builtinReadings pages through the program's list by place in it.
func builtinReadings(in *listReadingsInput, key []string) (*list[spelling.Reading], error) {
	start := 0
	if key != nil {
		var err error
		if start, err = strconv.Atoi(key[0]); err != nil || start < 0 {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	var page []spelling.Reading
	last := start
	all := spelling.Builtin()
	for i := start; i < len(all) && len(page) <= in.Limit; i++ {
		if strings.Contains(all[i].Text, in.Q) && (in.Scope == "" || all[i].Scope == in.Scope) {
			if page = append(page, all[i]); len(page) == in.Limit {
				last = i + 1
			}
		}
	}
	return listOf(page, in.Limit, func(spelling.Reading) []string { return []string{strconv.Itoa(last)} }), nil
}

// ReadingFields are what a person says of a reading.
type ReadingFields struct {
	Text            string `json:"text" doc:"one character, a word, or a whole name"`
	Reading         string `json:"reading" doc:"a syllable for each character, with tone marks or digits: chóng qìng, chong2 qing4, Chóngqìng; a transliteration as it is to stand"`
	Scope           string `json:"scope,omitempty" enum:"name,word,character" doc:"the whole name only, or wherever it stands; absent: by the length of the text"`
	Transliteration bool   `json:"transliteration,omitempty" doc:"the spelling of a minority name instead of a reading"`
	AreaCode        string `json:"area_code,omitempty" maxLength:"12" doc:"the area in whose names it holds; absent: the own area"`
	Note            string `json:"note,omitempty"`
	Reason          string `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

func (f *ReadingFields) reading(ctx context.Context, id uuid.UUID) spelling.Reading {
	if f.AreaCode == "" {
		f.AreaCode = actorOf(ctx).Area
	}
	return spelling.Reading{ID: id, Text: f.Text, Reading: f.Reading, Scope: f.Scope, Transliteration: f.Transliteration,
		AreaCode: f.AreaCode, Note: f.Note}
}

type createReadingInput struct {
	Body struct {
		ID *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		ReadingFields
	}
}

func (s *Server) createReading(ctx context.Context, in *createReadingInput) (*created[spelling.Reading], error) {
	id := uuid.Nil
	if in.Body.ID != nil {
		id = *in.Body.ID
	}
	r, err := s.Spelling.Create(ctx, changeBy(ctx, in.Body.Reason), in.Body.reading(ctx, id))
	return createdAt("/gazetteer/readings/"+r.ID.String(), r, r.Version), err
}

func (s *Server) readReading(ctx context.Context, in *EntryID) (*record[spelling.Reading], error) {
	r, err := s.Spelling.Get(ctx, in.ID)
	return recordOf(r, r.Version), err
}

type putReadingInput struct {
	EntryID
	IfMatch
	Body ReadingFields
}

func (s *Server) putReading(ctx context.Context, in *putReadingInput) (*record[spelling.Reading], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	r, err := s.Spelling.Update(ctx, changeBy(ctx, in.Body.Reason), in.Body.reading(ctx, in.ID), version)
	return recordOf(r, r.Version), err
}

type deleteReadingInput struct {
	EntryID
	Removal
}

func (s *Server) deleteReading(ctx context.Context, in *deleteReadingInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Spelling.Delete(ctx, changeBy(ctx, in.Reason), in.ID, version)
}
