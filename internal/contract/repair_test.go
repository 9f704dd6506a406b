package contract

import (
	"errors"
	"os"
	"testing"
)

func TestReadRepairs(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"nothing":  {"", "r.yaml:1: yaml: the file is empty"},
		"no list":  {"repairs: 1", "r.yaml:1: keyword: a file of repairs has repairs: a list, each with name, when and steps"},
		"no parts": {"repairs:\n  - {}", "r.yaml:2: keyword: a repair has no \"name\"; add it\n" + "r.yaml:2: keyword: a repair has steps: a list, each one of rename, move, convert, map, default, copy and drop\n" + `r.yaml:2: keyword: a repair has when: a mapping of paths to values, such as {metadata.eventVersion: "1.0"}, so that it touches nothing else`},
		"paths that are none, or not in the event": {`repairs:
  - name: n
    when: {eventVersion: "1.0", payload.: 1, payload: 2}
    steps:
      - rename: {from: jobId, to: payload.ingestId}`,
			`r.yaml:3: migration: "eventVersion" is not in the event; begin with metadata. or payload., such as payload.jobId
r.yaml:3: migration: "payload" is not in the event; begin with metadata. or payload., such as payload.jobId
r.yaml:3: migration: "payload." is not a path; write names with dots between them, such as payload.jobId
r.yaml:5: migration: "jobId" is not in the event; begin with metadata. or payload., such as payload.jobId`},
		"values that are none": {`repairs:
  - name: n
    when: {payload.a: {b: 1}}
    steps:
      - drop: {field: payload.a}`, "r.yaml:3: keyword: payload.a is compared with a single value, or with each of a list, not with a mapping"},
		"a way back": {`repairs:
  - name: n
    when: {payload.a: [1, null]}
    steps:
      - drop: {field: payload.a, back: 1}
      - map: {field: payload.b, values: {a: b}, back: {c: d}}
      - rename: {from: payload.c, to: payload.d, loses: much}
      - noWayBack: never`,
			`r.yaml:5: keyword: a repair is never undone; leave out back and loses
r.yaml:6: keyword: a repair is never undone; leave out back and loses
r.yaml:7: keyword: a repair is never undone; leave out back and loses
r.yaml:8: keyword: "noWayBack" is not a step; there is rename, move, convert, map, default, copy and drop`},
	} {
		t.Run(name, func(t *testing.T) {
			list, err := ReadRepairs("r.yaml", []byte(c.file))
			var problems Problems
			if list != nil || !errors.As(err, &problems) || err.Error() != c.want {
				t.Errorf("%v, error\n%v\nwant\n%s", list, err, c.want)
			}
		})
	}
}

func TestReadTheExampleOfRepairs(t *testing.T) {
	data, err := os.ReadFile("../../examples/repair/before-contract.yaml")
	if err != nil {
		t.Fatal(err)
	}
	list, err := ReadRepairs("before-contract.yaml", data)
	if err != nil || len(list) != 5 {
		t.Fatalf("%d repairs, %v", len(list), err)
	}
	when := list[1].When
	if len(when) != 3 || when[0].Path != "metadata.eventVersion" || when[0].Values[0] != `"1.0"` || len(when[1].Values) != 4 || when[2].Values[0] != "null" {
		t.Errorf("%+v", when)
	}
}
