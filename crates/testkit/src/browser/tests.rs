use std::net::Ipv4Addr;

use axum::Router;
use axum::extract::RawForm;
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use url::Url;

use super::{Browser, Extent, Options, Page, Viewport, is_available};

const GOOD: &str = r#"<!doctype html><html lang="en"><head><title>Sign in</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css"></head><body><main><h1>Sign in</h1>
<form method="post" action="/welcome"><p><label for="email">E-mail</label><input id="email" name="email" type="email" required></p>
<p><label for="born">Born on</label><input id="born" name="born" type="date"></p>
<p><label for="tongue">Language</label><select id="tongue" name="tongue"><option value="en">English</option><option value="es">Español</option></select></p>
<p><input type="checkbox" id="stay" name="stay"><label for="stay">Stay signed in</label></p>
<p><button>Sign in</button></p></form>
<p>Or read the <a href="/welcome">terms</a> first.</p><p><a class="big" href="/slow">Help</a></p><p class="row"><a href="/welcome">Whole row</a></p>
<noscript><p>Works without scripts</p></noscript><p id="scripted"></p></main><script src="/script.js"></script></body></html>"#;

const BAD: &str = r#"<!doctype html><html><head><title></title></head><body><h3>x</h3><div style="width:2000px">wide</div>
<p style="color:#aaa">pale words on white</p><input type="text"><a id="tiny" href="/x" style="font-size:6px;display:block;width:9px">x</a>
<script>console.log('inline')</script><script src="/throws.js"></script><img src="http://localhost:9/pixel.png"><img src="/missing.png" alt="gone"></body></html>"#;

