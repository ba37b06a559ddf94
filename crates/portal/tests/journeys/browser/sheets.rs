//! Every page with every sample view on a site of its own, for looking at what no single visit comes by.

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use portico_model::Language;
use portico_portal::look::assets;
use portico_portal::look::gallery::pages;
use portico_testkit::browser::{Browser, Options, Page};
use tokio::net::TcpListener;
use url::Url;

pub struct Sheets {
    pub page: Page,
    pub names: Vec<String>,
    _browser: Browser,
}

impl Sheets {
    /// All pages of one language.
    pub async fn open(options: Options) -> Self {
        let language = if options.language == "es" { Language::Es } else { Language::En };
        let pages: HashMap<String, String> = pages()
            .into_iter()
            .filter(|page| page.language == language)
            .map(|page| (page.name, page.html))
            .collect();
        let mut names: Vec<String> = pages.keys().cloned().collect();
        names.sort_unstable();
        let base = serve(pages).await;
        let browser = Browser::launch(options).await.unwrap();
        let page = browser.page(&base).await.unwrap();
        assert!(names.len() > 150, "{} pages", names.len());
        Self { page, names, _browser: browser }
    }

    /// Shows one of them.
    pub async fn show(&self, name: &str) {
        self.page.goto(&format!("/sheets/{name}")).await.unwrap();
    }

    /// The pages that are wider than one of these screens, each a width and a direction to read in.
    pub async fn too_wide(&self, screens: &[(u32, &str)]) -> Vec<String> {
        let screens = serde_json::to_string(screens).unwrap();
        self.page.goto("/frame").await.unwrap();
        let mut wide = Vec::new();
        for names in self.names.chunks(40) {
            let names = serde_json::to_string(names).unwrap();
            let found = self.page.evaluate(&format!("({TOO_WIDE})({names}, {screens})")).await;
            let found = found.unwrap();
            wide.extend(found.as_array().unwrap().iter().map(ToString::to_string));
        }
        wide
    }
}

/// Shows each page in a frame of each width, without its scripts.
const TOO_WIDE: &str = "async (names, screens) => {
    const frame = document.createElement('iframe');
    Object.assign(frame, { height: 700, sandbox: 'allow-same-origin' });
    document.body.replaceChildren(frame);
    const wide = [];
    for (const name of names) {
        await new Promise((done) => { frame.onload = done; frame.src = `/sheets/${name}`; });
        const page = frame.contentDocument;
        for (const [width, direction] of screens) {
            frame.width = width;
            page.documentElement.dir = direction;
            const { scrollWidth, clientWidth } = page.scrollingElement;
            if (clientWidth !== width || !page.querySelector('h1')) wide.push(`${name} was not shown at ${width}`);
            if (scrollWidth > clientWidth) wide.push(`${name} ${direction}: ${scrollWidth} instead of ${clientWidth}`);
        }
    }
    return wide;
}";

async fn serve(pages: HashMap<String, String>) -> Url {
    let pages = Arc::new(pages);
    let sheet = move |Path(name): Path<String>| {
        let html = pages.get(&name).cloned();
        async move { html.map(Html).ok_or(StatusCode::NOT_FOUND) }
    };
    let frame = || async { Html("<!doctype html><title>All pages</title>") };
    let routes = Router::new()
        .route("/frame", get(frame))
        .route("/sheets/{name}", get(sheet))
        .route("/assets/{name}", get(asset));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let base = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    base
}

async fn asset(Path(name): Path<String>) -> Response {
    let path = format!("/assets/{name}");
    match assets::all().into_iter().find(|asset| asset.path == path) {
        Some(asset) => ([(CONTENT_TYPE, asset.content_type)], asset.bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
