package contract

import "testing"

func TestLimitsLength(t *testing.T) {
	for pattern, want := range map[string]bool{
		`^[a-z]{2,8}$`:           true,
		`^(?:ab|c?)$`:            true,
		`^a$|^bb$`:               true,
		`(^a$)`:                  true,
		`^$`:                     true,
		`^[a-z]+$`:               false,
		`^a*$`:                   false,
		`^a{2,}$`:                false,
		`^(?:a|b+)$`:             false,
		`[a-z]{2}`:               false,
		`^[a-z]{2}`:              false,
		`[a-z]{2}$`:              false,
		`^a$|b`:                  false,
		`^a|b$`:                  false,
		`(`:                      false,
		``:                       false,
		`^(?:[0-9]{1,3}\.){2}x$`: true,
	} {
		if got := limitsLength(pattern); got != want {
			t.Errorf("limitsLength(%q) = %v", pattern, got)
		}
	}
}
