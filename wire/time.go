package wire

import "time"

// plusZero and minusZero are zones for the offsets +00:00 and -00:00, which time.UTC,
// written as Z, could not distinguish.
var (
	plusZero  = time.FixedZone("+00:00", 0)
	minusZero = time.FixedZone("-00:00", 0)
)

// offsets holds the zones of whole quarter hours from -14:00 to +14:00, which are the only
// ones in use, so that reading them does not allocate.
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

// two returns the number that the two digits at i form, or at least 100 if they are not
// digits.
func two(s string, i int) uint {
	tens, ones := uint(s[i]-'0'), uint(s[i+1]-'0')
	if tens > 9 || ones > 9 {
		return 100
	}
	return tens*10 + ones
}

// date parses YYYY-MM-DD in the first ten bytes of s.
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

// The eight-byte words of a date-time are YYYY-MM-, DDTHH:MM and :SS.mmmZ. Each constant
// has the separators and a zero for each digit. The second of each pair must be added to
// the difference from the first to set a byte's top bit, unless the byte is a digit up to 9
// or a correct separator.
const (
	dateWord     = 0x2d30302d30303030 // "0000-00-", first byte lowest
	dateExcess   = 0x7f76767f76767676
	timeWord     = 0x30303a3030543030 // "00T00:00"
	timeExcess   = 0x76767f76767f7676
	secondWord   = 0x5a3030302e30303a // ":00.000Z"
	secondExcess = 0x7f7676767f76767f
)

// pairs converts bytes that are digits: each becomes ten times the digit plus the next one.
func pairs(digits uint64) uint64 { return digits*10 + digits>>8 }

// parseMillis parses a [DateTime] in the most common form, YYYY-MM-DDTHH:MM:SS.mmmZ. ok is
// false for all others, including valid ones.
func parseMillis(s string) (time.Time, bool) {
	if len(s) != len("2006-01-02T15:04:05.000Z") {
		return time.Time{}, false
	}
	d, t, u := load(s, 0)^dateWord, load(s, 8)^timeWord, load(s, 16)^secondWord
	if (d|(d+dateExcess)|t|(t+timeExcess)|u|(u+secondExcess))&tops != 0 {
		return time.Time{}, false
	}
	second := uint(pairs(u) >> 8 & 0xff)
	milli := int64(pairs(u)>>32&0xff*10 + u>>48&0xff)
	minutes, ok := unixMinute(d, t)
	return time.Unix(minutes*60+int64(second), milli*1_000_000).UTC(), ok && second <= 59
}

// parseTime parses a [DateTime]: YYYY-MM-DDTHH:MM:SS[.1–9 digits](Z or ±HH:MM).
func parseTime(s string) (time.Time, bool) {
	const shortest = len("2006-01-02T15:04:05Z")
	if len(s) < shortest {
		return time.Time{}, false
	}
	d, t := load(s, 0)^dateWord, load(s, 8)^timeWord
	if (d|(d+dateExcess)|t|(t+timeExcess))&tops != 0 || s[16] != ':' {
		return time.Time{}, false
	}
	minutes, ok := unixMinute(d, t)
	second := two(s, 17)
	if !ok || second > 59 {
		return time.Time{}, false
	}
	nanos, i := fraction(s, 19)
	if i < 0 || i >= len(s) {
		return time.Time{}, false
	}
	unix := minutes*60 + int64(second)
	if s[i] == 'Z' {
		return time.Unix(unix, nanos).UTC(), i+1 == len(s)
	}
	return withOffset(unix, nanos, s[i:])
}

// unixMinute returns the minutes since 1970, from the digits of YYYY-MM- and DDTHH:MM.
func unixMinute(date, clock uint64) (minutes int64, ok bool) {
	date, clock = pairs(date), pairs(clock)
	year := uint(date&0xff*100 + date>>16&0xff)
	month, day := uint(date>>40&0xff), uint(clock&0xff)
	hour, minute := uint(clock>>24&0xff), uint(clock>>48&0xff)
	if month-1 > 11 || day-1 > 30 || day > 28 && day > daysIn(year, month) || hour > 23 || minute > 59 {
		return 0, false
	}
	return unixDay(year, month, day)*1440 + int64(hour*60+minute), true
}

// withOffset parses ±HH:MM, the offset of a local time.
func withOffset(unix, nanos int64, s string) (time.Time, bool) {
	if len(s) != len("+00:00") || s[0] != '+' && s[0] != '-' || s[3] != ':' {
		return time.Time{}, false
	}
	hour, minute := two(s, 1), two(s, 4)
	if hour > 23 || minute > 59 {
		return time.Time{}, false
	}
	negative, offset := s[0] == '-', int64(hour*3600+minute*60)
	if negative {
		unix += offset
	} else {
		unix -= offset
	}
	return time.Unix(unix, nanos).In(zone(negative, int(offset))), true
}

