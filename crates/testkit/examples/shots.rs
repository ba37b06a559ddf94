//! Pictures of pages as a person of the demo sees them, and what that person would mind about them:
//!
//! `cargo run -p portico-testkit --example shots -- DEMO.JSON|URL FOLDER [--as WHO | --staff NAME] [--lang es] [--dark]
//! [--phone] [--narrow] [--big] [--rtl] [--print] [--forced] [--no-scripts] [--screen] [--check] [PATH…]`
//!
//! With the portal's address in place of `DEMO.JSON` nobody signs in. `WHO` is an e-mail address, a name or a role.
//! `NAME` is somebody whom the neighbourhood's directory lists. `--big` is text of twice the usual size, `--forced` the colours of
//! a reader who has chosen all of them. Without paths: the first page after sign-in and every page that it links to. `{patient}` in a path becomes the
//! person's own chart. `--check` runs axe-core, which `cargo xtask test --only services` fetches, from where PORTICO_AXE says.
#![allow(clippy::print_stdout, reason = "a command that tells what it did")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use portico_testkit::browser::{Browser, Extent, Options, Page, Viewport};
use serde_json::Value;
use url::Url;

const USE: &str = "shots DEMO.JSON|URL FOLDER [--as WHO | --staff NAME] [--lang es] [--dark] [--phone] [--narrow] [--big] \
                   [--rtl] [--print] [--forced] [--no-scripts] [--screen] [--check] [PATH…]";

struct Ask {
    site: String,
    folder: PathBuf,
    who: String,
    staff: Option<String>,
    ways: Vec<String>,
    options: Options,
    extent: Extent,
    checks: bool,
    paths: Vec<String>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let ask = read_ask(std::env::args().skip(1))?;
    std::fs::create_dir_all(&ask.folder)?;
    let browser = Browser::launch(ask.options.clone()).await?;
    let (page, patient) = match ask.site.strip_prefix("http") {
        Some(_) => (browser.page(&Url::parse(&ask.site)?).await?, String::new()),
        None => signed_in(&ask, &browser).await?,
    };
    let paths = match ask.paths.as_slice() {
        [] => linked_paths(&page).await?,
        paths => paths.to_vec(),
    };
    for way in &ask.ways {
        read(&page, way).await?;
    }
    for path in paths {
        show(&ask, &page, &path.replace("{patient}", &patient)).await?;
    }
    Ok(())
}

/// The tab of the person asked for, and the patient whose chart is theirs.
async fn signed_in(ask: &Ask, browser: &Browser) -> Result<(Page, String)> {
    let text = std::fs::read_to_string(&ask.site).with_context(|| format!("no demo at {}", ask.site))?;
    let demo: Value = serde_json::from_str(&text)?;
    let base = Url::parse(demo["portal"].as_str().context("demo.json names no portal")?)?;
    let person = person(&demo, &ask.who)?;
    let word = |field: &str| person[field].as_str().unwrap_or_default();
    let page = browser.page(&base).await?;
    if let Some(name) = &ask.staff {
        page.sign_in_at_work(name).await?;
        return Ok((page, word("patient").to_owned()));
    }
    page.sign_in(word("email"), word("password"), word("totp_secret")).await?;
    switch_to(&page, ask.options.language).await?;
    Ok((page, word("patient").to_owned()))
}

async fn read(page: &Page, way: &str) -> Result<()> {
    match way {
        "print" => page.read_on_paper().await,
        "forced" => page.read_in_own_colours().await,
        "big" => page.read_at_size(32).await,
        _ => Ok(()),
    }
}

/// Pages come in the language of the account, which is not always the one that was asked for. The account keeps it.
async fn switch_to(page: &Page, language: &str) -> Result<()> {
    let told = page
        .evaluate(&format!(
            "document.documentElement.lang === '{language}' ? 200 : (async (form) => {{
                const fields = new URLSearchParams(new FormData(form));
                fields.set('language', '{language}');
                return (await fetch(form.action, {{ method: 'POST', body: fields }})).status;
            }})(document.querySelector('button[name=language][value={language}]').form)"
        ))
        .await?;
    if told != 200 {
        bail!("the portal does not switch to `{language}`: {told}");
    }
    Ok(())
}

