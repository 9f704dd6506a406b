package gen

import (
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

const (
	asyncAPIVersion = "3.0.0"
	kafkaBinding    = "0.5.0" // the newest of AsyncAPI's bindings for Kafka
	schemaFormat    = "application/schema+json;version=draft-07"
)

// asyncAPIReading tells how the document is meant, behind what the contract is.
const asyncAPIReading = `It describes any service of the platform: what it may send, and what it may receive. A channel is a topic of Kafka. There is one for each domain, as the libraries name them unless they are told otherwise; where each event type has a topic of its own, that is called as the message is.

Servers are not a part of the contract. A record's value is the payload of its message, with the envelope; its headers repeat the envelope for those who do not decode, and may be missing. Records that a service frames for a schema registry, or writes as CloudEvents, look otherwise.`

// AsyncAPI is the AsyncAPI document of a contract, in YAML.
func AsyncAPI(c *contract.Contract) ([]byte, error) {
	messages, err := asyncMessages(c)
	if err != nil {
		return nil, err
	}
	headers, err := asyncHeaders()
	if err != nil {
		return nil, err
	}
	return yamlText(object{
		{"asyncapi", asyncAPIVersion},
		{"info", object{
			{"title", c.Title},
			{"version", c.AsyncAPI.Version},
			{"description", strings.TrimSpace(c.Description + "\n\n" + asyncAPIReading)},
		}},
		{"defaultContentType", "application/json"},
		{"channels", asyncChannels(c)},
		{"operations", asyncOperations(c)},
		{"components", object{
			{"messages", messages},
			{"schemas", object{{headersID, headers}}},
			{"correlationIds", object{{correlationID, object{
				{"description", "The identifier of the request that caused the event, the same in all that follows from it. The header correlation-id repeats it."},
				{"location", "$message.payload#/metadata/correlationId"},
			}}}},
		}},
	}), nil
}

const (
	headersID     = "headers"
	correlationID = "correlationId"
)

// asyncTopic is a channel's id and address: the topic that the libraries
// publish a domain's events to, unless they are told otherwise.
func asyncTopic(d *contract.Domain) string { return d.Name + ".events" }

// asyncMessageID names a message as its schema's file is named.
func asyncMessageID(e *contract.Event) string { return e.Type + ".v" + strconv.Itoa(e.Major) }

func reference(path ...string) object {
	for i, part := range path {
		// As JSON Pointer has it.
		path[i] = strings.ReplaceAll(strings.ReplaceAll(part, "~", "~0"), "/", "~1")
	}
	return object{{"$ref", "#/" + strings.Join(path, "/")}}
}

func asyncChannels(c *contract.Contract) object {
	channels := object{}
	for _, d := range c.Domains {
		topic := asyncTopic(d)
		channel := object{{"address", topic}, {"title", topic}}
		channel.setText("description", d.Description)
		messages := object{}
		for _, e := range d.Events {
			messages.set(asyncMessageID(e), reference("components", "messages", asyncMessageID(e)))
		}
		channel.set("messages", messages)
		channel.set("bindings", object{{"kafka", object{{"topic", topic}, {"bindingVersion", kafkaBinding}}}})
		channels.set(topic, channel)
	}
	return channels
}

// asyncOperations are one for each event that a service may publish, since an
// event has one owner, and one for each topic that it may consume, since a
// consumer gets all that is in it.
func asyncOperations(c *contract.Contract) object {
	operations := object{}
	for _, d := range c.Domains {
		var all []any
		for _, e := range d.Events {
			message := reference("channels", asyncTopic(d), "messages", asyncMessageID(e))
			all = append(all, message)
			operations.set("publish."+asyncMessageID(e), asyncPublish(e, message))
		}
		operations.set("consume."+asyncTopic(d), object{
			{"action", "receive"},
			{"channel", reference("channels", asyncTopic(d))},
			{"title", "Consume " + asyncTopic(d)},
			{"summary", "All events of the topic, those of one key in their order. Any of them may come more than once."},
			{"messages", all},
		})
	}
	return operations
}

func asyncPublish(e *contract.Event, message object) object {
	o := object{
		{"action", "send"},
		{"channel", reference("channels", asyncTopic(e.Domain))},
		{"title", "Publish " + asyncTitle(e)},
	}
	o.setText("summary", e.Summary)
	var text []string
	if e.Owner != "" {
		text = append(text, e.Owner+" answers for it.")
	}
	if e.Deprecated != nil {
		text = append(text, "Deprecated "+e.Deprecated.Text())
	}
	o.setText("description", strings.Join(text, " "))
	o.set("messages", []any{message})
	return o
}

// asyncTitle is "content.created", with the major from the second on.
func asyncTitle(e *contract.Event) string {
	if e.Major > 1 {
		return e.Type + ", version " + strconv.Itoa(e.Major)
	}
	return e.Type
}
