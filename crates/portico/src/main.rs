//! The `portico` command: everything on one machine (`demo`), production (`serve`), and the tools of whoever runs it.
//!
//! The simulated neighbourhood belongs to `demo` alone. Built with `--no-default-features` the command has neither.
#![allow(clippy::print_stderr, reason = "a command speaks to the terminal")]

mod account;
mod audit;
mod cli;
mod connections;
mod data_folder;
#[cfg(feature = "demo")]
mod demo;
mod files;
mod followers;
mod kept_head;
mod keys;
mod logging;
mod operator;
mod reviews;
mod serve;
mod start;
mod stop;
mod storage;
mod table;
mod terminal;
mod unproven;
mod work;

use std::mem::ManuallyDrop;
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use clap::Parser;
use rustix::fs::Mode;
use rustix::process::umask;

use crate::cli::{Cli, Command};
use crate::unproven::Unproven;

/// Gives back what a burst took, where the system's own keeps it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Whatever is made here is for this user alone.
    umask(Mode::RWXG | Mode::RWXO);
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("portico: {error:#}");
            match error.downcast_ref::<Unproven>() {
                Some(_) => ExitCode::from(Unproven::EXIT_CODE),
                None => ExitCode::FAILURE,
            }
        }
    }
}

fn run(cli: Cli) -> Result<()> {
    logging::start(cli.log.as_deref(), cli.command.log_form())?;
    rustls::crypto::aws_lc_rs::default_provider()
        .install_default()
        .map_err(|_| anyhow!("another provider of cryptography is in place already"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the threads that serve requests cannot be started")?;
    // Never taken down: with it would go connections that are on their way back to their pool, and where one closes while
    // the process ends, SQLCipher takes itself down beneath it. What was committed is on disk.
    let runtime = ManuallyDrop::new(runtime);
    runtime.block_on(async {
        match cli.command {
            #[cfg(feature = "demo")]
            Command::Demo(ask) => demo::run(ask).await,
            Command::Serve(ask) => serve::run(ask).await,
            Command::Account { command } => account::run(command).await,
            Command::Audit { command } => audit::run(command).await,
            Command::Keys { command } => keys::run(command).await,
        }
    })
}
