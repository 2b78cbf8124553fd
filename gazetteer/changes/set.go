package changes

import (
	"time"

	"github.com/google/uuid"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// The streams of sets.
const (
	Naming     = "naming"     // 命名, 更名, 销名: needs an approval
	Correction = "correction" // 信息修改
)

var streams = []string{Naming, Correction}

// The states of a set.
const (
	Drafted   = "draft"
	Submitted = "submitted"
	Accepted  = "accepted"
	Returned  = "returned"
	Published = "published"
	Withdrawn = "withdrawn"
)

// States lists the states in the order of a set's life.
var States = []string{Drafted, Submitted, Returned, Accepted, Published, Withdrawn}

// Set is a change set: what is proposed together, reviewed together and published at once.
type Set struct {
	ID           uuid.UUID       `json:"id"`
	Number       int64           `json:"number" doc:"for people; counts up"`
	Stream       string          `json:"stream" enum:"naming,correction"`
	Title        string          `json:"title"`
	Reason       string          `json:"reason"`
	State        string          `json:"state" enum:"draft,submitted,accepted,returned,published,withdrawn"`
	AreaCode     string          `json:"area_code" doc:"the innermost area that holds all of its entries, before and after"`
	AuthorID     *uuid.UUID      `json:"-"`
	Author       string          `json:"author" doc:"login"`
	AuthorName   string          `json:"author_name"`
	Reviewer     string          `json:"reviewer" doc:"login of who decided last; empty until somebody did"`
	ReviewerName string          `json:"reviewer_name"`
	Verdict      string          `json:"verdict" doc:"what the reviewer says of the whole set"`
	Approval     *ApprovalRecord `json:"approval" doc:"the authority's approval (批准); null when none is recorded"`
	Reverts      *uuid.UUID      `json:"reverts" doc:"the published set that this one takes back"`
	RevertedBy   *uuid.UUID      `json:"reverted_by" doc:"the set that takes this one back, unless withdrawn"`
	Counts       SetCounts       `json:"counts"`
	SubmittedAt  *time.Time      `json:"submitted_at"`
	DecidedAt    *time.Time      `json:"decided_at"`
	PublishedAt  *time.Time      `json:"published_at"`
	CreatedAt    time.Time       `json:"created_at"`
	UpdatedAt    time.Time       `json:"updated_at"`
	Version      int64           `json:"version"`
	Hidden       int             `json:"-"` // items that its reader may not know of
}

// SetCounts are numbers of items; conflicts and findings of fields and findings.
type SetCounts struct {
	Items     int `json:"items"`
	Added     int `json:"added"`
	Modified  int `json:"modified"`
	Deleted   int `json:"deleted"`
	Accepted  int `json:"accepted" doc:"by the reviewer"`
	Returned  int `json:"returned"`
	Open      int `json:"open" doc:"not judged yet"`
	Sampled   int `json:"sampled"`
	Conflicts int `json:"conflicts" doc:"fields that block publication until somebody decides"`
	Findings  int `json:"findings" doc:"of the naming rules, of any severity"`
}

// Step is something that is done to a set.
type Step string

// The steps. Judging is giving verdicts on items, drawing a sample and accepting the
// rest; approving is recording the authority's approval.
const (
	Edit     Step = "edit"
	Submit   Step = "submit"
	Judge    Step = "judge"
	Accept   Step = "accept"
	Return   Step = "return"
	Publish  Step = "publish"
	Withdraw Step = "withdraw"
	Approve  Step = "approve"
	Resolve  Step = "resolve"
	Revert   Step = "revert"
)

// Steps lists every step.
var Steps = []Step{Edit, Submit, Judge, Accept, Return, Publish, Withdraw, Approve, Resolve, Revert}

// transitions are the states in which a step can be done, and the state after it.
var transitions = map[Step]map[string]string{
	Edit:     {Drafted: Drafted, Returned: Returned},
	Submit:   {Drafted: Submitted, Returned: Submitted},
	Judge:    {Submitted: Submitted},
	Accept:   {Submitted: Accepted},
	Return:   {Submitted: Returned, Accepted: Returned},
	Publish:  {Accepted: Published},
	Withdraw: {Drafted: Withdrawn, Submitted: Withdrawn, Returned: Withdrawn, Accepted: Withdrawn},
	Approve:  {Drafted: Drafted, Submitted: Submitted, Returned: Returned, Accepted: Accepted},
	Resolve:  {Drafted: Drafted, Submitted: Submitted, Returned: Returned, Accepted: Accepted},
	Revert:   {Published: Published},
}

// after is the state after a step. Error: problem.Conflict when the state does not allow it.
func (s *Set) after(step Step) (string, error) {
	state, ok := transitions[step][s.State]
	if !ok {
		return "", problem.New(problem.Conflict, "changes.wrong_state", "state", s.State, "step", string(step))
	}
	return state, nil
}

// final reports whether nothing can change any more.
func (s *Set) final() bool { return s.State == Published || s.State == Withdrawn }

// writtenBy reports whether the actor is the author.
func (s *Set) writtenBy(by actor.Actor) bool {
	if s.AuthorID != nil && by.ID != uuid.Nil {
		return *s.AuthorID == by.ID
	}
	return s.Author == by.Login
}

// permit judges whether the actor may do the step, whatever the state: the author writes,
// somebody else with the right to review and an area that holds all entries decides.
// Errors: problem.Unauthorized, problem.Forbidden.
func (s *Set) permit(by actor.Actor, step Step) error {
	switch step {
	case Judge, Accept, Return, Publish:
		return s.permitReview(by)
	case Withdraw:
		if !s.writtenBy(by) && by.Role == actor.Admin {
			return by.Check(actor.ReviewPlace, s.AreaCode)
		}
	case Approve:
		if !s.writtenBy(by) {
			return by.Check(actor.ReviewPlace, s.AreaCode)
		}
	case Resolve:
		if s.State == Submitted || s.State == Accepted {
			return s.permitReview(by)
		}
	case Revert:
		return by.Check(actor.ProposePlace, s.AreaCode)
	}
	if err := by.Check(actor.ProposePlace, s.AreaCode); err != nil {
		return err
	}
	if !s.writtenBy(by) {
		return problem.New(problem.Forbidden, "changes.not_the_author", "author", s.AuthorName)
	}
	return nil
}

// permitReview: the author never decides on their own set, and nobody on what they may
// not know: a set with hidden items is for a reviewer with the clearance.
func (s *Set) permitReview(by actor.Actor) error {
	if err := by.Check(actor.ReviewPlace, s.AreaCode); err != nil {
		return err
	}
	if s.writtenBy(by) {
		return problem.New(problem.Forbidden, "changes.own_set")
	}
	if s.Hidden > 0 {
		return problem.New(problem.Forbidden, "changes.other_reviewer")
	}
	return nil
}

// MayRead reports whether the actor may see the set: everybody with an account sees what
// was ever submitted, a draft its author and those who may review it.
func (s *Set) MayRead(by actor.Actor) bool {
	return by.SignedIn() && (s.SubmittedAt != nil || s.writtenBy(by) || by.Check(actor.ReviewPlace, s.AreaCode) == nil)
}

// SetMay says what an actor can do to a set now.
type SetMay struct {
	Edit     bool `json:"edit"`
	Submit   bool `json:"submit"`
	Review   bool `json:"review" doc:"judge items, accept, return"`
	Return   bool `json:"return" doc:"an accepted one too"`
	Publish  bool `json:"publish"`
	Withdraw bool `json:"withdraw"`
	Approve  bool `json:"approve" doc:"record the authority's approval"`
	Resolve  bool `json:"resolve" doc:"decide conflicts"`
	Revert   bool `json:"revert"`
}

// May says what the actor can do to the set now.
func (s *Set) May(by actor.Actor) SetMay {
	can := func(step Step) bool {
		_, err := s.after(step)
		return err == nil && s.permit(by, step) == nil
	}
	return SetMay{Edit: can(Edit), Submit: can(Submit) && s.Counts.Items > 0, Review: can(Judge), Return: can(Return),
		Publish:  can(Publish) && (s.Stream != Naming || s.Approval != nil) && s.Counts.Conflicts == 0,
		Withdraw: can(Withdraw), Approve: can(Approve), Resolve: can(Resolve), Revert: can(Revert) && s.RevertedBy == nil}
}
