package contract

import (
	"testing"
	"testing/fstest"
)

func TestAt(t *testing.T) {
	c, err := ReadFS(fstest.MapFS{
		"catalog.yaml":  {Data: []byte("title: T\ngo: {dir: ../o, package: example.com/o}\ndomains:\n  - name: shop\n    events: [placed]\n")},
		"types/Id.yaml": {Data: []byte("type: string\n\nmaxLength: 9\ndescription: An id.\n")},
		"shop/placed.yaml": {Data: []byte("type: shop.placed\nversion: 1.0.0\nname: Placed\nconstant: PLACED\npayload:\n" +
			"  type: object\n  properties:\n    id:\n      $ref: Id\n      description: Which.\n    note:\n      type: string\n      maxLength: 5\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	e := c.Events()[0]
	for _, at := range []struct {
		what string
		pos  func(string) (Pos, bool)
		key  string
		want string
	}{
		{"the event", e.At, "version", "shop/placed.yaml:2"},
		{"a field", e.Payload.Field("note").Schema.At, "maxLength", "shop/placed.yaml:13"},
		{"a limit of a type", e.Payload.Field("id").Schema.At, "maxLength", "types/Id.yaml:3"},
		{"what stands beside $ref", e.Payload.Field("id").Schema.At, "description", "shop/placed.yaml:10"},
	} {
		if pos, ok := at.pos(at.key); !ok || pos.String() != at.want {
			t.Errorf("%s: %s is at %s, %t, want %s", at.what, at.key, pos, ok, at.want)
		}
	}
	if pos, ok := e.At("owner"); ok {
		t.Errorf("owner is at %s, and not in the file", pos)
	}
}
