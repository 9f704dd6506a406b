package unbuildable

import "testing"

func TestBound(t *testing.T) { t.Log(missing) }
