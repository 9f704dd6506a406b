package asyncapi

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/gen"
)

// signs are what Markdown, HTML or YAML may take for more than text, and what
// stands around them.
var signs = strings.Split("* _ ` ``` ~ ~~ # ## - --- + = > < </a> <b> <!-- & &amp; &#42; | || \\ \\| [ ] ( ) ![a](b) [a](#b) ! $ $$ : :a: @ @a ' \" , . 1. 2) 0 1 "+
	"a b word null true yes no 1e3 0x1 2026-01-31 { } % ? http://a.example https://a.example/a_b?c=$d&e=*f*. ftp:// www.a_b.example a_b@c.example a@b.example ä 猫 🔎 \u00a0 \u2028 \u0085 \ufeff", " ")

func anyText(r *rand.Rand, spaces ...string) string {
	var b strings.Builder
	for range 1 + r.IntN(6) {
		b.WriteString(signs[r.IntN(len(signs))])
		if len(spaces) > 0 {
			b.WriteString(spaces[r.IntN(len(spaces))])
		}
	}
	return strings.TrimSpace(b.String())
}

// anyContract is one that no file could be better at being misread: every text
// of it is made of signs.
func anyContract(seed uint64) *contract.Contract {
	r := rand.New(rand.NewPCG(seed, 6))
	payload := &contract.Schema{Kind: contract.KindObject}
	for n := range 400 {
		payload.Fields = append(payload.Fields, &contract.Field{
			Pos: contract.Pos{File: fmt.Sprintf("seed-%d", seed), Line: n}, Name: fmt.Sprintf("f%d", n), Required: n%2 == 0,
			Schema: &contract.Schema{
				Kind: contract.KindString, Personal: n%3 == 0,
				Description: anyText(r, "", " ", " ", "\n", "  "), Enum: []string{anyText(r), anyText(r, " ", "")},
			},
		})
	}
	d := &contract.Domain{Name: "odd", Description: anyText(r, " ")}
	d.Events = []*contract.Event{{
		Domain: d, Type: "odd.case", Version: "1.0.0", Major: 1, Summary: anyText(r, " "), Owner: anyText(r, " "), Payload: payload,
	}}
	return &contract.Contract{
		Title: anyText(r, " "), Description: anyText(r, " ", "\n\n"), Domains: []*contract.Domain{d},
		AsyncAPI: &contract.AsyncAPITarget{Version: "1.0.0"},
	}
}

// Whatever a contract's texts are, both documents say them letter by letter.
func TestAnyText(t *testing.T) {
	var contracts []*contract.Contract
	var pages, documents []source
	for seed := range uint64(5) {
		c := anyContract(seed)
		data, err := gen.AsyncAPI(c)
		if err != nil {
			t.Fatal(err)
		}
		contracts = append(contracts, c)
		pages = append(pages, source{fmt.Sprint("page ", seed), string(gen.Markdown(c))})
		documents = append(documents, source{fmt.Sprint("document ", seed), string(data)})
	}
	for i, p := range ask[rendered](t, "render.mjs", pages) {
		compareTables(t, contracts[i], p)
		if want := words(contracts[i].Title); p.Headings[0] != want {
			t.Errorf("%s: the title is %q, want %q", p.Name, p.Headings[0], want)
		}
		if len(p.HTML) > 0 {
			t.Errorf("%s: HTML that is not ours: %q", p.Name, p.HTML)
		}
	}
	for i, p := range ask[parsed](t, "parse.mjs", documents[:1]) { // it takes its time
		if diff := cmp.Diff([]string{latestVersion}, p.Diagnostics); diff != "" {
			t.Fatalf("%s: diagnostics (-want +got):\n%s", p.Name, diff)
		}
		compareDomain(t, p.Document, contracts[i].Domains[0])
	}
}
