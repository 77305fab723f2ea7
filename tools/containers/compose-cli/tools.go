//go:build tools

// Names what is built from this module.
package tools

import _ "github.com/docker/compose/v2/cmd"