async fn show(ask: &Ask, page: &Page, path: &str) -> Result<()> {
    page.forget_troubles();
    let load = page.first_load(path).await?;
    if ask.ways.iter().any(|way| way == "rtl") {
        page.read_from_the_right().await?;
    }
    let file = ask.folder.join(file_name(path, ask));
    page.screenshot(&file, ask.extent).await?;
    println!(
        "{} · {path} · {} · {} bytes in {} requests",
        file.display(),
        page.status().unwrap_or(0),
        load.bytes,
        load.requests
    );
    for line in page.sideways_overflow().await? {
        println!("    too wide: {line}");
    }
    for target in page.tap_targets_under(24.0).await? {
        println!("    too small to press: {} ({:.0} × {:.0})", target.name, target.width, target.height);
    }
    print!("{}", page.troubles());
    if ask.checks {
        for violation in page.axe().await? {
            println!("    {violation}");
        }
    }
    Ok(())
}

fn file_name(path: &str, ask: &Ask) -> String {
    let options = &ask.options;
    let words: Vec<&str> =
        path.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let name = if words.is_empty() { "home".to_owned() } else { words.join("-") };
    let size = match options.viewport {
        Viewport::Phone => "phone",
        Viewport::Narrow => "narrow",
        Viewport::Desktop => "desk",
    };
    let dark = if options.dark { "-dark" } else { "" };
    let scripts = if options.scripts { "" } else { "-plain" };
    let ways: String = ask.ways.iter().map(|way| format!("-{way}")).collect();
    format!("{name}-{size}-{}{dark}{scripts}{ways}.png", options.language)
}

/// The page shown now and every page of the site that it links to, each once.
async fn linked_paths(page: &Page) -> Result<Vec<String>> {
    if page.status().is_none() {
        page.goto("/").await?;
    }
    let links = page
        .evaluate(
            "[...document.querySelectorAll('a[href]')].filter((a) => a.origin === location.origin && !a.download)
                .map((a) => a.pathname + a.search)",
        )
        .await?;
    let mut paths: BTreeSet<String> =
        links.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    paths.insert(page.path().await?);
    Ok(paths.into_iter().collect())
}

fn person<'a>(demo: &'a Value, who: &str) -> Result<&'a Value> {
    let people = demo["people"].as_array().context("demo.json names no people")?;
    let is_asked = |person: &&Value| {
        let name = person["name"].as_str().unwrap_or_default();
        who.is_empty()
            || name.contains(who)
            || [&person["email"], &person["role"]].iter().any(|word| **word == who)
    };
    people.iter().find(is_asked).with_context(|| format!("nobody in demo.json is `{who}`"))
}

fn read_ask(words: impl Iterator<Item = String>) -> Result<Ask> {
    let mut words = words;
    let mut plain = Vec::new();
    let (mut options, mut who, mut extent, mut checks) =
        (Options::default(), String::new(), Extent::Page, false);
    let (mut staff, mut ways) = (None, Vec::new());
    while let Some(word) = words.next() {
        match word.as_str() {
            "--as" => who = words.next().context(USE)?,
            "--staff" => staff = Some(words.next().context(USE)?),
            "--narrow" => options.viewport = Viewport::Narrow,
            "--big" | "--rtl" | "--print" | "--forced" => {
                ways.push(word.trim_start_matches('-').to_owned());
            }
            "--lang" => options.language = language(&words.next().context(USE)?)?,
            "--dark" => options.dark = true,
            "--phone" => options.viewport = Viewport::Phone,
            "--no-scripts" => options.scripts = false,
            "--screen" => extent = Extent::Screen,
            "--check" => checks = true,
            _ if word.starts_with("--") => bail!("`{word}` means nothing here: {USE}"),
            _ => plain.push(word),
        }
    }
    let [site, folder, paths @ ..] = plain.as_slice() else { bail!(USE) };
    Ok(Ask {
        site: site.clone(),
        folder: folder.into(),
        who,
        staff,
        ways,
        options,
        extent,
        checks,
        paths: paths.to_vec(),
    })
}

fn language(code: &str) -> Result<&'static str> {
    ["en", "es"].into_iter().find(|known| *known == code).with_context(|| format!("no language `{code}`"))
}
