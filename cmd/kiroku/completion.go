package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish,powershell" help:"One of bash, zsh, fish, powershell."`
}

func (completionCommand) Help() string {
	return `The script is made from the same model as the help, so it knows every command, flag and fixed value of this version.

Examples:

    source <(kiroku completion bash)
    kiroku completion zsh > "${fpath[1]}/_kiroku"
    kiroku completion fish > ~/.config/fish/completions/kiroku.fish
    kiroku completion powershell >> $PROFILE`
}

func (c completionCommand) Run(con *terminal.Console) error {
	parser, err := newParser(con)
	if err != nil {
		return err
	}
	writers := map[string]func(io.Writer, []completed){
		"bash": completeBash, "zsh": completeZsh, "fish": completeFish, "powershell": completePowerShell,
	}
	writers[c.Shell](con.Stdout, completedCommands(parser.Model))
	return nil
}

// completed is a subcommand as the shells need it.
type completed struct {
	name, help string
	flags      []completedFlag
	values     []string // fixed values of its argument
	files      bool     // its argument names files
}

type completedFlag struct {
	name, help string
	values     []string // fixed values
	takes      bool     // a value follows
}

func completedCommands(model *kong.Application) []completed {
	var list []completed
	for _, node := range model.Leaves(true) {
		c := completed{name: node.Name, help: strings.TrimSuffix(node.Help, ".")}
		for _, flags := range node.AllFlags(true) {
			for _, f := range flags {
				c.flags = append(c.flags, completedFlag{f.Name, strings.TrimSuffix(f.Help, "."), enumOf(f.Value), !f.IsBool()})
			}
		}
		for _, arg := range node.Positional {
			c.values = append(c.values, enumOf(arg)...)
			c.files = c.files || arg.Name == "file" || arg.Name == "path"
		}
		list = append(list, c)
	}
	return list
}

func enumOf(v *kong.Value) []string {
	if v.Enum == "" {
		return nil
	}
	return cli.Present(strings.Split(v.Enum, ",")...)
}

func (c completed) flagNames() string {
	var names []string
	for _, f := range c.flags {
		names = append(names, "--"+f.name)
	}
	return strings.Join(names, " ")
}

func completeBash(w io.Writer, list []completed) {
	var names []string
	for _, c := range list {
		names = append(names, c.name)
	}
	fmt.Fprint(w, `# bash completion for kiroku
_kiroku() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "`+strings.Join(names, " ")+` --help" -- "$cur"))
    return
  fi
  case "${COMP_WORDS[1]} $prev" in
`)
	for _, c := range list {
		for _, f := range c.flags {
			if f.values != nil {
				fmt.Fprintf(w, "    '%s --%s') COMPREPLY=($(compgen -W '%s' -- \"$cur\")); return ;;\n", c.name, f.name, strings.Join(f.values, " "))
			}
		}
	}
	fmt.Fprint(w, "  esac\n  case \"${COMP_WORDS[1]}\" in\n")
	for _, c := range list {
		words := "'" + c.flagNames() + "'"
		fmt.Fprintf(w, "    %s)\n      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W %s -- \"$cur\"))\n", c.name, words)
		if c.values != nil {
			fmt.Fprintf(w, "      else COMPREPLY=($(compgen -W '%s' -- \"$cur\"))\n", strings.Join(c.values, " "))
		}
		fmt.Fprint(w, "      fi ;;\n")
	}
	fmt.Fprint(w, `  esac
}
# Where nothing above fits, the shell completes the names of files.
complete -o bashdefault -o default -F _kiroku kiroku
`)
}

func completeZsh(w io.Writer, list []completed) {
	quote := strings.NewReplacer(`'`, `'\''`, `[`, `\[`, `]`, `\]`, `:`, `\:`)
	fmt.Fprint(w, "#compdef kiroku\n_kiroku() {\n  local -a subcommands\n  subcommands=(\n")
	for _, c := range list {
		fmt.Fprintf(w, "    '%s:%s'\n", c.name, quote.Replace(c.help))
	}
	fmt.Fprint(w, "  )\n  if (( CURRENT == 2 )); then\n    _describe command subcommands\n    return\n  fi\n  case $words[2] in\n")
	for _, c := range list {
		fmt.Fprintf(w, "    %s)\n      shift words; (( CURRENT-- ))\n      _arguments", c.name)
		for _, f := range c.flags {
			value := ""
			if f.values != nil {
				value = ":value:(" + strings.Join(f.values, " ") + ")"
			} else if f.takes {
				value = ":value:_files"
			}
			fmt.Fprintf(w, " \\\n        '--%s[%s]%s'", f.name, quote.Replace(f.help), value)
		}
		if c.values != nil {
			fmt.Fprintf(w, " \\\n        '*:value:(%s)'", strings.Join(c.values, " "))
		} else if c.files {
			fmt.Fprint(w, " \\\n        '*:file:_files'")
		}
		fmt.Fprint(w, "\n      ;;\n")
	}
	fmt.Fprint(w, "  esac\n}\nif [ \"$funcstack[1]\" = _kiroku ]; then _kiroku \"$@\"; else compdef _kiroku kiroku; fi\n")
}

func completeFish(w io.Writer, list []completed) {
	quote := strings.NewReplacer(`\`, `\\`, `'`, `\'`)
	fmt.Fprint(w, "# fish completion for kiroku\ncomplete -c kiroku -f\n")
	for _, c := range list {
		fmt.Fprintf(w, "complete -c kiroku -n __fish_use_subcommand -a %s -d '%s'\n", c.name, quote.Replace(c.help))
		in := "-n '__fish_seen_subcommand_from " + c.name + "'"
		for _, f := range c.flags {
			more := ""
			if f.values != nil {
				more = " -x -a '" + strings.Join(f.values, " ") + "'"
			} else if f.takes {
				more = " -r"
			}
			fmt.Fprintf(w, "complete -c kiroku %s -l %s -d '%s'%s\n", in, f.name, quote.Replace(f.help), more)
		}
		if c.values != nil {
			fmt.Fprintf(w, "complete -c kiroku %s -a '%s'\n", in, strings.Join(c.values, " "))
		} else if c.files {
			fmt.Fprintf(w, "complete -c kiroku %s -F\n", in)
		}
	}
}

func completePowerShell(w io.Writer, list []completed) {
	fmt.Fprint(w, `# PowerShell completion for kiroku
Register-ArgumentCompleter -Native -CommandName kiroku -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $flags = @{
`)
	for _, c := range list {
		fmt.Fprintf(w, "    '%s' = '%s'\n", c.name, strings.Join(append(strings.Fields(c.flagNames()), c.values...), "', '"))
	}
	fmt.Fprint(w, `  }
  $words = $commandAst.CommandElements | ForEach-Object { $_.ToString() }
  $typed = $words.Count - [int]($wordToComplete -ne '')
  $choices = if ($typed -le 1) { $flags.Keys | Sort-Object } else { $flags[$words[1]] }
  $choices | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`)
}
