package filing

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Approval is an authority's approval with what is done of it.
type Approval struct {
	ID            uuid.UUID    `json:"id"`
	Authority     string       `json:"authority" doc:"批准机关"`
	AuthorityKind string       `json:"authority_kind" enum:"government,place_name_department,other_department"`
	AuthorityArea string       `json:"authority_area"`
	Document      string       `json:"document" doc:"批复文号"`
	ApprovedOn    string       `json:"approved_on" format:"date"`
	Note          string       `json:"note"`
	Version       int64        `json:"version"`
	Route         Route        `json:"route"`
	Filing        Filing       `json:"filing"`
	Announcement  Announcing   `json:"announcement"`
	Counts        ApprovalSize `json:"counts"`
	Areas         []string     `json:"areas" doc:"area codes of its names"`
	Sets          []SetRef     `json:"sets" doc:"its change sets"`
}

// ApprovalSize counts the names of an approval that have to be filed and announced.
type ApprovalSize struct {
	Names       int `json:"names"`
	Unfiled     int `json:"unfiled"`
	Unannounced int `json:"unannounced"`
	Unpublished int `json:"unpublished" doc:"change sets that are not published yet"`
}

// Filing is the duty to file an approval (备案) and how it was done.
type Filing struct {
	gazetteer.Duty
	FiledOn  *string `json:"filed_on" format:"date"`
	Document string  `json:"document" doc:"number of the report"`
	Receiver string  `json:"receiver"`
	Clerk    string  `json:"clerk"`
}

// Announcing is the duty to announce the names of an approval (公告).
type Announcing struct {
	gazetteer.Duty
	AnnouncedOn *string `json:"announced_on" format:"date" doc:"day on which the last name was announced"`
}

// SetRef names a change set.
type SetRef struct {
	ID       uuid.UUID `json:"id"`
	Number   int64     `json:"number"`
	Title    string    `json:"title"`
	State    string    `json:"state"`
	AreaCode string    `json:"area_code"`
}

// ApprovedName is a name of an approval that has to be filed and announced, as the ledger has it.
type ApprovedName struct {
	EditID             uuid.UUID `json:"edit_id"`
	PlaceID            uuid.UUID `json:"place_id"`
	On                 string    `json:"on" format:"date"`
	Op                 string    `json:"op" enum:"add,modify,delete"`
	Matter             string    `json:"matter" enum:"naming,renaming,abolishing"`
	Name               string    `json:"name"`
	Pinyin             string    `json:"pinyin"`
	ClassCode          string    `json:"class_code"`
	ClassName          string    `json:"class_name"`
	AreaCode           string    `json:"area_code"`
	County             string    `json:"county"`
	Township           string    `json:"township"`
	BeforeName         string    `json:"before_name" doc:"the name before a renaming"`
	FiledOn            *string   `json:"filed_on" format:"date"`
	AnnouncedOn        *string   `json:"announced_on" format:"date"`
	AnnouncementNumber string    `json:"announcement_number"`
	ApprovalID         uuid.UUID `json:"-"`
	Authority          string    `json:"-"`
	AuthorityKind      string    `json:"-"`
	Document           string    `json:"-"`
	ApprovedOn         string    `json:"-"`
	Area               string    `json:"area" doc:"所属政区, the names of its areas from the province down"`
}

// storedApproval is a row of approval_record.
type storedApproval struct {
	ID                                                            uuid.UUID
	Authority, AuthorityKind, AuthorityArea, Document, ApprovedOn string
	Note                                                          string
	Version                                                       int64
	Edits, Unfiled, Unannounced, Unpublished                      int
	FiledOn, AnnouncedOn, FilingDueOn, AnnouncementDueOn          *string
	FilingDocument, FilingReceiver, FilingClerk                   string
	Areas                                                         []string
	Sets                                                          []SetRef
}

