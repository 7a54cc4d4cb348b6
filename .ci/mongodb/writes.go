package main

import (
	"bytes"
	"encoding/binary"
	"io"
	"log"
	"net"
	"sync"
)

// FerretDB reads a document, changes it and writes it back: of two updates at once, one is lost. A mongod loses none, so
// the writes to each database go through one after the other.

const (
	headerSize = 16
	// What stands between the header of an OP_MSG and the name of its command: flags, the kind of the section, the length of
	// the document, the type of its first element.
	beforeCommand = 4 + 1 + 4 + 1
	opMsg         = 2013
	largest       = 48_000_000
)

var writes = map[string]bool{"insert": true, "update": true, "delete": true, "findAndModify": true}

var locks sync.Map // of *sync.Mutex, by the name of the database

// serve hands on what comes from each client to the server at the socket, and its responses back.
func serve(listener net.Listener, socket string) {
	for {
		client, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go func() {
			defer client.Close()
			server, err := net.Dial("unix", socket)
			if err != nil {
				return
			}
			defer server.Close()
			for {
				if err := exchange(client, server); err != nil {
					return
				}
			}
		}()
	}
}

// exchange hands on one message and its response.
func exchange(client, server net.Conn) error {
	message, err := read(client)
	if err != nil {
		return err
	}
	response, err := answer(message, server)
	if err != nil {
		return err
	}
	_, err = client.Write(response)
	return err
}

func answer(message []byte, server net.Conn) ([]byte, error) {
	if database, isWrite := written(message); isWrite {
		lock, _ := locks.LoadOrStore(database, &sync.Mutex{})
		lock.(*sync.Mutex).Lock()
		defer lock.(*sync.Mutex).Unlock()
	}
	if _, err := server.Write(message); err != nil || isUnanswered(message) {
		return nil, err
	}
	return read(server)
}

// isUnanswered says whether the client wants no response (moreToCome).
func isUnanswered(message []byte) bool {
	isMsg := binary.LittleEndian.Uint32(message[12:]) == opMsg
	return isMsg && len(message) > headerSize && message[headerSize]&2 != 0
}

func read(from net.Conn) ([]byte, error) {
	header := make([]byte, headerSize)
	if _, err := io.ReadFull(from, header); err != nil {
		return nil, err
	}
	length := binary.LittleEndian.Uint32(header)
	if length < headerSize || length > largest {
		return nil, io.ErrUnexpectedEOF
	}
	message := append(header, make([]byte, length-headerSize)...)
	_, err := io.ReadFull(from, message[headerSize:])
	return message, err
}

// written is the database that a message writes to, if it writes to one.
func written(message []byte) (database string, isWrite bool) {
	if binary.LittleEndian.Uint32(message[12:]) != opMsg || len(message) < headerSize+beforeCommand {
		return "", false
	}
	command, _, _ := bytes.Cut(message[headerSize+beforeCommand:], []byte{0})
	_, name, found := bytes.Cut(message, []byte("\x02$db\x00"))
	if !writes[string(command)] || !found || len(name) < 4 {
		return "", false
	}
	name, _, _ = bytes.Cut(name[4:], []byte{0})
	return string(name), true
}
