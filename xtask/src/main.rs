mod generate;
mod layers;
mod lint;
mod services;
mod steps;
mod supply;
mod verify;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

use workspace::Workspace;

const HELP: &str = "\
The chores of the house.

    cargo xtask test [--fast] [--only STEP]   the whole verification; CI runs nothing else
    cargo xtask lint                          format, layers and clippy, without services or tests
    cargo xtask layers                        which crate uses which, against xtask/layers.txt
    cargo xtask generate [--check]            write the generated files anew, or say which are stale

`cargo xtask COMMAND --help` says more.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<()> {
    match words {
        [] | ["help" | "--help" | "-h"] => say(HELP),
        ["test", rest @ ..] if asks_help(rest) => say(verify::HELP),
        ["test", rest @ ..] => verify::run(&Workspace::find()?, verify::Options::parse(rest)?),
        ["lint", rest @ ..] if asks_help(rest) => say(lint::HELP),
        ["lint"] => lint::run(&Workspace::find()?),
        ["layers", rest @ ..] if asks_help(rest) => say(layers::HELP),
        ["layers"] => layers::run(&Workspace::find()?).map(|kept| println!("{kept}")),
        ["generate", rest @ ..] if asks_help(rest) => say(generate::HELP),
        ["generate"] => generate::run(&Workspace::find()?, generate::Mode::Write),
        ["generate", "--check"] => generate::run(&Workspace::find()?, generate::Mode::Check),
        _ => bail!("`{}` is no command\n\n{HELP}", words.join(" ")),
    }
}

fn asks_help(rest: &[&str]) -> bool {
    rest.iter().any(|word| matches!(*word, "--help" | "-h"))
}

fn say(text: &str) -> Result<()> {
    println!("{text}");
    Ok(())
}
