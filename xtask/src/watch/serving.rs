//! The server under development: started, restarted, and never left behind.

use std::{
    env,
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::{
    paths::{NAME, Paths},
    step::now,
};

/// How long a server may take to answer after it was started.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(20);

/// A server that is running or will be.
pub(crate) struct Serving {
    executable: PathBuf,
    root: PathBuf,
    site: PathBuf,
    arguments: Vec<String>,
    reload_port: u16,
    child: Option<Child>,
}

impl Serving {
    pub(crate) fn new(paths: &Paths, arguments: &[String], reload_port: u16) -> Self {
        Self {
            executable: paths.server("debug"),
            root: paths.root.clone(),
            // Apart from the finished site, so that one does not break the other.
            site: paths.target.join("site-watch"),
            arguments: arguments.to_vec(),
            reload_port,
            child: None,
        }
    }

    /// The root of the site served.
    pub(crate) fn site(&self) -> &Path {
        &self.site
    }

    /// Ends the running server, starts the one just built, and waits until it answers.
    pub(crate) fn restart(&mut self) -> Result<()> {
        self.end();
        let address = env::var("LEPTOS_SITE_ADDR").unwrap_or_else(|_| "127.0.0.1:3000".into());
        let address: SocketAddr = address
            .parse()
            .with_context(|| format!("LEPTOS_SITE_ADDR is {address:?}, not an address and port"))?;
        if answers(address) {
            bail!("Something else already answers at http://{address}: end it first.");
        }
        let mut child = Command::new(&self.executable)
            .args(&self.arguments)
            .current_dir(&self.root)
            .env("LEPTOS_OUTPUT_NAME", NAME)
            .env("LEPTOS_SITE_ROOT", &self.site)
            .env("LEPTOS_SITE_PKG_DIR", "pkg")
            .env("LEPTOS_SITE_ADDR", address.to_string())
            .env("LEPTOS_RELOAD_PORT", self.reload_port.to_string())
            .env("LEPTOS_HASH_FILES", "false")
            .env("LEPTOS_WATCH", "true")
            .spawn()
            .with_context(|| format!("cannot start {}", self.executable.display()))?;
        let start = now();
        while !answers(address) {
            if let Some(status) = child.try_wait()? {
                bail!("The server ended at once ({status}); its reasons are above.");
            }
            if start.elapsed() > PATIENCE {
                let _ = child.kill();
                let _ = child.wait();
                bail!("The server did not answer at http://{address} within {PATIENCE:?}.");
            }
            thread::sleep(PAUSE);
        }
        self.child = Some(child);
        Ok(())
    }

    /// Says so, once, if the server ended by itself, and answers whether it just did.
    pub(crate) fn notice_exit(&mut self) -> bool {
        if let Some(child) = &mut self.child
            && let Ok(Some(status)) = child.try_wait()
        {
            eprintln!("The server ended ({status}); the next save starts it again.");
            self.child = None;
            return true;
        }
        false
    }

    fn end(&mut self) {
        if let Some(mut child) = self.child.take() {
            // Nothing to save: whatever the server acknowledged is in its database.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.end();
    }
}

fn answers(address: SocketAddr) -> bool {
    TcpStream::connect_timeout(&address, PATIENCE).is_ok()
}
