package patrols

import "time"

// SetClock makes a store believe that it is a time.
func (s *Store) SetClock(now time.Time) { s.now = func() time.Time { return now } }
