package api

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/google/uuid"

	"cairn/boundaries/rounds"
)

// Plans and records follow a line that a change of areas gives another code; closed rounds
// keep what they had.
func TestRoundFollowsLine(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	old := "532601203"
	line := r.one("SELECT code FROM boundary_line WHERE $1 IN (left_area, right_area) AND level = 'township' ORDER BY code LIMIT 1", old)
	r.root.do("POST", "/boundaries/rounds", map[string]any{"number": 9}).want(t, http.StatusCreated)
	r.root.do("POST", "/boundaries/rounds/9/lines", map[string]any{"lines": []string{line}, "left_team": "左", "right_team": "右"}).want(t, http.StatusOK)
	r.root.do("POST", "/boundaries/rounds/9/open", map[string]any{}, at(1)...).want(t, http.StatusOK)
	var course struct {
		Geometry json.RawMessage
		LeftArea string `json:"left_area"`
	}
	r.root.do("GET", "/boundaries/lines/"+line, nil).want(t, http.StatusOK).into(t, &course)
	r.root.do("POST", "/boundaries/rounds/9/lines/"+line+"/tracks", map[string]any{"id": uuid.NewString(), "walked_on": "2023-01-05", "track": course.Geometry}).want(t, http.StatusCreated)
	r.apply("upgrade", "2023-02-01", map[string]any{"old": []string{old}, "code": "532601120", "name": "新镇", "pinyin": "Xīn Zhèn"})
	next := r.one("SELECT new_code FROM line_move WHERE old_code = $1", line)
	var l rounds.LineRecord
	r.root.do("GET", "/boundaries/rounds/9/lines/"+next, nil).want(t, http.StatusOK).into(t, &l)
	team := l.LeftTeam
	if l.LeftArea != course.LeftArea && !(course.LeftArea == old && l.LeftArea == "532601120") {
		team = l.RightTeam // the new code stands on the other side
	}
	if l.State != "walked" || team != "左" || l.Covered == nil || *l.Covered != 1 {
		t.Errorf("after the change %+v", l)
	}
	r.want("the old line in the round", r.one("SELECT count(*) FROM round_line WHERE round = 9 AND line_code = $1", line), "0")
	r.trailIsWhole()
}
