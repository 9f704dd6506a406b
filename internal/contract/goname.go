package contract

import (
	"fmt"
	"path"
	"strings"
	"unicode"
)

// initialisms are written in one case in Go: ContentID, never ContentId.
var initialisms = map[string]string{
	"acl": "ACL", "api": "API", "ascii": "ASCII", "cpu": "CPU", "css": "CSS", "db": "DB", "dns": "DNS", "eof": "EOF",
	"gid": "GID", "guid": "GUID", "html": "HTML", "http": "HTTP", "https": "HTTPS", "id": "ID", "ids": "IDs", "ip": "IP",
	"json": "JSON", "jwt": "JWT", "mime": "MIME", "os": "OS", "qps": "QPS", "ram": "RAM", "rpc": "RPC", "sdk": "SDK",
	"sla": "SLA", "smtp": "SMTP", "sql": "SQL", "ssh": "SSH", "tcp": "TCP", "tls": "TLS", "ttl": "TTL", "udp": "UDP",
	"ui": "UI", "uid": "UID", "uri": "URI", "uris": "URIs", "url": "URL", "urls": "URLs", "utf8": "UTF8", "uuid": "UUID",
	"vm": "VM", "xml": "XML", "xss": "XSS",
}

// GoName is the exported Go name of a wire name, by the initialisms that Go
// readers expect: contentId is ContentID, thumbnailUrl is ThumbnailURL.
func GoName(wire string) string {
	var b strings.Builder
	for _, word := range words(wire) {
		if whole, ok := initialisms[strings.ToLower(word)]; ok {
			b.WriteString(whole)
			continue
		}
		b.WriteString(strings.ToUpper(word[:1]))
		b.WriteString(word[1:])
	}
	return b.String()
}

// words splits at _, at -, at . and where capitals begin a word: "HTTPServerId"
// is HTTP, Server, Id. Wire names are ASCII.
func words(name string) []string {
	var all []string
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '_' || r == '-' || r == '.' }) {
		start := 0
		for i := 1; i < len(part); i++ {
			if !upper(part[i]) {
				continue
			}
			endsRun := i+1 < len(part) && unicode.IsLower(rune(part[i+1])) && part[i+1:] != "s"
			if !upper(part[i-1]) || endsRun {
				all = append(all, part[start:i])
				start = i
			}
		}
		all = append(all, part[start:])
	}
	return all
}

func upper(c byte) bool { return 'A' <= c && c <= 'Z' }

// EnumGoNames returns the Go constants for the values of an enumeration that is called
// name: NOT_FOUND of a Status is StatusNotFound. Characters that cannot be in a Go name
// are left out, unless the name would then be empty or that of an earlier value: after C,
// the value C++ is StatusCU002bU002b. Where even that is an earlier value's name, all
// characters are spelled: after AB, the value ab is StatusU0061U0062. So a value added at
// the end changes no other's name.
func EnumGoNames(name string, values []string) []string {
	names, taken := make([]string, len(values)), make(map[string]bool)
	for n, value := range values {
		for _, form := range []string{value, spelledOut(value, notInGoName), spelledOut(value, anyRune)} {
			names[n] = name + enumWords(form)
			if names[n] != name && !taken[names[n]] {
				break
			}
		}
		taken[names[n]] = true
	}
	return names
}

// spelledOut replaces some characters by words for their code points.
func spelledOut(value string, which func(rune) bool) string {
	var b strings.Builder
	for _, r := range value {
		if which(r) {
			fmt.Fprintf(&b, " u%04x ", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func anyRune(rune) bool { return true }

func notInGoName(r rune) bool {
	return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// enumWords joins the words of a value: notFound is NotFound, and so is NOT_FOUND.
func enumWords(value string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(value, notInGoName) {
		if strings.ToUpper(word) == word {
			word = strings.ToLower(word)
		}
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// domainFiles are the Go files that a domain has besides those of its events.
var domainFiles = []string{"doc.go", "types.go"}

// GoFile is the Go file of an event, in its domain's folder: that of its own file's
// name. A dash would be odd there, and a name that ends in _test or _linux would mean
// something to Go's tools.
func GoFile(e *Event) string {
	stem := strings.TrimSuffix(path.Base(e.Pos.File), path.Ext(e.Pos.File))
	return strings.NewReplacer("-", "", "_", "", ".", "_").Replace(stem) + ".go"
}

// ConstantGoName makes CONTENT_CREATED a Go name, ContentCreated.
func ConstantGoName(constant string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(constant, "_") {
		if word != "" {
			b.WriteString(word[:1] + strings.ToLower(word[1:]))
		}
	}
	return b.String()
}
