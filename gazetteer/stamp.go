package gazetteer

import (
	"cmp"
	"time"

	"github.com/google/uuid"

	"cairn/internal/actor"
	"cairn/internal/chinatime"
)

// The matters (事项) of an edit. A correction (信息修改) needs no approval, the others do.
const (
	Naming     = "naming"     // 命名
	Renaming   = "renaming"   // 更名
	Abolishing = "abolishing" // 销名
	Correction = "correction" // 信息修改
)

// Stamp says what the ledger keeps of an edit besides what it changes, and by which right
// it is made. The zero Stamp is a direct edit by the actor, today.
type Stamp struct {
	Matter string       // "": naming, renaming, correction or abolishing, as what is done says
	On     time.Time    // the edit's own day in Asia/Shanghai; zero: now
	Clerk  string       // 经办人; "": the actor's name
	Action actor.Action // the right that is judged over old and new area and position; "": actor.EditPlace
	Exact  bool         // a changed name does not go to the former names by itself: it never held (a revert)

	SetID, ItemID, ApprovalID *uuid.UUID // the change set, its item and the approval (批准) behind it
}

// matterOf is the matter of an edit that says none: a change of the standard name is a
// renaming (更名), any other change a correction. That a name was only written wrongly is
// for whoever edits to say.
func matterOf(op string, renamed bool) string {
	switch {
	case op == opAdd:
		return Naming
	case op == opDelete:
		return Abolishing
	case renamed:
		return Renaming
	}
	return Correction
}

// with fills what the stamp leaves open.
func (st Stamp) with(by actor.Actor, now time.Time) Stamp {
	if st.On.IsZero() {
		st.On = now
	}
	st.On = st.On.In(chinatime.Zone)
	st.Clerk = cmp.Or(st.Clerk, by.Name, by.Login)
	st.Action = cmp.Or(st.Action, actor.EditPlace)
	return st
}

// day is the stamp's day, YYYY-MM-DD.
func (st Stamp) day() string { return chinatime.Day(st.On) }

// edit is the stamped edit that leads from one state of an entry to the next.
func (st Stamp) edit(op string, before, after *Place) edit {
	e := editOf(op, before, after, st.day())
	e.Matter, e.Clerk = cmp.Or(st.Matter, e.Matter), st.Clerk
	e.SetID, e.ItemID, e.ApprovalID = st.SetID, st.ItemID, st.ApprovalID
	return e
}
