package api

import (
	"context"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"cairn/gazetteer/filing"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

type announcementsInput struct {
	Paging
	Area     string `query:"area" maxLength:"12" doc:"code of an area that holds the bureau's"`
	State    string `query:"state" enum:"draft,published,corrected,withdrawn,discarded" doc:"without it all but the discarded ones"`
	Year     int    `query:"year" minimum:"0" maximum:"9999"`
	Approval string `query:"approval" format:"uuid"`
	Q        string `query:"q" maxLength:"200" doc:"part of number or title"`
}

func (s *Server) listAnnouncements(ctx context.Context, in *announcementsInput) (*list[filing.Announcement], error) {
	q := filing.AnnouncementsQuery{Area: in.Area, State: in.State, Year: in.Year, Text: in.Q, Limit: in.Limit}
	var err error
	if q.Approval, err = idParameter("approval", in.Approval); err != nil {
		return nil, err
	}
	if q.After, err = in.place(); err != nil {
		return nil, err
	}
	all, err := s.Filing.Announcements(ctx, q)
	if err != nil {
		return nil, err
	}
	return listOf(all, in.Limit, placeKey), nil
}

// placeKey is the key of an announcement in a list.
func placeKey(a filing.Announcement) []string {
	p := a.Place()
	return []string{p.On, strconv.Itoa(p.Serial), p.ID.String()}
}

// place reads such a key; nil for the first page. Error: problem.BadParameter.
func (p Paging) place() (*filing.Place, error) {
	key, err := p.key(3)
	if err != nil || key == nil {
		return nil, err
	}
	day, checked := key[0], []string{key[0], key[2]}
	if day == "infinity" {
		checked[0] = "2000-01-01"
	}
	at, err := position(checked)
	serial, serialErr := strconv.Atoi(key[1])
	if err != nil || serialErr != nil || serial < 0 || serial > 1<<30 {
		return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
	}
	return &filing.Place{On: day, Serial: serial, ID: at.ID}, nil
}

// AnnouncementID is embedded where an announcement is named.
type AnnouncementID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type draftAnnouncementInput struct {
	Body struct {
		ID        *uuid.UUID  `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		Area      string      `json:"area,omitempty" maxLength:"6" doc:"of the bureau that announces; default the author's"`
		Kind      string      `json:"kind,omitempty" enum:"names,correction,withdrawal" doc:"default names"`
		Approvals []uuid.UUID `json:"approvals,omitempty" format:"uuid" maxItems:"500" doc:"all their names that are not announced yet"`
		Edits     []uuid.UUID `json:"edits,omitempty" format:"uuid" maxItems:"10000" doc:"single names"`
		Replaces  *uuid.UUID  `json:"replaces,omitempty" format:"uuid" doc:"of a correction, which takes its names over, or a withdrawal"`
		Reason    string      `json:"reason,omitempty" maxLength:"2000" doc:"goes to the history"`
	}
}

func (s *Server) draftAnnouncement(ctx context.Context, in *draftAnnouncementInput) (*created[filing.Announcement], error) {
	b := &in.Body
	n := filing.NewAnnouncement{Area: b.Area, Kind: b.Kind, Approvals: b.Approvals, Edits: b.Edits}
	if b.ID != nil {
		n.ID = *b.ID
	}
	if b.Replaces != nil {
		n.Replaces = *b.Replaces
	}
	a, err := s.Filing.Draft(ctx, changeBy(ctx, b.Reason), n)
	if err != nil {
		return nil, err
	}
	return createdAt("/gazetteer/announcements/"+a.ID.String(), a, a.Version), nil
}

func (s *Server) readAnnouncement(ctx context.Context, in *AnnouncementID) (*record[filing.Announcement], error) {
	a, err := s.Filing.Announcement(ctx, in.ID)
	return recordOf(a, a.Version), err
}

// NamePatchBody is a name of a draft.
type NamePatchBody struct {
	EditID   uuid.UUID `json:"edit_id" format:"uuid"`
	Pinyin   *string   `json:"pinyin,omitempty"`
	Area     *string   `json:"area,omitempty" doc:"所属政区"`
	Position *string   `json:"position,omitempty" doc:"位置描述"`
}

type patchAnnouncementInput struct {
	AnnouncementID
	IfMatch
	Body struct {
		Title   opt[string]          `json:"title,omitempty"`
		Body    opt[string]          `json:"body,omitempty" doc:"paragraphs before the table of names"`
		Closing opt[string]          `json:"closing,omitempty" doc:"paragraphs after it"`
		Issuer  opt[string]          `json:"issuer,omitempty"`
		Names   opt[[]NamePatchBody] `json:"names,omitempty" doc:"the names in their new order; others are taken out"`
		Reason  string               `json:"reason,omitempty" maxLength:"2000"`
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchAnnouncement(ctx context.Context, in *patchAnnouncementInput) (*record[filing.Announcement], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	p := filing.AnnouncementPatch{Title: given(b.Title), Body: given(b.Body), Closing: given(b.Closing), Issuer: given(b.Issuer)}
	if b.Names.Given {
		names := make([]filing.NamePatch, len(b.Names.Value))
		for i, n := range b.Names.Value {
			names[i] = filing.NamePatch{EditID: n.EditID, Pinyin: n.Pinyin, Area: n.Area, Position: n.Position}
		}
		p.Names = &names
	}
	a, err := s.Filing.Edit(ctx, changeBy(ctx, b.Reason), in.ID, version, p)
	return recordOf(a, a.Version), err
}

// given is the new text of a field: nil leaves it as it is, null empties it.
func given(o opt[string]) *string {
	if !o.Given {
		return nil
	}
	text := o.or("")
	if o.Null {
		text = ""
	}
	return &text
}

type discardAnnouncementInput struct {
	AnnouncementID
	Removal
}

func (s *Server) discardAnnouncement(ctx context.Context, in *discardAnnouncementInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Filing.Discard(ctx, changeBy(ctx, in.Reason), in.ID, version)
}

type publishAnnouncementInput struct {
	AnnouncementID
	IfMatch
	Body struct {
		On     string `json:"on,omitempty" doc:"day, YYYY-MM-DD; default today"`
		Reason string `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) publishAnnouncement(ctx context.Context, in *publishAnnouncementInput) (*record[filing.Announcement], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	a, err := s.Filing.Publish(ctx, changeBy(ctx, in.Body.Reason), in.ID, version, in.Body.On)
	return recordOf(a, a.Version), err
}

type announcementPaperInput struct {
	AnnouncementID
	PaperFormat
}

func (s *Server) announcementPaper(ctx context.Context, in *announcementPaperInput) (*huma.StreamResponse, error) {
	a, err := s.Filing.Announcement(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return paperOf(a.Document(chinatime.Day(time.Now())), in.Format)
}
