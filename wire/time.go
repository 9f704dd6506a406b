package wire

import "time"

// plusZero and minusZero are offset zero written as +00:00 and -00:00, which
// time.UTC, written as Z, could not tell apart.
var (
	plusZero  = time.FixedZone("+00:00", 0)
	minusZero = time.FixedZone("-00:00", 0)
)

// offsets holds the zones of whole quarter hours from -14:00 to +14:00, which
// are all that clocks use, so that reading them allocates nothing.
var offsets = func() (zones [2*maxQuarter + 1]*time.Location) {
	for q := range zones {
		zones[q] = time.FixedZone("", (q-maxQuarter)*quarter)
	}
	zones[maxQuarter] = plusZero
	return zones
}()

const (
	quarter    = 15 * 60
	maxQuarter = 14 * 4
)

func zone(negative bool, seconds int) *time.Location {
	switch {
	case negative && seconds == 0:
		return minusZero
	case negative:
		seconds = -seconds
	}
	if q := seconds/quarter + maxQuarter; seconds%quarter == 0 && q >= 0 && q < len(offsets) {
		return offsets[q]
	}
	return time.FixedZone("", seconds)
}

// two returns the number that two digits at i make, or at least 100.
func two(s string, i int) uint {
	tens, ones := uint(s[i]-'0'), uint(s[i+1]-'0')
	if tens > 9 || ones > 9 {
		return 100
	}
	return tens*10 + ones
}

// date reads YYYY-MM-DD off the first ten bytes of s.
func date(s string) (year, month, day uint, ok bool) {
	if len(s) < len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return 0, 0, 0, false
	}
	century, short := two(s, 0), two(s, 2)
	year, month, day = century*100+short, two(s, 5), two(s, 8)
	if century > 99 || short > 99 || month-1 > 11 || day-1 > 30 {
		return 0, 0, 0, false
	}
	return year, month, day, day <= 28 || day <= daysIn(year, month)
}

func daysIn(year, month uint) uint {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

func validDate(s string) bool {
	_, _, _, ok := date(s)
	return ok
}

// parseTime reads a [DateTime]: YYYY-MM-DDTHH:MM:SS[.1–9 digits](Z or ±HH:MM).
func parseTime(s string) (time.Time, bool) {
	const shortest = len("2006-01-02T15:04:05Z")
	if len(s) < shortest || s[10] != 'T' || s[13] != ':' || s[16] != ':' {
		return time.Time{}, false
	}
	year, month, day, ok := date(s)
	hour, minute, second := two(s, 11), two(s, 14), two(s, 17)
	if !ok || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	nanos, i := fraction(s, 19)
	if i < 0 || i >= len(s) {
		return time.Time{}, false
	}
	unix := unixDay(year, month, day)*86400 + int64(hour*3600+minute*60+second)
	if s[i] == 'Z' {
		return time.Unix(unix, nanos).UTC(), i+1 == len(s)
	}
	if len(s) != i+len("+00:00") || s[i] != '+' && s[i] != '-' || s[i+3] != ':' {
		return time.Time{}, false
	}
	offHour, offMinute := two(s, i+1), two(s, i+4)
	if offHour > 23 || offMinute > 59 {
		return time.Time{}, false
	}
	negative, offset := s[i] == '-', int64(offHour*3600+offMinute*60)
	if negative {
		unix += offset
	} else {
		unix -= offset
	}
	return time.Unix(unix, nanos).In(zone(negative, int(offset))), true
}

// fraction reads an optional point and one to nine digits at i. It returns the
// nanoseconds and the position after them, or -1.
func fraction(s string, i int) (nanos int64, end int) {
	if s[i] != '.' {
		return 0, i
	}
	i++
	scale := int64(100_000_000)
	for start := i; i < len(s) && isDigit(s[i]); i++ {
		if i-start == 9 {
			return 0, -1
		}
		nanos += int64(s[i]-'0') * scale
		scale /= 10
	}
	if s[i-1] == '.' {
		return 0, -1
	}
	return nanos, i
}

// unixDay counts days from 1970-01-01 in the Gregorian calendar. Years are
// taken to begin in March, which puts the leap day last.
func unixDay(year, month, day uint) int64 {
	if month <= 2 {
		year += 400 - 1 // one cycle more, so that year 0 does not wrap
		month += 12
	} else {
		year += 400
	}
	dayOfYear := (153*(month-3)+2)/5 + day - 1
	days := year*365 + year/4 - year/100 + year/400 + dayOfYear
	const marchTo1970 = 865_565 // days from 1 March of year 0 to 1970, plus one cycle of 146,097
	return int64(days) - marchTo1970
}

// appendTime writes t as JavaScript's toISOString does, with more digits where
// finer ones are not zero and with its own offset. It returns false if t has no
// such form: a year outside 0 to 9999, or an offset of odd seconds or of a day.
func appendTime(dst []byte, t time.Time) ([]byte, bool) {
	_, offset := t.Zone()
	year := t.Year()
	if year < 0 || year > 9999 || offset%60 != 0 || offset <= -86400 || offset >= 86400 {
		return dst, false
	}
	_, month, day := t.Date()
	hour, minute, second := t.Clock()
	dst = appendTwo(dst, year/100)
	dst = append(appendTwo(dst, year%100), '-')
	dst = append(appendTwo(dst, int(month)), '-')
	dst = append(appendTwo(dst, day), 'T')
	dst = append(appendTwo(dst, hour), ':')
	dst = append(appendTwo(dst, minute), ':')
	dst = append(appendTwo(dst, second), '.')
	dst = appendFraction(dst, t.Nanosecond())
	return appendOffset(dst, t.Location(), offset), true
}

func appendTwo(dst []byte, n int) []byte {
	return append(dst, byte('0'+n/10), byte('0'+n%10))
}

func appendFraction(dst []byte, nanos int) []byte {
	digits := 3
	scale := 100_000_000
	for rest := nanos % 1_000_000; rest != 0; digits++ {
		rest = rest * 10 % 1_000_000
	}
	for ; digits > 0; digits-- {
		dst = append(dst, byte('0'+nanos/scale%10))
		scale /= 10
	}
	return dst
}

func appendOffset(dst []byte, loc *time.Location, offset int) []byte {
	switch {
	case offset == 0 && loc == plusZero:
		return append(dst, "+00:00"...)
	case offset == 0 && loc == minusZero:
		return append(dst, "-00:00"...)
	case offset == 0:
		return append(dst, 'Z')
	case offset < 0:
		dst, offset = append(dst, '-'), -offset
	default:
		dst = append(dst, '+')
	}
	dst = append(appendTwo(dst, offset/3600), ':')
	return appendTwo(dst, offset/60%60)
}
