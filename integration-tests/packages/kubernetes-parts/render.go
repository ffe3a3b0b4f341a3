// render CHART.json TEMPLATE...   prints the last template, rendered by the engine that Helm has, with the three functions
// of Helm's that our chart uses. CHART.json holds Values, Chart and Release. Helm itself is not among Debian's packages.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	data, err := os.ReadFile(os.Args[1])
	check(err)
	var root map[string]interface{}
	check(json.Unmarshal(data, &root))
	all := template.New("chart").Option("missingkey=error")
	all.Funcs(template.FuncMap{
		"include": func(name string, in interface{}) (string, error) {
			var out strings.Builder
			err := all.ExecuteTemplate(&out, name, in)
			return out.String(), err
		},
		"default": func(other, given interface{}) interface{} {
			if given == nil || given == "" {
				return other
			}
			return given
		},
		"quote": func(text interface{}) string { return fmt.Sprintf("%q", fmt.Sprint(text)) },
		"nindent": func(spaces int, text string) string {
			pad := "\n" + strings.Repeat(" ", spaces)
			return pad + strings.ReplaceAll(text, "\n", pad)
		},
	})
	_, err = all.ParseFiles(os.Args[2:]...)
	check(err)
	check(all.ExecuteTemplate(os.Stdout, filepath.Base(os.Args[len(os.Args)-1]), root))
}
