package events_test

import (
	"fmt"

	"github.com/mediamesh/events"
)

// Compare versions by their numbers, not as text.
func ExampleCompareVersions() {
	order, err := events.CompareVersions("1.9.0", "1.10.0")
	fmt.Println(order, err)
	_, err = events.CompareVersions("1.9", "1.10.0")
	fmt.Println(err)
	// Output:
	// -1 <nil>
	// "1.9" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros
}

// Versions of one major can be read as they are.
func ExampleCompatible() {
	fmt.Println(events.Compatible("1.0.0", "1.3.7"), events.Compatible("1.0.0", "2.0.0"))
	// Output: true false
}

func ExampleLatestVersion() {
	latest, err := events.LatestVersion("1.2.0", "1.10.0", "1.9.3")
	fmt.Println(latest, err)
	// Output: 1.10.0 <nil>
}

func ExampleParseVersion() {
	v, err := events.ParseVersion("1.10.3")
	fmt.Println(v.Major, v.Minor, v.Patch, err)
	// Output: 1 10 3 <nil>
}
