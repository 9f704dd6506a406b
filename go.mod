module github.com/mediamesh/events

go 1.26.0
