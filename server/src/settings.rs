//! What the process was asked to do: options, or else `PLUMBLINE_*` variables.

use std::net::SocketAddr;
use std::path::PathBuf;

/// Where what is kept lies unless told otherwise.
const DATABASE: &str = "sqlite://data/plumbline.db";

const HELP: &str = "\
Serves Plumbline.

Options, each with the variable that does the same:
  --listen ADDRESS    where to listen, such as 127.0.0.1:3000 (PLUMBLINE_LISTEN)
  --database URL      what is kept, and where: sqlite://path/to/file.db or
                      postgres://user@host/database (PLUMBLINE_DATABASE)
  --kits FOLDER       your own kits, besides those that come along (PLUMBLINE_KITS)
  --origin URL        the address people reach it by, such as https://hiring.example;
                      needed behind a proxy (PLUMBLINE_ORIGIN)
  --demo yes|no       whether anybody may sign in as one of a demo team; yes unless
                      told otherwise (PLUMBLINE_DEMO)
  --help, --version   tells this, or the version
RUST_LOG says how much is logged, such as info or service=debug.";

/// How the process is to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Where to listen, where that was said.
    pub listen: Option<SocketAddr>,
    /// The address of the database.
    pub database: String,
    /// A folder of the operator's own kits.
    pub kits: Option<PathBuf>,
    /// The origin that people reach it by, without a path.
    pub origin: Option<String>,
    /// Whether there is a demo team.
    pub demo: bool,
}

/// What the options ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// To run.
    Run(Settings),
    /// To print this and end.
    Tell(String),
}

/// An option that cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// There is no such option.
    #[error("there is no option {0}; --help lists them")]
    Unknown(String),
    /// An option lacks its value.
    #[error("{0} needs a value; --help tells which")]
    Missing(String),
    /// A value that makes no sense.
    #[error("{name} is {value:?}, but should be {wanted}")]
    Senseless {
        /// The option or variable.
        name: String,
        /// Its value.
        value: String,
        /// What it should be.
        wanted: &'static str,
    },
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: None,
            database: DATABASE.to_owned(),
            kits: None,
            origin: None,
            demo: true,
        }
    }
}

