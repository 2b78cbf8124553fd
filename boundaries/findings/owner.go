package findings

import (
	"cairn/data/attachments"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Files judges the attachments of findings, by the finding's id: whoever may read the finding
// may read them; either party adds to them until it is closed, and who reported it adds photos.
func (s *Store) Files() attachments.Owner {
	return attachments.Records[BoundaryFinding]{What: "finding", Get: s.Get, Add: func(by actor.Actor, f BoundaryFinding) error {
		if f.Author != by.Login {
			if err := by.CheckEither(actor.HandleFinding, f.Parties...); err != nil {
				return err
			}
		}
		if f.State == Closed {
			return problem.New(problem.Conflict, "findings.wrong_state", "stand", f.State)
		}
		return nil
	}}
}

// DisputeFiles judges the attachments of disputes, by the dispute's id: scans of agreements and
// records, for those only who may read the dispute.
func (s *Store) DisputeFiles() attachments.Owner {
	return attachments.Records[Dispute]{What: "dispute", Get: s.Dispute,
		Add: func(by actor.Actor, _ Dispute) error { return mayWriteDisputes(by) }}
}
