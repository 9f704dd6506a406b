package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// logs collects what is logged.
type logs struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func (l *logs) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// wrong is in each secret that is made up to be refused.
const wrong = "Zzyzx"

// keepsSecrets fails if a text has a secret in it: one of the cluster's, or
// another that is given.
func (c testCluster) keepsSecrets(t *testing.T, text string, others ...string) {
	t.Helper()
	list := append([]string{wrong}, others...)
	files, err := filepath.Glob(c.path("*.password"))
	if err != nil || len(files) != len(passwords) {
		t.Fatalf("passwords %v, %v", files, err)
	}
	for _, file := range append(files, c.path("token")) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, strings.TrimSuffix(string(data), "\n"))
	}
	for _, secret := range list {
		// Logs quote what has quotes in it, so only its beginning is looked for;
		// that of a token is its header, and nothing to hide.
		part := secret[strings.LastIndex(secret, ".")+1:]
		if part = part[:min(len(part), 20)]; part != "" && strings.Contains(text, part) {
			t.Errorf("a secret, %s, is in %s", part, text)
		}
	}
}
