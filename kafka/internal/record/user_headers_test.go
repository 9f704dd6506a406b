package record_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/record"
)

// headerNames are the constants that name a header, or begin such names, of package kafka,
// those below it and package cloudevents.
func headerNames(t *testing.T) map[string]string {
	t.Helper()
	names := make(map[string]string)
	for _, root := range []string{"../..", "../../../cloudevents"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			inRecord := file.Name.Name == "record"
			ast.Inspect(file, func(n ast.Node) bool {
				spec, ok := n.(*ast.ValueSpec)
				if !ok {
					return true
				}
				for i, value := range spec.Values {
					name := spec.Names[i].Name
					literal, ok := value.(*ast.BasicLit)
					if !ok || literal.Kind != token.STRING || !inRecord && !strings.HasPrefix(strings.ToLower(name), "header") && name != "redrivenPrefix" {
						continue
					}
					names[name], _ = strconv.Unquote(literal.Value)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return names
}

// No header that package kafka writes or reads itself can be a service's own.
func TestUserHeaders_ReserveEveryNameOfPackageKafka(t *testing.T) {
	names := headerNames(t)
	for _, name := range []string{
		"HeaderEventType", "HeaderEventSource", "HeaderCorrelationID", "HeaderCausationID", "HeaderTraceParent", "HeaderTraceState", "HeaderSchemaID",
		"HeaderDLReason", "HeaderDLStripped", "HeaderRedrivenFrom", "HeaderRedrivenFor", "HeaderKafkaTopic", "HeaderKafkaMessage", "HeaderContentType", "HeaderPrefix", "ContentID",
	} {
		if names[name] == "" {
			t.Errorf("constant %s was not found among %d", name, len(names))
		}
	}
	delete(names, "fieldContentID") // of a payload
	for name, key := range names {
		if name == "HeaderPrefix" || name == "redrivenPrefix" {
			key += "x"
		}
		for _, key := range []string{key, strings.ToUpper(key), strings.ToUpper(key[:1]) + key[1:]} {
			if problem := problemOf(key); problem != "is reserved: this package writes or reads it itself" {
				t.Errorf("%s: %q: %q", name, key, problem)
			}
		}
		if deadletter.IsControlHeader(key) && problemOf("previous-"+key) == "" {
			t.Errorf("%s: previous-%s is allowed", name, key)
		}
	}
	for _, key := range []string{"tenant", "region", "x-event-type", "baggage", "content", "previous-tenant", "dlq", "ce-id", "event", "redriven"} {
		if problem := problemOf(key); problem != "" || cloudevents.IsHeader(key) {
			t.Errorf("%q %s", key, problem)
		}
	}
}

// problemOf returns why a service cannot write a header of a key, "" if it can.
func problemOf(key string) string {
	var own record.UserHeaders
	if own.Set(key, nil); own.Problem != nil {
		return own.Problem.Problem
	}
	return ""
}
