//! What a program of this package is asked to do.

use std::process;

use lexopt::{Arg, Parser, ValueExt};

/// What a program takes, and the text that says so.
#[derive(Debug)]
pub struct Usage {
    /// Shown for `--help`, and where something else was given.
    pub text: &'static str,
    /// The names of options without a value, without the dashes.
    pub flags: &'static [&'static str],
    /// The names of options with one.
    pub options: &'static [&'static str],
    /// Whether it takes words besides options.
    pub takes_words: bool,
}

/// What was given.
#[derive(Debug, Default)]
pub struct Arguments {
    flags: Vec<String>,
    options: Vec<(String, String)>,
    /// What is no option, in order.
    pub words: Vec<String>,
}

impl Usage {
    /// The arguments of this process. A measurement takes long: whatever is not known ends the program
    /// before it starts.
    pub fn read(&self) -> Arguments {
        self.parse(Parser::from_env()).unwrap_or_else(|error| self.refuse(&error.to_string()))
    }

    /// Ends the program with what is wrong and how it is used.
    pub fn refuse(&self, what: &str) -> ! {
        eprintln!("error: {what}\n\n{}", self.text);
        process::exit(2)
    }

    fn parse(&self, mut parser: Parser) -> Result<Arguments, lexopt::Error> {
        let mut arguments = Arguments::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("help") | Arg::Short('h') => {
                    println!("{}", self.text);
                    process::exit(0);
                }
                Arg::Long(name) if self.flags.contains(&name) => {
                    arguments.flags.push(name.to_owned());
                }
                Arg::Long(name) if self.options.contains(&name) => {
                    let name = name.to_owned();
                    arguments.options.push((name, parser.value()?.string()?));
                }
                Arg::Value(word) if self.takes_words => arguments.words.push(word.string()?),
                other => return Err(other.unexpected()),
            }
        }
        Ok(arguments)
    }
}

impl Arguments {
    /// Whether this option was given.
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|given| given == flag)
    }

    /// The value of this option, the last one that was given.
    pub fn value(&self, option: &str) -> Option<&str> {
        let mut given = self.options.iter().rev();
        given.find(|(name, _)| name == option).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Usage};

    const USAGE: Usage =
        Usage { text: "", flags: &["all"], options: &["only"], takes_words: false };

    fn parse(arguments: &[&str]) -> Result<Arguments, String> {
        USAGE.parse(lexopt::Parser::from_args(arguments)).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_known_is_read() {
        let given = parse(&["--all", "--only", "a", "--only=b"]).expect("known ones");
        assert!(given.has("all") && !given.has("only"));
        assert_eq!(given.value("only"), Some("b"));
        assert_eq!(parse(&[]).expect("nothing").value("only"), None);
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for wrong in [&["--onyl", "a"][..], &["--only"], &["a"], &["-x"], &["--all=yes"]] {
            assert!(parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
