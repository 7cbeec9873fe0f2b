// read_bounce FILE: who refused, and why; through cgo.
package main

/*
#cgo pkg-config: dsnparse
#include <dsnparse/dsnparse.h>
#include <stdlib.h>
*/
import "C"

import (
	"fmt"
	"log"
	"os"
)

// show copies a borrowed text; one without data is not known, and not shown.
func show(label string, text C.dsnparse_text) {
	if text.data != nil {
		fmt.Printf("%s: %s\n", label, C.GoStringN(text.data, C.int(text.length)))
	}
}

func readBounce(message []byte) {
	bytes := C.CBytes(message)
	defer C.free(bytes)
	report := C.dsnparse_parse(bytes, C.size_t(len(message)), nil)
	if report == nil {
		log.Fatal("out of memory")
	}
	defer C.dsnparse_report_free(report)
	show("kind", C.dsnparse_report_text(report, C.DSNPARSE_REPORT_KIND))
	for i := C.size_t(0); i < C.dsnparse_report_recipients(report); i++ {
		show("recipient", C.dsnparse_recipient_text(report, i, C.DSNPARSE_RECIPIENT_ADDRESS))
		if code := C.dsnparse_recipient_code(report, i); code != 0 {
			fmt.Printf("code: %d\n", code)
		}
		show("status", C.dsnparse_recipient_text(report, i, C.DSNPARSE_RECIPIENT_STATUS))
		show("refused by", C.dsnparse_recipient_text(report, i, C.DSNPARSE_RECIPIENT_HOST))
		show("category", C.dsnparse_recipient_text(report, i, C.DSNPARSE_RECIPIENT_CATEGORY))
	}
	for i := C.size_t(0); i < C.dsnparse_report_message_ids(report); i++ {
		show("about", C.dsnparse_report_message_id(report, i))
	}
	json := C.dsnparse_report_json(report, nil)
	if json == nil {
		log.Fatal("out of memory")
	}
	defer C.dsnparse_free(json)
	fmt.Printf("json: %d bytes\n", len(C.GoString(json)))
}

func main() {
	message, err := os.ReadFile(os.Args[len(os.Args)-1])
	if err != nil {
		log.Fatal(err)
	}
	readBounce(message)
}