const STYLE: &str = "body { font: 16px/1.6 sans-serif; } input, select, button, a.big { min-height: 44px; min-width: 44px }
a.big { display: inline-block; line-height: 44px } .row { position: relative; padding: 12px } .row a::after { content: ''; position: absolute; inset: 0 } input[type=checkbox] { width: 44px } @media (prefers-color-scheme: dark) { body { background: #111; color: #eee } a { color: #9cf } }";

const POLICY: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; img-src 'self' data:";

async fn welcome(RawForm(form): RawForm) -> Html<String> {
    let told = String::from_utf8_lossy(&form).into_owned();
    Html(format!("<!doctype html><title>Welcome</title><h1>Welcome</h1><p>{told}</p>"))
}

fn page(text: &'static str) -> Response {
    ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(text)).into_response()
}

fn file(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// A site with one page that has nothing wrong and one that has everything wrong.
async fn site() -> Url {
    let script = "document.querySelector('#scripted').textContent = 'scripts run, ' + navigator.language;";
    let routes = Router::new()
        .route("/", get(|| async { page(GOOD) }))
        .route("/bad", get(|| async { page(BAD) }))
        .route("/slow", get(|| async { Redirect::to("/welcome") }))
        .route("/welcome", get(welcome).post(welcome))
        .route("/style.css", get(|| async { file("text/css", STYLE) }))
        .route("/script.js", get(move || async move { file("text/javascript", script) }))
        .route("/throws.js", get(|| async { file("text/javascript", "null.missing") }));
    serve(routes).await
}

async fn serve(routes: Router) -> Url {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let base = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    base
}

async fn visit(options: Options, path: &str) -> (Browser, Page) {
    let base = site().await;
    let browser = Browser::launch(options).await.unwrap();
    let page = browser.page(&base).await.unwrap();
    page.goto(path).await.unwrap();
    (browser, page)
}

#[tokio::test]
async fn browser_finds_nothing_wrong_with_a_good_page() {
    if !is_available() {
        return;
    }
    for viewport in [Viewport::Phone, Viewport::Desktop] {
        let (_browser, page) = visit(Options { viewport, dark: true, ..Options::default() }, "/").await;

        assert_eq!(page.axe().await.unwrap(), []);
        assert!(page.troubles().is_empty(), "{}", page.troubles());
        assert_eq!(page.sideways_overflow().await.unwrap(), [""; 0]);
        assert_eq!(page.tap_targets_under(44.0).await.unwrap(), []);
        assert_eq!(page.headings().await.unwrap(), ["Sign in"]);
        assert_eq!(page.status(), Some(200));
    }
}

#[tokio::test]
async fn browser_finds_everything_wrong_with_a_bad_page() {
    if !is_available() {
        return;
    }
    let (_browser, page) = visit(Options { viewport: Viewport::Phone, ..Options::default() }, "/bad").await;

    let violations = page.axe().await.unwrap();
    let rules: Vec<&str> = violations.iter().map(|violation| violation.rule.as_str()).collect();
    for rule in ["html-has-lang", "document-title", "label", "image-alt", "landmark-one-main"] {
        assert!(rules.contains(&rule), "{rule} is not among {rules:?}");
    }
    let troubles = page.troubles();
    assert!(troubles.console_errors.iter().any(|said| said.contains("TypeError")), "{troubles}");
    assert!(troubles.policy_violations.iter().any(|said| said.contains("inline script")), "{troubles}");
    assert!(
        troubles.failed_requests.iter().any(|said| said.contains("404") && said.contains("missing.png")),
        "{troubles}"
    );
    assert!(troubles.foreign_requests.iter().any(|said| said.contains("localhost:9")), "{troubles}");
    assert!(!page.sideways_overflow().await.unwrap().is_empty());
    assert!(page.tap_targets_under(24.0).await.unwrap().iter().any(|target| target.name == "x"));
}

#[tokio::test]
async fn browser_fills_a_form_by_its_labels_with_and_without_scripts() {
    if !is_available() {
        return;
    }
    for scripts in [true, false] {
        let (_browser, page) = visit(Options { scripts, ..Options::default() }, "/").await;
        let before = page.text().await.unwrap();
        assert_eq!(before.contains("scripts run"), scripts, "{before}");
        assert_eq!(before.contains("Works without scripts"), !scripts, "{before}");
        assert_eq!(page.axe().await.unwrap(), []);

        page.fill("E-mail", "wrong@example.org").await.unwrap();
        page.fill("E-mail", "ana@example.org").await.unwrap();
        page.fill("Born on", "1950-02-28").await.unwrap();
        page.choose("Language", "Español").await.unwrap();
        page.tick("Stay signed in").await.unwrap();
        page.press("Sign in").await.unwrap();

        let told = page.text().await.unwrap();
        assert!(told.contains("email=ana%40example.org&born=1950-02-28&tongue=es&stay=on"), "{told}");
        assert_eq!(page.path().await.unwrap(), "/welcome");
    }
}

#[tokio::test]
async fn browser_follows_links_and_says_which_there_are() {
    if !is_available() {
        return;
    }
    let (_browser, page) = visit(Options::default(), "/").await;

    let missing = page.click_link("Privacy").await.unwrap_err().to_string();
    page.click_link("Help").await.unwrap();

    assert!(
        missing.contains(r#"no link is called `Privacy` at /; there are ["terms", "Help", "Whole row"]"#),
        "{missing}"
    );
    assert_eq!(page.title().await.unwrap(), "Welcome");
}

#[tokio::test]
async fn browser_goes_by_keyboard_alone() {
    if !is_available() {
        return;
    }
    let (_browser, page) = visit(Options::default(), "/").await;

    page.key("Tab").await.unwrap();
    page.type_text("ana@example.org").await.unwrap();
    let first = page.focus().await.unwrap().unwrap();
    page.key("Enter").await.unwrap();

    assert_eq!((first.role.as_str(), first.name.as_str()), ("textbox", "E-mail"));
    assert!(page.text().await.unwrap().contains("ana%40example.org"));
}

#[tokio::test]
async fn browser_measures_what_a_first_visit_costs() {
    if !is_available() {
        return;
    }
    let (_browser, page) = visit(Options::default(), "/welcome").await;
    page.goto("/").await.unwrap();

    let load = page.first_load("/").await.unwrap();

    assert_eq!(load.requests, 3, "{load:?}");
    assert!(load.by_path["/style.css"] > STYLE.len() as u64, "{load:?}");
    assert_eq!(load.bytes, load.by_path.values().sum::<u64>());
    assert!((1500..4000).contains(&load.bytes), "{load:?}");
}

#[tokio::test]
async fn browser_asks_in_the_language_of_its_visitor() {
    if !is_available() {
        return;
    }
    let (_browser, page) = visit(Options { language: "es", ..Options::default() }, "/").await;

    assert!(page.text().await.unwrap().contains("scripts run, es"));
}

#[tokio::test]
async fn browser_takes_pictures_of_the_screen_and_of_the_whole_page() {
    if !is_available() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (_browser, page) = visit(Options { viewport: Viewport::Phone, ..Options::default() }, "/bad").await;

    for (name, extent) in [("screen.png", Extent::Screen), ("page.png", Extent::Page)] {
        page.screenshot(&folder.path().join(name), extent).await.unwrap();
    }

    let png = std::fs::read(folder.path().join("screen.png")).unwrap();
    assert_eq!((&png[1..4], &png[16..24]), (&b"PNG"[..], &[0, 0, 1, 134, 0, 0, 3, 76][..]));
    assert!(std::fs::metadata(folder.path().join("page.png")).unwrap().len() > 1000);
}

#[tokio::test]
async fn browser_says_that_nobody_answers() {
    if !is_available() {
        return;
    }
    let browser = Browser::launch(Options::default()).await.unwrap();
    let page = browser.page(&Url::parse("http://127.0.0.1:1").unwrap()).await.unwrap();

    let error = page.goto("/").await.unwrap_err().to_string();

    assert!(error.contains("net::ERR_"), "{error}");
}

const PASSWORD: &str = r#"<title>Sign in</title><form method="post" action="/sign-in"><input name="email" autocomplete="username">
<input name="password" type="password" autocomplete="current-password"><button>Continue</button></form>"#;

const CODE: &str = r#"<title>Code</title><form method="post" action="/code"><input name="code" autocomplete="one-time-code">
<button>Continue</button></form>"#;

async fn door() -> Url {
    let password = |RawForm(form): RawForm| async move {
        Html(if *form == *b"email=ana%40example.org&password=correct+horse" { CODE } else { PASSWORD })
    };
    let code = |RawForm(form): RawForm| async move {
        let digits =
            form.strip_prefix(b"code=").filter(|code| code.len() == 6 && code.iter().all(u8::is_ascii_digit));
        Html(if digits.is_some() { "<title>In</title>" } else { CODE })
    };
    let routes = Router::new()
        .route("/sign-in", get(|| async { Html(PASSWORD) }).post(password))
        .route("/code", post(code));
    serve(routes).await
}

#[tokio::test]
async fn browser_signs_in_with_both_factors() {
    if !is_available() {
        return;
    }
    let base = door().await;
    let browser = Browser::launch(Options::default()).await.unwrap();
    let page = browser.page(&base).await.unwrap();
    let secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    let refused = page.sign_in("ana@example.org", "wrong", secret).await.unwrap_err().to_string();
    page.sign_in("ana@example.org", "correct horse", secret).await.unwrap();

    assert!(refused.contains("the first factor was refused"), "{refused}");
    assert_eq!(page.title().await.unwrap(), "In");
}
