package agenda

import (
	"context"
	"fmt"
)

// VerifyChain reads all of journal id from j and checks that versions follow each other without gaps and that every record matches its hash.
// It returns the newest head that is good: with an error, the one before the record at fault. An unknown meeting is an empty head.
func VerifyChain(ctx context.Context, j Journal, id MeetingID) (Head, error) {
	head := Head{Meeting: id}
	for r, err := range j.Read(ctx, id, 0) {
		if err != nil {
			return head, fmt.Errorf("verify %s after record %d: %w", id, head.Version, err)
		}
		if r.Version != head.Version+1 {
			return head, fmt.Errorf("agenda: %s has record %d after record %d", id, r.Version, head.Version)
		}
		if err := Verify(id, head.Hash, r); err != nil {
			return head, err
		}
		head.Version, head.Hash = r.Version, r.Hash
	}
	return head, nil
}
