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
