package ledger

import "kiroku/value"

// Telling is what a report adds to what is told, of the like by the same, day by
// day: that it was told on this day.
type Telling struct {
	Key    string // of the like, by the same
	Day    int    // counted as [DayNumber] does
	Stated bool   // the report says that it was this day; else it appeared then
	Reach  int    // for how many days the like is told of without its day
}

// DayNumber counts days from the first of 1970.
func DayNumber(d value.Day) int { return int(d.Time().Unix() / 86400) }

// DayOf is the day of that number.
func DayOf(n int) value.Day { return value.NewDay(1970, 1, 1).Add(0, 0, n) }

// Told is how the like was told on one day.
type Told struct {
	Loose  bool // by a report that names no day
	Stated bool // by one that names this one
}

// Since is the day that is supposed for a report which names none and appeared
// on a day, by what is told around it: this day where anybody states it, or
// else the nearest of the days before it, as many as reach, that is stated, or
// on which the thing was told first after as many days of silence. So news is
// retold for a while; but what is told anew each day is each day another thing,
// and because nothing further away than twice the reach matters, a war of a
// thousand days does not hang together.
func Since(day, reach int, told func(day int) Told) int {
	if told(day).Stated {
		return day
	}
	for d := day - 1; d >= day-reach; d-- {
		if t := told(d); t.Stated || t.Loose && silent(d, reach, told) {
			return d
		}
	}
	return day
}

// silent reports whether nothing was told in the days before one.
func silent(day, reach int, told func(day int) Told) bool {
	for d := day - 1; d >= day-reach; d-- {
		if told(d) != (Told{}) {
			return false
		}
	}
	return true
}
