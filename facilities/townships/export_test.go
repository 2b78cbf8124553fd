package townships

import "time"

// SetClock makes the store believe that it is now.
func (s *Store) SetClock(now time.Time) { s.now = func() time.Time { return now } }
