package main

import (
	"context"
	"os"
	"path/filepath"
	"time"
)

// places are the directories that a run uses.
type places struct {
	user    string // what is kept between runs
	temp    string // what is removed at the end
	goCache string
}

func newPlaces(ctx context.Context, user string) (places, error) {
	p := places{user: user}
	if user == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return p, err
		}
		p.user = filepath.Join(cache, "mediamesh-mutants")
	}
	var err error
	if err := os.MkdirAll(p.user, 0o755); err != nil {
		return p, err
	}
	if p.goCache, err = goEnv(ctx, "GOCACHE"); err != nil {
		return p, err
	}
	removeOld(filepath.Join(p.user, "run-*"), 24*time.Hour)
	removeOld(filepath.Join(p.user, "reach", "*"), 30*24*time.Hour)
	p.temp, err = os.MkdirTemp(p.user, "run-")
	return p, err
}

func (p places) remove() { _ = os.RemoveAll(p.temp) }

// removeOld removes the files and directories that match and are older than age:
// those of runs that were killed, and maps of old sources.
func removeOld(pattern string, age time.Duration) {
	names, err := filepath.Glob(pattern)
	if err != nil {
		return
	}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > age {
			_ = os.RemoveAll(name)
		}
	}
}
