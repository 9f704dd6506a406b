package main

import (
	"context"
	"fmt"
	"sync"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/kafka"
)

const (
	service      = "search-indexer"
	indexVersion = "v1"
)

// indexer keeps the titles of all content, and tells others what it has taken in.
type indexer struct {
	publisher *kafka.Publisher

	mu     sync.Mutex // handlers are called for several events at once
	titles map[string]string
}

func newIndexer(publisher *kafka.Publisher) *indexer {
	return &indexer{publisher: publisher, titles: make(map[string]string)}
}

// consumer returns the consumer that feeds the indexer. Where its cluster is, and
// how it is seen from outside, is the config's.
func (ix *indexer) consumer(config kafka.ConsumerConfig) (*kafka.Consumer, error) {
	config.Group, config.Registry = service, catalog.Registry()
	c, err := kafka.NewConsumer(config)
	if err != nil {
		return nil, err
	}
	if err := kafka.Handle(c, ix.created); err != nil {
		return nil, err
	}
	return c, kafka.Handle(c, ix.deleted)
}

func (ix *indexer) created(ctx context.Context, e events.Event[content.Created]) error {
	p := e.Payload
	if p.Program != nil && p.Program.Status == content.ContentStatusArchived {
		return events.Permanent(fmt.Errorf("%s is archived already", p.ContentID))
	}
	ix.mu.Lock()
	ix.titles[p.ContentID] = p.Title
	ix.mu.Unlock()
	return ix.publisher.Publish(ctx, events.New(service, search.Indexed{
		ContentID: p.ContentID, ContentType: p.ContentType, Title: p.Title, IndexedAt: e.Metadata.Timestamp, IndexVersion: indexVersion,
	}))
}

func (ix *indexer) deleted(ctx context.Context, e events.Event[content.Deleted]) error {
	p := e.Payload
	ix.mu.Lock()
	delete(ix.titles, p.ContentID)
	ix.mu.Unlock()
	return ix.publisher.Publish(ctx, events.New(service, search.IndexDeleted{
		ContentID: p.ContentID, ContentType: p.ContentType, DeletedAt: e.Metadata.Timestamp,
	}))
}
