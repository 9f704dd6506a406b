package topics

import "github.com/spf13/cobra"

// newHelpTemplate returns the help topic "template", a command that cannot be run.
func newHelpTemplate() *cobra.Command {
	return &cobra.Command{
		Use:   "template",
		Short: "Formats of consume --template and replay --template",
		Long: `--template prints each record by its FORMAT, in the syntax of kcl and rpk.

  %t  topic                  %T  length of the topic
  %k  key                    %K  length of the key
  %v  value                  %V  length of the value
  %h  headers: %h{%k=%v } prints each; there, %k, %v, %K and %V are of the header
  %H  number of headers
  %p  partition              %o  offset
  %d  time in milliseconds   %i  number of the record, from 1
  %%  a percent sign         %{ and %}  braces

  \n  line break             \t  tab
  \r  carriage return        \\  backslash
  \xNN  byte in hexadecimal

There is no line break at the end unless the format has one. Braces choose an
encoding:

  %k{hex}  %v{base64}        keys, values and topics: hex, base64, base64raw
  %V{hex}  %o{big64}         numbers: ascii, hex, hex8 to hex64, byte,
                             big8 to big64, little8 to little64
  %d{go[2006-01-02T15:04:05Z07:00]}
  %d{strftime[%F %T]}        times, in UTC

Examples:
  mediamesh consume --template '%t/%p/%o %k %v\n'
  mediamesh consume --template '%d{strftime[%F %T]} %h{%k=%v }\n'
  mediamesh consume --template '%V %v' > values`,
	}
}
