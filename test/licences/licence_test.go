package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestIdentify(t *testing.T) {
	const bsd = "Redistribution and use in source\nand binary forms, with or without modification"
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Permission is hereby granted, free of charge,\n to any person obtaining a copy", []string{"MIT"}},
		{"Apache License\n   Version 2.0, January 2004", []string{"Apache-2.0"}},
		{bsd + " Neither the name of Google", []string{"BSD-3-Clause"}},
		{bsd, []string{"BSD-2-Clause"}},
		{"Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted", []string{"ISC"}},
		{"Mozilla Public License, version 2.0 … GNU General Public License, Version 2.0", []string{"MPL-2.0"}},
		{bsd + " Apache License Version 2.0", []string{"Apache-2.0", "BSD-2-Clause"}},
		{"GNU GENERAL PUBLIC LICENSE Version 3", []string{unknown}},
		{"GNU AFFERO GENERAL PUBLIC LICENSE", []string{unknown}},
		{"All rights reserved.", []string{unknown}},
		{"", []string{unknown}},
	} {
		if got := identify(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
}

func TestLicencesOf(t *testing.T) {
	module := t.TempDir()
	inner := filepath.Join(module, "inner")
	if err := os.Mkdir(inner, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := licencesOf(module, inner); err == nil {
		t.Error("a module without a licence was accepted")
	}
	for name, text := range map[string]string{
		"LICENSE": "Apache License Version 2.0", "inner/COPYING": "GNU GENERAL PUBLIC LICENSE", "license.go": "package license",
	} {
		if err := os.WriteFile(filepath.Join(module, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := licencesOf(module, inner); err != nil || !slices.Equal(got, []string{unknown, "Apache-2.0"}) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := licencesOf(module, module); err != nil || !slices.Equal(got, []string{"Apache-2.0"}) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestRefuse(t *testing.T) {
	good := &module{Path: "example.com/good", Version: "v1.0.0", Licences: []string{"MIT"}}
	bad := &module{Path: "example.com/bad", Version: "v1.0.0", Licences: []string{"MIT", unknown}, dir: "folder"}
	if err := refuse([]*module{good}); err != nil {
		t.Error(err)
	}
	const want = "example.com/bad v1.0.0 has the licence unknown: want Apache-2.0, BSD-2-Clause, BSD-3-Clause, ISC, MIT, MPL-2.0 (see folder)"
	if err := refuse([]*module{good, bad}); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestReadLock(t *testing.T) {
	f, err := readLock([]byte(`{"packages":{"":{"dependencies":{"a":"1"},"devDependencies":{"b":"2"}},"../../ts":{"version":"1.0.0"},
		"node_modules/a":{"version":"1.0.0","license":"MIT","hasInstallScript":true},"node_modules/b":{"version":"2.0.0"},
		"node_modules/a/node_modules/b":{"version":"3.0.0","license":"MIT"},"node_modules/@mediamesh/events":{"link":true}}}`))
	if err != nil || f.Count != 3 || !slices.Equal(f.Direct, []string{"a 1.0.0", "b 2.0.0"}) || !slices.Equal(f.Licences, []string{"MIT", unknown}) || !slices.Equal(f.Scripts, []string{"a 1.0.0"}) {
		t.Errorf("%+v, %v", f, err)
	}
	if _, err := readLock([]byte(`{"packages":{"../../ts":{"dependencies":{"x":"1"}}}}`)); err == nil || !strings.Contains(err.Error(), "has dependencies") {
		t.Errorf("%v", err)
	}
}

// What a proxy says of a version's day changes nothing that is listed already.
func TestKeepDays(t *testing.T) {
	listed := []*module{{Path: "example.com/a", Version: "v1.0.0", Licences: []string{"MIT", "ISC"}, Released: "2018-02-21"}}
	found := []*module{
		{Path: "example.com/a", Version: "v1.0.0", Released: "2019-04-11"},
		{Path: "example.com/a", Version: "v1.1.0", Released: "2020-01-01"},
		{Path: "example.com/b", Version: "v1.0.0", Released: "unknown"},
	}
	keepDays(found, report(listed, nil, nil))
	for i, want := range []string{"2018-02-21", "2020-01-01", "unknown"} {
		if found[i].Released != want {
			t.Errorf("%s %s was released on %s, want %s", found[i].Path, found[i].Version, found[i].Released, want)
		}
	}
}
