package topology

import "context"

// Load lets tests start from what a database holds.
func (s *Store) Load(ctx context.Context) (Set, error) { return s.load(ctx) }