func (r *storedApproval) approval(today string, warn int) Approval {
	filed, announced := r.FiledOn, r.AnnouncedOn
	if r.Unfiled > 0 || r.Edits == 0 {
		filed = nil
	}
	if r.Unannounced > 0 || r.Edits == 0 {
		announced = nil
	}
	return Approval{
		ID: r.ID, Authority: r.Authority, AuthorityKind: r.AuthorityKind, AuthorityArea: r.AuthorityArea, Document: r.Document,
		ApprovedOn: r.ApprovedOn, Note: r.Note, Version: r.Version, Areas: r.Areas, Sets: r.Sets,
		Filing:       Filing{gazetteer.NewDuty(r.FilingDueOn, filed, today, warn), filed, r.FilingDocument, r.FilingReceiver, r.FilingClerk},
		Announcement: Announcing{gazetteer.NewDuty(r.AnnouncementDueOn, announced, today, warn), announced},
		Counts:       ApprovalSize{r.Edits, r.Unfiled, r.Unannounced, r.Unpublished},
	}
}

// ApprovalsQuery says which approvals are listed; empty fields do not restrict.
type ApprovalsQuery struct {
	Area  string // an area that holds one of its names, or its authority
	Text  string // part of authority or document
	Due   string // one of ApprovalDues
	After *Place // where the page before ended
	Limit int
	Warn  int
}

// ApprovalDues are what approvals can be asked for: not filed, not announced, one of both
// overdue, all done.
var ApprovalDues = []string{"filing", "announcement", "overdue", "done"}

// Place is where a page of a list by days ends.
type Place struct {
	On     string
	Serial int
	ID     uuid.UUID
}

var newest = Place{On: "infinity", Serial: 1 << 30, ID: uuid.Max}

// Approvals lists approvals, the newest first, one more than the limit when more follow.
// Error: problem.BadParameter.
func (s *Store) Approvals(ctx context.Context, q ApprovalsQuery) ([]Approval, error) {
	if q.Due != "" && !slices.Contains(ApprovalDues, q.Due) {
		return nil, problem.Parameter("due", "problem.unknown_value", "allowed", strings.Join(ApprovalDues, ", "))
	}
	if q.After == nil {
		q.After = &newest
	}
	text := strings.ToLower(strings.TrimSpace(q.Text))
	return s.readApprovals(ctx, s.db.Read(), q.Warn, nil, q.Area, text, q.Due, s.today(), q.After.On, q.After.ID, q.Limit+1)
}

func (s *Store) readApprovals(ctx context.Context, q data.Querier, warn int, args ...any) ([]Approval, error) {
	rows, err := collect[storedApproval](ctx, q, "approvals", append(args, int16(actor.ClearanceOf(ctx)))...)
	if err != nil {
		return nil, err
	}
	approvals := make([]Approval, len(rows))
	for i, r := range rows {
		approvals[i] = r.approval(s.today(), warn)
		if approvals[i].Route, err = route(ctx, q, r.AuthorityKind, r.AuthorityArea); err != nil {
			return nil, err
		}
	}
	return approvals, nil
}

// Approval reads an approval. Error: problem.NotFound.
func (s *Store) Approval(ctx context.Context, id uuid.UUID, warn int) (Approval, error) {
	return s.approval(ctx, s.db.Read(), id, warn)
}

func (s *Store) approval(ctx context.Context, q data.Querier, id uuid.UUID, warn int) (Approval, error) {
	found, err := s.readApprovals(ctx, q, warn, id, "", "", "", s.today(), newest.On, newest.ID, 1)
	if err != nil || len(found) == 0 {
		if err == nil {
			err = notFound("approval", id)
		}
		return Approval{}, err
	}
	return found[0], nil
}

// Names are the names of an approval that have to be filed and announced, as far as
// the reader of ctx may know of them.
func (s *Store) Names(ctx context.Context, approval uuid.UUID) ([]ApprovedName, error) {
	names, err := namesOf(ctx, s.db.Read(), []uuid.UUID{approval}, nil)
	if err != nil {
		return nil, err
	}
	names, err = shown(ctx, s.db.Read(), names)
	return names, data.Problem(err)
}

// namesOf reads the names of approvals, or of edits.
func namesOf(ctx context.Context, q data.Querier, approvals, edits []uuid.UUID) ([]ApprovedName, error) {
	return collect[ApprovedName](ctx, q, "names", approvals, edits)
}
