package main

import (
	"fmt"
	"path/filepath"

	"giaoban/agenda/mail"
)

// newMailer is the mail server that was named, or a folder of .eml files.
func newMailer(o serverOptions) (mail.Mailer, error) {
	if o.SMTP == "" {
		return mail.Folder{Path: filepath.Join(o.Data, "mail")}, nil
	}
	server, err := mail.ParseSMTP(o.SMTP)
	if err != nil {
		return nil, fmt.Errorf("-smtp: %w", err)
	}
	return server, nil
}
