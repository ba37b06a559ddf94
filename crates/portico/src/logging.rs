//! Logs go to the standard error: sentences for people, JSON lines for machines.

use anyhow::{Context, Result, anyhow};
use tracing_subscriber::EnvFilter;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogForm {
    Human,
    Json,
}

pub fn start(filter: Option<&str>, form: LogForm) -> Result<()> {
    let usual = match form {
        LogForm::Human => "warn",
        LogForm::Json => "info",
    };
    let filter = EnvFilter::try_new(filter.unwrap_or(usual))
        .context("--log: neither a level nor directives; try `info` or `info,portico_chart=debug`")?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match form {
        LogForm::Human => lines.compact().try_init(),
        LogForm::Json => lines.json().flatten_event(true).with_current_span(false).try_init(),
    };
    started.map_err(|error| anyhow!("the log cannot be started: {error}"))
}