impl Settings {
    /// Reads options and variables. An option goes before its variable.
    ///
    /// # Errors
    /// The first one that cannot be followed.
    pub fn read(
        options: impl IntoIterator<Item = String>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Asked, SettingsError> {
        let mut settings = Self::default();
        for name in ["listen", "database", "kits", "origin", "demo"] {
            let called = format!("PLUMBLINE_{}", name.to_uppercase());
            if let Some(value) = variable(&called).filter(|value| !value.is_empty()) {
                settings.set(name, &called, value)?;
            }
        }
        let mut options = options.into_iter();
        while let Some(option) = options.next() {
            let (called, value) = match option.split_once('=') {
                Some((called, value)) => (called.to_owned(), Some(value.to_owned())),
                None => (option, None),
            };
            match called.as_str() {
                "--help" | "-h" => return Ok(Asked::Tell(HELP.to_owned())),
                "--version" | "-V" => {
                    let version = concat!("plumbline ", env!("CARGO_PKG_VERSION"));
                    return Ok(Asked::Tell(version.to_owned()));
                }
                "--listen" | "--database" | "--kits" | "--origin" | "--demo" => {
                    let value = value.or_else(|| options.next());
                    let value = value.ok_or_else(|| SettingsError::Missing(called.clone()))?;
                    settings.set(called.trim_start_matches('-'), &called, value)?;
                }
                _ => return Err(SettingsError::Unknown(called)),
            }
        }
        Ok(Asked::Run(settings))
    }

    fn set(&mut self, name: &str, called: &str, value: String) -> Result<(), SettingsError> {
        let senseless = |value: String, wanted| SettingsError::Senseless {
            name: called.to_owned(),
            value,
            wanted,
        };
        match name {
            "listen" => match value.parse() {
                Ok(address) => self.listen = Some(address),
                Err(_) => {
                    return Err(senseless(
                        value,
                        "an address and a port, such as 127.0.0.1:3000",
                    ));
                }
            },
            "database" => self.database = value,
            "kits" => self.kits = Some(value.into()),
            "origin" => match origin(&value) {
                Some(origin) => self.origin = Some(origin),
                None => {
                    return Err(senseless(
                        value,
                        "the site's own address without a path, such as https://hiring.example",
                    ));
                }
            },
            _ => {
                self.demo = match value.as_str() {
                    "yes" | "true" | "1" => true,
                    "no" | "false" | "0" => false,
                    _ => return Err(senseless(value, "yes or no")),
                }
            }
        }
        Ok(())
    }
}

/// An origin as browsers write it, if it is one: without the port that its scheme has anyway.
fn origin(text: &str) -> Option<String> {
    let text = text.strip_suffix('/').unwrap_or(text).to_ascii_lowercase();
    let (scheme, host) = text.split_once("://")?;
    let sound = matches!(scheme, "http" | "https")
        && !host.is_empty()
        && !host.contains(['/', '?', '#', '@', ' ', ';', ',']);
    let usual = if scheme == "https" { ":443" } else { ":80" };
    let origin = text.strip_suffix(usual).unwrap_or(&text);
    sound.then(|| origin.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(options: &[&str], variables: &[(&str, &str)]) -> Result<Asked, SettingsError> {
        Settings::read(options.iter().map(|&option| option.to_owned()), |name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    fn settings(options: &[&str], variables: &[(&str, &str)]) -> Settings {
        match read(options, variables) {
            Ok(Asked::Run(settings)) => settings,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_option_goes_before_its_variable() {
        let found = settings(
            &["--listen", "0.0.0.0:80", "--demo=no"],
            &[
                ("PLUMBLINE_LISTEN", "127.0.0.1:9"),
                ("PLUMBLINE_DATABASE", "sqlite://x.db"),
                ("PLUMBLINE_DEMO", "yes"),
            ],
        );
        assert_eq!(found.listen, "0.0.0.0:80".parse().ok());
        assert_eq!(found.database, "sqlite://x.db");
        assert!(!found.demo);
    }

    #[test]
    fn nothing_said_is_the_usual() {
        assert_eq!(
            settings(&[], &[("PLUMBLINE_KITS", "")]),
            Settings::default()
        );
    }

    #[test]
    fn an_origin_is_kept_as_browsers_write_it() {
        let found = settings(&["--origin", "https://Hiring.Example/"], &[]);
        assert_eq!(found.origin.as_deref(), Some("https://hiring.example"));
        for (said, kept) in [
            ("https://hiring.example:443", "https://hiring.example"),
            ("http://hiring.example:80", "http://hiring.example"),
            ("http://hiring.example:443", "http://hiring.example:443"),
            ("https://hiring.example:8443", "https://hiring.example:8443"),
        ] {
            let found = settings(&["--origin", said], &[]);
            assert_eq!(found.origin.as_deref(), Some(kept));
        }
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        for (options, named) in [
            (&["--listen", "here"][..], "--listen"),
            (&["--origin", "hiring.example"], "--origin"),
            (&["--origin", "https://hiring.example/app"], "--origin"),
            (&["--demo", "perhaps"], "--demo"),
            (&["--kits"], "--kits"),
            (&["--port", "1"], "--port"),
            (&["data.db"], "data.db"),
        ] {
            let error = read(options, &[]).expect_err(named);
            assert!(error.to_string().contains(named), "{error}");
        }
    }

    #[test]
    fn help_names_every_option() {
        let Ok(Asked::Tell(help)) = read(&["--help"], &[]) else {
            panic!("--help tells something");
        };
        for option in ["--listen", "--database", "--kits", "--origin", "--demo"] {
            assert!(help.contains(option), "{option}");
        }
    }
}
