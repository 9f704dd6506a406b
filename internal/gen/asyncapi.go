package gen

import (
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsonpointer"
	"github.com/mediamesh/events/internal/jsontree"
)

const (
	asyncAPIVersion = "3.0.0"
	kafkaBinding    = "0.5.0" // the newest of AsyncAPI's bindings for Kafka
	schemaFormat    = "application/schema+json;version=draft-07"
)

// asyncAPIReading explains how to read the document, after the contract's own description.
const asyncAPIReading = `It describes any service of the platform: what it may send, and what it may receive. A channel is a Kafka topic. There is one for each domain, with the libraries' default name; if each event type has its own topic, the topic has the name of the message.

Servers are not a part of the contract. A record's value is the payload of its message, with the envelope; its headers repeat the envelope for readers that do not decode the value, and may be missing. Records that a service frames for a schema registry, or writes as CloudEvents, have another format.`

// AsyncAPI is the AsyncAPI document of a contract, in YAML.
func AsyncAPI(c *contract.Contract) ([]byte, error) {
	messages, err := asyncMessages(c)
	if err != nil {
		return nil, err
	}
	return yamlText(object().
		Add("asyncapi", asyncAPIVersion).
		Add("info", object().
			Add("title", c.Title).
			Add("version", c.AsyncAPI.Version).
			Add("description", strings.TrimSpace(c.Description+"\n\n"+asyncAPIReading))).
		Add("defaultContentType", "application/json").
		Add("channels", asyncChannels(c)).
		Add("operations", asyncOperations(c)).
		Add("components", object().
			Add("messages", messages).
			Add("schemas", object().Add(headersID, asyncHeaders())).
			Add("correlationIds", object().Add(correlationID, object().
				Add("description", "The identifier of the request that caused the event, the same in all that follows from it. The header correlation-id repeats it.").
				Add("location", "$message.payload#/metadata/correlationId"))))), nil
}

const (
	headersID     = "headers"
	correlationID = "correlationId"
)

// asyncTopic is a channel's id and address: the topic that the libraries
// publish a domain's events to, by default.
func asyncTopic(d *contract.Domain) string { return d.Name + ".events" }

// asyncMessageID names a message as its schema's file is named.
func asyncMessageID(e *contract.Event) string { return e.Type + ".v" + strconv.Itoa(e.Major) }

// object is what the document is made of.
func object() *jsontree.Value { return jsontree.Object() }

func reference(path ...string) *jsontree.Value {
	return object().Add("$ref", "#"+jsonpointer.Join("", path...))
}

func asyncChannels(c *contract.Contract) *jsontree.Value {
	channels := object()
	for _, d := range c.Domains {
		topic := asyncTopic(d)
		messages := object()
		for _, e := range d.Events {
			messages.Add(asyncMessageID(e), reference("components", "messages", asyncMessageID(e)))
		}
		channels.Add(topic, object().
			Add("address", topic).
			Add("title", topic).
			AddText("description", d.Description).
			Add("messages", messages).
			Add("bindings", object().Add("kafka", object().Add("topic", topic).Add("bindingVersion", kafkaBinding))))
	}
	return channels
}

// asyncOperations are one for each event that a service may publish, since an
// event has one owner, and one for each topic that it may consume, since a
// consumer gets all that is in it.
func asyncOperations(c *contract.Contract) *jsontree.Value {
	operations := object()
	for _, d := range c.Domains {
		all := jsontree.Array()
		for _, e := range d.Events {
			message := reference("channels", asyncTopic(d), "messages", asyncMessageID(e))
			all.Add("", message)
			operations.Add("publish."+asyncMessageID(e), asyncPublish(e, message))
		}
		operations.Add("consume."+asyncTopic(d), object().
			Add("action", "receive").
			Add("channel", reference("channels", asyncTopic(d))).
			Add("title", "Consume "+asyncTopic(d)).
			Add("summary", "All events of the topic, those of one key in their order. Any of them may come more than once.").
			Add("messages", all))
	}
	return operations
}

func asyncPublish(e *contract.Event, message *jsontree.Value) *jsontree.Value {
	var text []string
	if e.Owner != "" {
		text = append(text, e.Owner+" answers for it.")
	}
	if e.Deprecated != nil {
		text = append(text, "Deprecated "+e.Deprecated.Text())
	}
	return object().
		Add("action", "send").
		Add("channel", reference("channels", asyncTopic(e.Domain))).
		Add("title", "Publish "+asyncTitle(e)).
		AddText("summary", e.Summary).
		AddText("description", strings.Join(text, " ")).
		Add("messages", jsontree.Array(message))
}

// asyncTitle is "content.created", with the major from the second on.
func asyncTitle(e *contract.Event) string {
	if e.Major > 1 {
		return e.Type + ", version " + strconv.Itoa(e.Major)
	}
	return e.Type
}
