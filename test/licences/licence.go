package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// allowed are the licences that a module may have.
var allowed = []string{"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0"}

const unknown = "unknown"

// licencesOf returns the licences of a package: those of its folder, and of each folder
// above it up to that of the module.
func licencesOf(module, dir string) ([]string, error) {
	var found []string
	for {
		files, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if f.IsDir() || !isLicence(f.Name()) {
				continue
			}
			text, err := os.ReadFile(filepath.Join(dir, f.Name()))
			if err != nil {
				return nil, err
			}
			found = append(found, identify(string(text))...)
		}
		if dir == module {
			break
		}
		if dir = filepath.Dir(dir); len(dir) < len(module) {
			return nil, fmt.Errorf("a package is outside its module, %s", module)
		}
	}
	if len(found) == 0 {
		return nil, errors.New("there is no file with a licence")
	}
	return found, nil
}

// isLicence reports whether a file has the text of a licence, by its name. Go files are
// code, whatever they are called.
func isLicence(name string) bool {
	upper := strings.ToUpper(name)
	if strings.HasSuffix(upper, ".GO") {
		return false
	}
	return strings.HasPrefix(upper, "LICENSE") || strings.HasPrefix(upper, "LICENCE") || strings.HasPrefix(upper, "COPYING") || strings.HasPrefix(upper, "UNLICENSE")
}

// identify returns the licences that a text has in it, unknown if it has none that is
// known here. A text with several has all of them.
func identify(text string) []string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	var found []string
	has := func(all ...string) bool {
		return !slices.ContainsFunc(all, func(part string) bool { return !strings.Contains(text, part) })
	}
	if has("mozilla public license", "2.0") {
		return []string{"MPL-2.0"} // it names the GPL
	}
	for _, other := range []string{"gnu general public license", "gnu lesser general public license", "gnu affero general public license"} {
		if has(other) {
			return []string{unknown}
		}
	}
	if has("apache license", "version 2.0") {
		found = append(found, "Apache-2.0")
	}
	if has("permission is hereby granted, free of charge, to any person obtaining a copy") {
		found = append(found, "MIT")
	}
	if has("permission to use, copy, modify, and", "distribute this software for any purpose with or without fee is hereby granted") {
		found = append(found, "ISC")
	}
	if has("redistribution and use in source and binary forms") {
		if has("neither the name") || has("names of its contributors") || has("name of the author may not be used") {
			found = append(found, "BSD-3-Clause")
		} else {
			found = append(found, "BSD-2-Clause")
		}
	}
	if len(found) == 0 {
		return []string{unknown}
	}
	return found
}

// refuse returns an error that names each module with a licence that is not allowed.
func refuse(modules []*module) error {
	var problems []error
	for _, m := range modules {
		for _, l := range m.Licences {
			if !slices.Contains(allowed, l) {
				problems = append(problems, fmt.Errorf("%s %s has the licence %s: want %s (see %s)", m.Path, m.Version, l, strings.Join(allowed, ", "), m.dir))
			}
		}
	}
	return errors.Join(problems...)
}
