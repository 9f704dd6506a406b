package movies

import "testing"

func TestFilms(t *testing.T) {
	n := 0
	for f, err := range Films() {
		if err != nil {
			t.Fatal(err)
		}
		if n++; f.Number != n {
			t.Fatalf("film %d says it is %d", n, f.Number)
		}
		if f.Line != n+1 { // the array's bracket is in line 1
			t.Fatalf("film %d says line %d", n, f.Line)
		}
	}
	if n != Total {
		t.Errorf("%d films, want %d", n, Total)
	}
}

func TestFilmsStopWhenAsked(t *testing.T) {
	for f := range Films() {
		if f.Number > 2 {
			t.Fatal("goes on")
		}
		if f.Number == 2 {
			break
		}
	}
}
