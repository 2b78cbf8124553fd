// Package chinatime is the clock on the wall of the offices: days begin and end there by the
// time of China, wherever the machine stands.
package chinatime

import "time"

// Zone is the time of China, the whole year.
var Zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// Day is the day at t, YYYY-MM-DD.
func Day(t time.Time) string { return t.In(Zone).Format(time.DateOnly) }

// Minute is the day and the time at t, for readers who know where they are.
func Minute(t time.Time) string { return t.In(Zone).Format("2006-01-02 15:04") }

// Second is the day and the time at t, with the zone.
func Second(t time.Time) string { return t.In(Zone).Format("2006-01-02 15:04:05 -07:00") }
