package wire

import (
	"testing"
	"time"
)

func TestUnixDayAgreesWithTheCalendar(t *testing.T) {
	day := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
	for end := time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC); day.Before(end); day = day.AddDate(0, 0, 1) {
		text := day.Format("2006-01-02T15:04:05Z")
		got, ok := parseTime(text)
		if !ok || !got.Equal(day) {
			t.Fatalf("parseTime(%q) = %v, %v; want %v", text, got, ok, day)
		}
	}
}

func TestCivilIsTheReverseOfUnixDay(t *testing.T) {
	first, last := unixDay(0, 1, 1), unixDay(9999, 12, 31)
	for day := first; day <= last; day++ {
		if year, month, dayOfMonth := civil(day); unixDay(year, month, dayOfMonth) != day || dayOfMonth < 1 || dayOfMonth > daysIn(year, month) {
			t.Fatalf("civil(%d) = %d-%d-%d", day, year, month, dayOfMonth)
		}
	}
}

// The quick way for the usual form and the thorough one for all must agree.
func TestParseMillisAgreesWithParseTime(t *testing.T) {
	agree := func(text string) {
		t.Helper()
		quick, usual := parseMillis(text)
		thorough, ok := parseTime(text)
		if len(text) == 24 && text[19] == '.' && text[23] == 'Z' && usual != ok || usual && (!ok || quick != thorough) {
			t.Fatalf("%q: parseMillis gives %v, %v; parseTime %v, %v", text, quick, usual, thorough, ok)
		}
	}
	for _, text := range []string{"2026-01-15T10:00:00.245Z", "0000-02-29T23:59:59.999Z", "1900-02-29T00:00:00.000Z", "9999-12-31T23:59:60.000Z"} {
		agree(text)
		for i := range text {
			for c := range 256 {
				agree(text[:i] + string([]byte{byte(c)}) + text[i+1:])
			}
			agree(text[:i])
		}
	}
	for day := time.Date(0, 1, 1, 13, 59, 7, 123e6, time.UTC); day.Year() < 10000; day = day.Add(23*time.Hour + 59*time.Minute + 58*time.Second + 987*time.Millisecond) {
		agree(day.Format("2006-01-02T15:04:05.000Z"))
	}
}
