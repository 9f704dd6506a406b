package compat

// A Rule is a kind of change. Its ID is in every finding and names the folder of its test
// under testdata.
type Rule struct {
	ID      string
	Purpose string // why it is checked
	// Backward and Forward are the effects of such a change on the two sides, unless no
	// event is affected.
	Backward, Forward Verdict
	// Level is the version change that it requires if it breaks no side.
	Level Level
	// Help says how to achieve the same without breaking anyone.
	Help string
}

// NewMajor is the help that always applies.
const newMajor = "write a new major beside it (a file NAME.v2.yaml), and let consumers migrate"

// Rules lists all rules.
func Rules() []Rule {
	rules := []Rule{
		{ID: "EVENT_ADDED", Purpose: "a new event or a new major does not affect others"},
		{ID: "EVENT_REMOVED", Purpose: "events in the topics must still be readable", Backward: Breaks, Level: Major,
			Help: "deprecate it with a sunset, and keep its file until then and until no topic holds such an event"},
		{ID: "MAJOR_REMOVED", Purpose: "the topics still hold events of older majors", Backward: Breaks, Level: Major,
			Help: "deprecate it with a sunset, and keep its file until then and until no topic holds such an event"},
		{ID: "KEY_CHANGED", Purpose: "events about one entity share a record key, so that they stay in order", Level: Major,
			Help: "keep the key; " + newMajor + ", if order by another is wanted"},
		{ID: "VERSION_TOO_LOW", Purpose: "readers see from the version what changed"},
		{ID: "VERSION_LOWERED", Purpose: "of two contracts, the newer one has the higher version", Help: "raise the version that was published last"},
		{ID: "DESCRIPTION_CHANGED", Purpose: "the meaning of a field is published too", Level: Patch},
		{ID: "PERSONAL_CHANGED", Purpose: "logs and listings mask personal data", Level: Patch,
			Help: "the wire format is unaffected; services mask accordingly from their next build on"},
		{ID: "DEPRECATION_CHANGED", Purpose: "publishers and readers are warned before something is removed", Level: Patch},
		{ID: "GO_NAME_CHANGED", Purpose: "generated names are used by other programs, but are not part of events", Level: Patch,
			Help: "keep the old name with go:, or tell the users of the generated code"},
		{ID: "FIELDS_REORDERED", Purpose: "the order of fields determines the bytes, but no reader depends on it", Level: Patch},
		{ID: "REWRITTEN", Purpose: "the same limit, written differently", Level: Patch},
	}
	rules = append(rules, fieldRules()...)
	return append(rules, valueRules()...)
}

func fieldRules() []Rule {
	return []Rule{
		{ID: "FIELD_ADDED_OPTIONAL", Purpose: "new readers accept its absence, and old readers its presence", Level: Minor,
			Help: "use a name that no writer can have sent with another meaning"},
		{ID: "FIELD_ADDED_REQUIRED", Purpose: "old events do not have it", Backward: Breaks, Level: Minor,
			Help: "add it as optional, and have publishers fill it in"},
		{ID: "FIELD_REMOVED_OPTIONAL", Purpose: "no reader could rely on it", Level: Minor,
			Help: "do not use its name again for something else"},
		{ID: "FIELD_REMOVED_REQUIRED", Purpose: "old readers require it", Forward: Breaks, Level: Minor,
			Help: "keep it and deprecate it, and have publishers go on filling it in; remove it with the next major"},
		{ID: "FIELD_RENAMED", Purpose: "one side writes a value under a name that the other does not look for, and neither refuses it", Level: Major,
			Help: "keep the old field, deprecated, and fill in both; or rename it in a new major, with a migration. If they are unrelated, or no reader needs the old values, declare reserved: [the old name] beside properties"},
		{ID: "RESERVED_REMOVED", Purpose: "events in the topics may have the field, with its old meaning", Level: Major,
			Help: "leave the name reserved, and take another for a new field"},
		{ID: "FIELD_BECAME_REQUIRED", Purpose: "old events may lack it", Backward: Breaks, Level: Minor,
			Help: "leave it optional in the contract, and have publishers always fill it in"},
		{ID: "FIELD_BECAME_OPTIONAL", Purpose: "old readers require it", Forward: Breaks, Level: Minor,
			Help: "leave it required, with a value that says that there is none; " + newMajor + " otherwise"},
		{ID: "TYPE_CHANGED", Purpose: "a value of one type is not valid as another", Backward: Breaks, Forward: Breaks, Level: Minor,
			Help: "add an optional field of the new type beside it, fill in both, and deprecate the old one"},
	}
}

// valueRules are the rules about limits. Narrowing a limit breaks new readers of old
// events; widening one breaks old readers of new events.
func valueRules() []Rule {
	const (
		narrow = "leave the contract as it is and have publishers keep to the narrower limit, or add an optional field that has it"
		widen  = "add an optional field with the wider limit beside it, and fill in the old one where its limit allows"
		values = "add an optional field for the new values, and give the old one the nearest that it knows"
	)
	narrowed := func(id, purpose string) Rule {
		return Rule{ID: id, Purpose: purpose, Backward: Breaks, Level: Patch, Help: narrow}
	}
	widened := func(id, purpose string) Rule {
		return Rule{ID: id, Purpose: purpose, Forward: Breaks, Level: Patch, Help: widen}
	}
	either := func(id, purpose string) Rule {
		return Rule{ID: id, Purpose: purpose, Backward: Breaks, Forward: Breaks, Level: Patch, Help: "keep the old form and add an optional field of the new one"}
	}
	added := widened("ENUM_VALUE_ADDED", "old readers refuse values that they do not know")
	added.Help = values
	return []Rule{
		added,
		narrowed("ENUM_VALUE_REMOVED", "old events may have the value"),
		narrowed("ENUM_ADDED", "old events may have values that are not listed"),
		widened("ENUM_REMOVED", "old readers refuse values that are not listed"),
		narrowed("MIN_LENGTH_RAISED", "old texts may be too short"),
		widened("MIN_LENGTH_LOWERED", "old readers refuse shorter texts"),
		narrowed("MAX_LENGTH_LOWERED", "old texts may be too long"),
		widened("MAX_LENGTH_RAISED", "old readers refuse longer texts"),
		narrowed("PATTERN_ADDED", "old texts may be of any form"),
		widened("PATTERN_REMOVED", "old readers refuse texts of other forms"),
		either("PATTERN_CHANGED", "one of the patterns may match what the other does not"),
		narrowed("FORMAT_ADDED", "old texts may be of other forms"),
		widened("FORMAT_REMOVED", "old readers refuse texts of other forms"),
		either("FORMAT_CHANGED", "one of the formats may admit what the other does not"),
		narrowed("MINIMUM_RAISED", "old numbers may be too low"),
		widened("MINIMUM_LOWERED", "old readers refuse lower numbers"),
		narrowed("MAXIMUM_LOWERED", "old numbers may be too high"),
		widened("MAXIMUM_RAISED", "old readers refuse higher numbers"),
		narrowed("MIN_ITEMS_RAISED", "old lists may be too short"),
		widened("MIN_ITEMS_LOWERED", "old readers refuse shorter lists"),
		narrowed("MAX_ITEMS_LOWERED", "old lists may be too long"),
		widened("MAX_ITEMS_RAISED", "old readers refuse longer lists"),
	}
}

// ruleOf finds a rule by its ID.
func ruleOf(id string) Rule {
	for _, r := range Rules() {
		if r.ID == id {
			return r
		}
	}
	panic("compat: no rule " + id)
}
