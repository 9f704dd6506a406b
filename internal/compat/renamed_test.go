package compat

import (
	"testing"

	"github.com/mediamesh/events/internal/contract"
)

func TestFieldAt_LikenessOfNamesAndDescriptions(t *testing.T) {
	text := contract.KindString
	for _, c := range []struct {
		old, oldWords, new, newWords string
		want                         likeness
	}{
		{"colour", "", "color", "", likeName},
		{"poster_url", "", "posterURL", "", sameName},
		{"title", "", "displayTitle", "", likeWords},
		{"qty", "", "quantity", "", likeWords},
		{"createdAt", "", "created", "", likeName},
		{"desc", "", "longDescription", "", likeWords},
		{"jobId", "Which ingest it was.", "ingestId", "The ingest which it was", likeDescription},
		{"jobId", "Which ingest it was.", "ingestId", "", unlike},
		{"jobId", "", "ingestId", "", unlike},
		{"note", "", "rank", "", unlike},
		{"width", "In pixels.", "height", "In pixels.", likeDescription},
		{"state", "What became of the order, in one word.", "outcome", "What became of an order, in one word.", likeDescription},
		{"width", "Its width in pixels.", "height", "Its height in pixels.", unlike},
		{"a", "", "b", "", unlike},
	} {
		old := fieldAt{field: &contract.Field{Name: c.old, Schema: &contract.Schema{Kind: text, Description: c.oldWords}}}
		new := fieldAt{field: &contract.Field{Name: c.new, Schema: &contract.Schema{Kind: text, Description: c.newWords}}}
		if got := old.likenessTo(new); got != c.want {
			t.Errorf("%s (%s), %s (%s): likeness %d, want %d", c.old, c.oldWords, c.new, c.newWords, got, c.want)
		}
	}
}
