package movies
import ("testing";"github.com/mediamesh/events")
func TestZZ(t *testing.T){ for f,_:=range Films(){ if f.Number==73 { e,_:=Import(f,stable...); s,_:=events.MarshalString(e); t.Log(s)}}}
