//! A bounded load on one page of a running portal, as one signed-in person sees it:
//!
//! `cargo run --release -p portico-testkit --example load -- DEMO.JSON PATH [--as WHO] [--rate N] [--seconds N] [--connections N]`
//!
//! Requests start on schedule whether or not earlier ones have come back, so a slow server shows in the figures (no
//! coordinated omission). Loopback only; it stops by itself.
#![allow(clippy::print_stdout, reason = "a command that tells what it measured")]

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use portico_account::Authenticator;
use portico_model::Clock;
use serde_json::{Value, json};
use tokio::sync::Mutex;

struct Ask {
    demo: String,
    path: String,
    who: String,
    rate: u32,
    seconds: u64,
    connections: usize,
    prints_token: bool,
}

#[tokio::main]
async fn main() -> Result<()> {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let ask = read_ask(std::env::args().skip(1))?;
    let demo: Value = serde_json::from_slice(&std::fs::read(&ask.demo)?)?;
    let portal = demo["portal"].as_str().context("no portal in the file")?.trim_end_matches('/').to_owned();
    ensure!(portal.contains("//127.0.0.1:") || portal.contains("//localhost:"), "only loopback is loaded");
    let client = reqwest::Client::builder().pool_max_idle_per_host(ask.connections).build()?;
    let token = sign_in(&client, &portal, &demo, &ask.who).await?;
    if ask.prints_token {
        println!("{token}");
        return Ok(());
    }
    let url = format!("{portal}{}", ask.path);
    let warm = client.get(&url).bearer_auth(&token).send().await?;
    ensure!(warm.status().is_success(), "{} answers {}", ask.path, warm.status());
    let bytes = warm.bytes().await?.len();
    let times = run(&client, &url, &token, &ask).await?;
    report(&ask, bytes, times);
    Ok(())
}

async fn sign_in(client: &reqwest::Client, portal: &str, demo: &Value, who: &str) -> Result<String> {
    let people = demo["people"].as_array().context("no people in the file")?;
    let is_meant = |person: &&Value| ["email", "name", "patient"].iter().any(|field| person[*field] == who);
    let person = people.iter().find(is_meant).context("nobody of that name")?;
    let body = json!({"email": person["email"], "password": person["password"]});
    let first: Value =
        client.post(format!("{portal}/api/v1/session")).json(&body).send().await?.json().await?;
    let token = first["token"].as_str().context("the password is not taken")?;
    let authenticator = Authenticator::from_base32("", person["totp_secret"].as_str().unwrap_or_default());
    let authenticator = authenticator.context("no secret in the file")?;
    let now = Clock::system().now();
    // A code is taken once: the one of the next half minute serves a second run.
    for code in [now, now + jiff::SignedDuration::from_secs(30)].map(|at| authenticator.code_at(at)) {
        let proof = client
            .post(format!("{portal}/api/v1/session/factor"))
            .bearer_auth(token)
            .json(&json!({ "code": code }));
        let answer = proof.send().await?;
        if answer.status().is_success() {
            let proved: Value = answer.json().await?;
            return Ok(proved["token"].as_str().context("no token in the answer")?.to_owned());
        }
    }
    anyhow::bail!("no code is taken; wait half a minute")
}

async fn run(client: &reqwest::Client, url: &str, token: &str, ask: &Ask) -> Result<Vec<Duration>> {
    let total = u64::from(ask.rate) * ask.seconds;
    let start = Instant::now() + Duration::from_millis(50);
    let gap = Duration::from_secs(1) / ask.rate;
    let due = (0..total).map(|n| start + gap * u32::try_from(n).unwrap_or(u32::MAX)).collect::<VecDeque<_>>();
    let due = Arc::new(Mutex::new(due));
    let workers = (0..ask.connections).map(|_| {
        let (client, url, token, due) = (client.clone(), url.to_owned(), token.to_owned(), Arc::clone(&due));
        tokio::spawn(async move {
            let mut times = Vec::new();
            loop {
                let Some(at) = due.lock().await.pop_front() else { return anyhow::Ok(times) };
                tokio::time::sleep_until(at.into()).await;
                let answer = client.get(&url).bearer_auth(&token).send().await?;
                ensure!(answer.status().is_success(), "an answer was {}", answer.status());
                answer.bytes().await?;
                times.push(at.elapsed());
            }
        })
    });
    let mut times = Vec::new();
    for worker in workers.collect::<Vec<_>>() {
        times.extend(worker.await??);
    }
    times.sort_unstable();
    Ok(times)
}

fn report(ask: &Ask, bytes: usize, times: Vec<Duration>) {
    let at = |share: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "an index of a sorted list"
        )]
        let index = ((times.len() - 1) as f64 * share) as usize;
        times[index].as_secs_f64() * 1000.0
    };
    println!(
        "{} · {} requests at {}/s over {} connections, {bytes} bytes each: p50 {:.2} ms, p90 {:.2} ms, p99 {:.2} ms, worst {:.2} ms",
        ask.path,
        times.len(),
        ask.rate,
        ask.connections,
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    );
}

fn read_ask(mut words: impl Iterator<Item = String>) -> Result<Ask> {
    let mut ask = Ask {
        demo: words.next().context("which demo.json?")?,
        path: words.next().context("which path?")?,
        who: "Ana Reyes".to_owned(),
        rate: 1000,
        seconds: 10,
        connections: 64,
        prints_token: false,
    };
    while let Some(word) = words.next() {
        let mut value = || words.next().with_context(|| format!("{word} wants a value"));
        match word.as_str() {
            "--as" => ask.who = value()?,
            "--rate" => ask.rate = value()?.parse()?,
            "--seconds" => ask.seconds = value()?.parse()?,
            "--connections" => ask.connections = value()?.parse()?,
            "--token" => ask.prints_token = true,
            other => anyhow::bail!("unknown: {other}"),
        }
    }
    ensure!((1..=60).contains(&ask.seconds) && ask.rate >= 1, "bounded: 1 to 60 seconds");
    Ok(ask)
}
