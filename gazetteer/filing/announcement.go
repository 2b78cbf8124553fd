package filing

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// What an announcement is for.
const (
	Names      = "names"
	Correction = "correction" // replaces an announcement whose content was wrong
	Withdrawal = "withdrawal" // takes an announcement back
)

// The states of an announcement. Corrected and withdrawn ones were published and stay so.
const (
	Draft     = "draft"
	Published = "published"
	Corrected = "corrected"
	Withdrawn = "withdrawn"
	Discarded = "discarded" // a draft that was given up
)

// Announcement is an announcement of a bureau (公告).
type Announcement struct {
	ID               uuid.UUID       `json:"id"`
	AreaCode         string          `json:"area_code" doc:"area of the bureau that announces"`
	AreaName         string          `json:"area_name"`
	Kind             string          `json:"kind" enum:"names,correction,withdrawal"`
	State            string          `json:"state" enum:"draft,published,corrected,withdrawn,discarded"`
	Year             int             `json:"year" doc:"0 before publication"`
	Serial           int             `json:"serial"`
	Number           string          `json:"number" doc:"as printed, say 〔2026〕第3号; empty before publication"`
	Slug             string          `json:"slug" db:"-" doc:"last part of its public address, say 532601-2026-3"`
	Title            string          `json:"title"`
	Body             string          `json:"body" doc:"paragraphs before the table of names"`
	Closing          string          `json:"closing" doc:"paragraphs after it"`
	Issuer           string          `json:"issuer" doc:"who signs"`
	PublishedOn      *string         `json:"published_on" format:"date"`
	PublishedAt      *time.Time      `json:"published_at"`
	UpdatedAt        time.Time       `json:"updated_at"`
	Clerk            string          `json:"clerk"`
	Version          int64           `json:"version"`
	Replaces         *uuid.UUID      `json:"replaces" doc:"the announcement that it corrects or withdraws"`
	ReplacesNumber   string          `json:"replaces_number"`
	ReplacesTitle    string          `json:"replaces_title"`
	ReplacesSlug     string          `json:"replaces_slug"`
	ReplacedBy       *uuid.UUID      `json:"replaced_by" doc:"the one that corrected or withdrew it"`
	ReplacedByNumber string          `json:"replaced_by_number"`
	ReplacedBySlug   string          `json:"replaced_by_slug"`
	NamesCount       int             `json:"names_count"`
	Names            []AnnouncedName `json:"names,omitempty" db:"-"`
}

// AnnouncedName is a name of an announcement with the fields of art. 14.
type AnnouncedName struct {
	EditID     uuid.UUID `json:"edit_id"`
	Matter     string    `json:"matter" enum:"naming,renaming,abolishing"`
	Name       string    `json:"name" doc:"标准名称"`
	Former     string    `json:"former" doc:"the name before a renaming"`
	Pinyin     string    `json:"pinyin" doc:"罗马字母拼写"`
	Area       string    `json:"area" doc:"所属政区"`
	Position   string    `json:"position" doc:"位置描述"`
	Authority  string    `json:"authority" doc:"批准机关"`
	ApprovedOn string    `json:"approved_on" format:"date" doc:"批准时间"`
}

// slug is the last part of a published announcement's address.
func slug(area string, year, serial int) string { return fmt.Sprintf("%s-%d-%d", area, year, serial) }

// AnnouncementsQuery says which announcements are listed; empty fields do not restrict.
type AnnouncementsQuery struct {
	Area     string // an area that holds the bureau's
	State    string // without it all but the discarded ones
	Year     int
	Approval uuid.UUID
	Text     string // part of number or title
	Public   bool   // only what was ever published
	After    *Place
	Limit    int
}

var announcementStates = []string{Draft, Published, Corrected, Withdrawn, Discarded}

// Announcements lists announcements without their names: drafts, then the newest first;
// one more than the limit when more follow. Error: problem.BadParameter.
func (s *Store) Announcements(ctx context.Context, q AnnouncementsQuery) ([]Announcement, error) {
	if q.State != "" && !slices.Contains(announcementStates, q.State) {
		return nil, problem.Parameter("state", "problem.unknown_value", "allowed", strings.Join(announcementStates, ", "))
	}
	if q.After == nil {
		q.After = &Place{On: newest.On, Serial: newest.Serial, ID: newest.ID}
	}
	return readAnnouncements(ctx, s.db.Read(), nil, q.Area, q.State, q.Year, idOrNil(q.Approval), q.Public,
		strings.ToLower(strings.TrimSpace(q.Text)), q.After.On, q.After.Serial, q.After.ID, q.Limit+1)
}

// Place is where the announcement stands in a list.
func (a Announcement) Place() Place {
	p := Place{On: "infinity", Serial: a.Serial, ID: a.ID}
	if a.PublishedOn != nil {
		p.On = *a.PublishedOn
	}
	return p
}

func idOrNil(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

func readAnnouncements(ctx context.Context, q data.Querier, args ...any) ([]Announcement, error) {
	all, err := collect[Announcement](ctx, q, "announcements", append(args, int16(actor.ClearanceOf(ctx)))...)
	for i, a := range all {
		if a.Serial > 0 {
			all[i].Slug = slug(a.AreaCode, a.Year, a.Serial)
		}
	}
	return all, err
}

// Announcement reads an announcement with its names. Error: problem.NotFound.
func (s *Store) Announcement(ctx context.Context, id uuid.UUID) (Announcement, error) {
	return announcement(ctx, s.db.Read(), id)
}

func announcement(ctx context.Context, q data.Querier, id uuid.UUID) (Announcement, error) {
	found, err := readAnnouncements(ctx, q, id, "", "", 0, nil, false, "", newest.On, newest.Serial, newest.ID, 1)
	if err != nil || len(found) == 0 {
		if err == nil {
			err = notFound("announcement", id)
		}
		return Announcement{}, err
	}
	a := found[0]
	a.Names, err = collect[AnnouncedName](ctx, q, "announcement_names", id, int16(actor.ClearanceOf(ctx)))
	return a, err
}

// PublicAnnouncement reads a published announcement by its slug, or by its number as
// printed when only one bureau has it. Error: problem.NotFound.
func (s *Store) PublicAnnouncement(ctx context.Context, number string) (Announcement, error) {
	type row struct{ ID uuid.UUID }
	query, args := "announcement_by_number", []any{number}
	if area, year, serial, ok := parseSlug(number); ok {
		query, args = "announcement_by_slug", []any{area, year, serial}
	}
	ids, err := collect[row](ctx, s.db.Read(), query, args...)
	if err != nil {
		return Announcement{}, err
	}
	if len(ids) != 1 {
		return Announcement{}, notFound("announcement", number)
	}
	return announcement(ctx, s.db.Read(), ids[0].ID)
}

// Years are those in which announcements were published, newest first.
func (s *Store) Years(ctx context.Context) ([]int, error) {
	type row struct{ Year int }
	rows, err := collect[row](ctx, s.db.Read(), "announcement_years")
	years := make([]int, len(rows))
	for i, r := range rows {
		years[i] = r.Year
	}
	return years, err
}

// parseSlug reads area, year and serial of a slug.
func parseSlug(text string) (area string, year, serial int, ok bool) {
	parts := strings.Split(text, "-")
	if len(parts) != 3 {
		return "", 0, 0, false
	}
	area = parts[0]
	if len(parts[1]) != 4 || len(parts[2]) > 6 {
		return "", 0, 0, false
	}
	_, err := fmt.Sscanf(parts[1]+" "+parts[2], "%d %d", &year, &serial)
	return area, year, serial, err == nil && slug(area, year, serial) == text
}
