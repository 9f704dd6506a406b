package contract

// A Rule is a requirement for a contract. Its ID is in every message and names the case of
// its test in testdata/lint.
type Rule struct {
	ID      string
	Purpose string
	check   func(*Contract, *Problems) // nil: checked by Read
}

// Rules lists all rules. Read checks those without which there is no contract; Lint checks
// the others, and both may report violations of the same rule.
func Rules() []Rule {
	return []Rule{
		{ID: "yaml", Purpose: "a file is one plain YAML document, which every parser reads the same way: no aliases, no tags, no key twice"},
		{ID: "file", Purpose: "every file is the catalog, an event or a type, so that none is left out by accident"},
		{ID: "keyword", Purpose: "only declared keywords with values of their sort, since an unknown one would silently do nothing"},
		{ID: "type", Purpose: "every schema says what sort of JSON it admits, and objects have names"},
		{ID: "ref", Purpose: "every $ref leads to a shared type, and none in a circle"},
		{ID: "limit", Purpose: "limits admit something, and each of them has an effect", check: lintSizes},
		{ID: "pattern", Purpose: "patterns mean the same in every language"},
		{ID: "name", Purpose: "names are valid in every language, and match their files"},
		{ID: "version", Purpose: "versions are MAJOR.MINOR.PATCH, and the major is that of the file"},
		{ID: "required", Purpose: "what is required exists"},
		{ID: "duplicate", Purpose: "no two things share a name"},
		{ID: "migration", Purpose: "a migration maps each field of the previous major, and sets each required field of its own", check: lintMigrations},
		{ID: "deprecated", Purpose: "what is deprecated says since when, until when and what to use, all of which exists"},

		{ID: "description", Purpose: "readers learn what everything means", check: lintDescriptions},
		{ID: "owner", Purpose: "every event has an owner", check: lintOwners},
		{ID: "key", Purpose: "records of one entity share a key, so that they stay in order", check: lintKeys},
		{ID: "unbounded", Purpose: "free text has a limit, or a reason to have none", check: lintUnbounded},
		{ID: "backtracking", Purpose: "no text makes a pattern take many steps in JavaScript", check: lintBacktracking},
		{ID: "examples", Purpose: "every event has a minimal and a full example", check: lintExampleSets},
		{ID: "example", Purpose: "examples are valid, since they are copied", check: lintExamples},
		{ID: "canonical", Purpose: "examples are written as the library writes them, byte for byte", check: lintCanonical},
		{ID: "generate", Purpose: "what the contract asks for can be generated", check: lintGenerated},
	}
}

// Lint reports everything that is legal in a contract but not good, sorted.
func Lint(c *Contract) Problems {
	var problems Problems
	for _, rule := range Rules() {
		if rule.check != nil {
			rule.check(c, &problems)
		}
	}
	return problems.sorted()
}