// fraction parses an optional point and one to nine digits at i. It returns the nanoseconds
// and the position after them, or -1.
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

// unixDay returns the days since 1970-01-01 in the Gregorian calendar. Years start in
// March, so that the leap day comes last.
func unixDay(year, month, day uint) int64 {
	if month <= 2 {
		year += 400 - 1 // one cycle more, so that year 0 does not wrap
		month += 12
	} else {
		year += 400
	}
	dayOfYear := (153*(month-3)+2)/5 + day - 1
	days := year*365 + year/4 - year/100 + year/400 + dayOfYear
	return int64(days) - marchTo1970
}

// marchTo1970 is the number of days from 1 March of year 0 to 1970, plus a cycle of 400
// years.
const marchTo1970 = 719_468 + 146_097

// civil is the inverse of unixDay.
func civil(unixDay int64) (year, month, day uint) {
	// Days from 1 March of the year 400 years before year 0, so that they are
	// positive and the leap day is the last of its year.
	days := uint(unixDay + marchTo1970)
	cycle, days := days/146_097, days%146_097
	yearOfCycle := (days - days/1460 + days/36_524 - days/146_096) / 365
	dayOfYear := days - (365*yearOfCycle + yearOfCycle/4 - yearOfCycle/100)
	m := (5*dayOfYear + 2) / 153
	day = dayOfYear - (153*m+2)/5 + 1
	month, year = m+3, cycle*400+yearOfCycle-400
	if month > 12 {
		month, year = month-12, year+1
	}
	return year, month, day
}

// Seconds of the years 0 and 10,000.
const (
	firstSecond = -62_167_219_200
	lastSecond  = 253_402_300_799
)

// calendar caches the text of the last date: most events are of today.
type calendar struct {
	day  int64
	date [len("2006-01-02T")]byte // zero bytes before the first
}

// of returns the day's date.
func (c *calendar) of(day int64) *[len("2006-01-02T")]byte {
	if day != c.day || c.date[0] == 0 {
		year, month, dayOfMonth := civil(day)
		putTwo(c.date[0:], year/100)
		putTwo(c.date[2:], year%100)
		c.date[4] = '-'
		putTwo(c.date[5:], month)
		c.date[7] = '-'
		putTwo(c.date[8:], dayOfMonth)
		c.date[10] = 'T'
		c.day = day
	}
	return &c.date
}

// appendTime writes t like JavaScript's toISOString, but with its own offset, and with more
// digits if it is finer than a millisecond. It returns false if t has no such form: a year
// outside 0 to 9999, or an offset with odd seconds or of a day or more.
func (c *calendar) appendTime(dst []byte, t time.Time) ([]byte, bool) {
	offset := 0
	if t.Location() != time.UTC {
		_, offset = t.Zone()
	}
	local := t.Unix() + int64(offset)
	if local < firstSecond || local > lastSecond || offset%60 != 0 || offset <= -86400 || offset >= 86400 {
		return dst, false
	}
	const cycle = 146_097 * 86_400 // 400 years, to keep the division positive
	day, second := (local+6*cycle)/86400-6*146_097, uint((local+6*cycle)%86400)
	nanos := uint(t.Nanosecond())

	var b [len("2006-01-02T15:04:05.000")]byte
	copy(b[:], c.of(day)[:])
	minute := second / 60
	putTwo(b[11:], minute/60)
	b[13] = ':'
	putTwo(b[14:], minute%60)
	b[16] = ':'
	putTwo(b[17:], second%60)
	b[19] = '.'
	milli := nanos / 1_000_000
	b[20] = byte('0' + milli/100)
	putTwo(b[21:], milli%100)
	dst = appendFiner(append(dst, b[:]...), nanos%1_000_000)
	return appendOffset(dst, t.Location(), offset), true
}

func putTwo(b []byte, n uint) { b[0], b[1] = byte('0'+n/10), byte('0'+n%10) }

// appendFiner writes the digits beyond milliseconds, without trailing zeros.
func appendFiner(dst []byte, nanos uint) []byte {
	for ; nanos != 0; nanos = nanos * 10 % 1_000_000 {
		dst = append(dst, byte('0'+nanos/100_000))
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
	}
	b := [...]byte{'+', 0, 0, ':', 0, 0}
	if offset < 0 {
		b[0], offset = '-', -offset
	}
	putTwo(b[1:], uint(offset/3600))
	putTwo(b[4:], uint(offset/60%60))
	return append(dst, b[:]...)
}
