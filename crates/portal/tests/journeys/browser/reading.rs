//! Pages as people read them who do not read as most do: on a narrow screen, with large text, in colours of their own, from
//! right to left, on paper.

use portico_model::Language;
use portico_testkit::TestPortal;
use portico_testkit::browser::{Options, Viewport, is_available};
use serde_json::json;

use super::sheets::Sheets;
use super::walk::Walk;

const TEO: &str = "teo-reyes";

fn still() -> Options {
    Options { scripts: false, ..Options::default() }
}

async fn every_page_fits(language: &'static str) {
    if !is_available() {
        return;
    }
    let sheets = Sheets::open(Options { language, ..Options::default() }).await;
    let wide = sheets.too_wide(&[(320, "ltr"), (320, "rtl")]).await;
    assert!(wide.is_empty(), "{wide:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_in_english_fits_a_narrow_screen_from_either_side() {
    every_page_fits("en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_in_spanish_fits_a_narrow_screen_from_either_side() {
    every_page_fits("es").await;
}

async fn every_page_fits_with_large_text(language: &'static str) {
    if !is_available() {
        return;
    }
    let sheets = Sheets::open(Options { language, ..Options::default() }).await;
    sheets.page.read_at_size(32).await.unwrap();
    let wide = sheets.too_wide(&[(390, "ltr"), (1200, "ltr")]).await;
    assert!(wide.is_empty(), "{wide:#?}");
    let size = sheets.page.evaluate(TEXT_SIZE).await.unwrap();
    assert!(size.as_f64().unwrap() >= 32.0, "text stays at {size}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_in_english_fits_with_text_of_twice_the_size() {
    every_page_fits_with_large_text("en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_in_spanish_fits_with_text_of_twice_the_size() {
    every_page_fits_with_large_text("es").await;
}

/// The size of text on the page that was shown last.
const TEXT_SIZE: &str = "(() => { const page = document.querySelector('iframe').contentDocument;
    return parseFloat(getComputedStyle(page.body).fontSize); })()";

#[tokio::test(flavor = "multi_thread")]
async fn charts_are_drawn_the_same_from_either_side() {
    if !is_available() {
        return;
    }
    let sheets = Sheets::open(still()).await;
    for name in ["labs-detail.high.en", "vitals.some.en"] {
        sheets.show(name).await;
        let from_the_left = sheets.page.evaluate(DRAWN).await.unwrap();
        sheets.page.read_from_the_right().await.unwrap();
        let from_the_right = sheets.page.evaluate(DRAWN).await.unwrap();
        assert!(from_the_left.as_array().unwrap().len() > 4, "{name}: {from_the_left}");
        assert_eq!(from_the_left, from_the_right, "{name}");
    }
}

/// Where the words of the first chart stand in it.
const DRAWN: &str = "(() => {
    const chart = document.querySelector('main .chart'), left = chart.getBoundingClientRect().left;
    return [...chart.querySelectorAll('text')].map((word) => [word.textContent, Math.round(word.getBoundingClientRect().left - left)]);
})()";

/// Pages that people keep on paper, and something of each that must be there.
const PRINTED: [(&str, &str); 3] = [
    ("labs-detail.high.en", ".chart .line"),
    ("labs-detail.critical.en", ".bar"),
    ("summary.full.en", "#latest"),
];

#[tokio::test(flavor = "multi_thread")]
async fn results_and_the_summary_are_printed_dark_on_white_without_what_is_for_screens() {
    if !is_available() {
        return;
    }
    for dark in [false, true] {
        let sheets = Sheets::open(Options { dark, ..still() }).await;
        sheets.page.read_on_paper().await.unwrap();
        for (name, wanted) in PRINTED {
            sheets.show(name).await;
            let told = async |script: &str| sheets.page.evaluate(script).await.unwrap();
            assert_eq!(told(SEEN_ON_PAPER).await, json!([]), "{name}");
            assert_eq!(told(PALE_ON_PAPER).await, json!([]), "{name}, dark: {dark}");
            let is_there = told(&format!("document.querySelector('main {wanted}') !== null")).await;
            assert_eq!(is_there, true, "{name}: {wanted}");
        }
    }
}

/// What has no business on paper.
const SEEN_ON_PAPER: &str =
    "[...document.querySelectorAll('nav, .rail, .dock, .top, .btn, .skip, select, .session')]
    .filter((thing) => thing.checkVisibility()).map((thing) => thing.outerHTML.slice(0, 80))";

/// Text that is not dark enough on white paper: WCAG 2.2, 1.4.6.
const PALE_ON_PAPER: &str = "(() => {
    const light = (colour) => { const [r, g, b] = colour.match(/[\\d.]+/g).map((n) => n / 255)
        .map((n) => n <= .04045 ? n / 12.92 : ((n + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
    const paper = getComputedStyle(document.documentElement).backgroundColor;
    const pale = [...document.querySelectorAll('main *')]
        .filter((thing) => thing.checkVisibility() && [...thing.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
        .filter((thing) => !thing.closest('svg, .vh, .face'))
        .filter((thing) => 1.05 / (light(getComputedStyle(thing).color) + .05) < 7)
        .map((thing) => `${getComputedStyle(thing).color} ${thing.textContent.trim().slice(0, 40)}`);
    return light(paper) > .99 ? pale : [`the paper is ${paper}`, ...pale];
})()";

#[tokio::test(flavor = "multi_thread")]
async fn flags_charts_and_focus_stay_visible_in_the_readers_own_colours() {
    if !is_available() {
        return;
    }
    let sheets = Sheets::open(still()).await;
    sheets.page.read_in_own_colours().await.unwrap();
    for name in ["labs-detail.high.en", "labs.some.en", "vitals.some.en", "summary.full.en"] {
        sheets.show(name).await;
        assert_eq!(sheets.page.status(), Some(200), "{name}");
        let faint = sheets.page.evaluate(FAINT).await.unwrap();
        assert_eq!(faint, json!([]), "{name}");
    }
    for _ in 0..12 {
        sheets.page.key("Tab").await.unwrap();
        let ring = sheets.page.evaluate(RING).await.unwrap();
        assert_eq!(ring, true, "no ring around {:?}", sheets.page.focus().await.unwrap());
    }
}

/// Chips without an edge, and lines and marks of charts in the colour of the page.
const FAINT: &str = "(() => {
    const canvas = getComputedStyle(document.body).backgroundColor;
    const ground = canvas === 'rgba(0, 0, 0, 0)' ? getComputedStyle(document.documentElement).backgroundColor : canvas;
    const flat = [...document.querySelectorAll('main .chip')].filter((chip) => chip.checkVisibility())
        .filter((chip) => parseFloat(getComputedStyle(chip).borderTopWidth) < 1).map((chip) => `a chip: ${chip.textContent}`);
    const hidden = [...document.querySelectorAll('main .line, main .spark .line')]
        .filter((line) => getComputedStyle(line).stroke === ground).map((line) => `a line: ${line.outerHTML.slice(0, 60)}`);
    const marks = [...document.querySelectorAll('main .m path')]
        .filter((mark) => getComputedStyle(mark).fill === ground && getComputedStyle(mark).stroke === ground)
        .map((mark) => `a mark: ${mark.parentNode.outerHTML.slice(0, 60)}`);
    return [...flat, ...hidden, ...marks];
})()";

/// Whether what has the focus, or the row that it stands for, shows it.
const RING: &str = "(() => {
    const at = document.activeElement;
    const shows = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return shows(getComputedStyle(at)) || shows(getComputedStyle(at, '::after'));
})()";

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_reads_how_a_child_grows() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::builder().only(&["ana-reyes", TEO]).start().await;
    let ana = portal.person(super::ANA, Language::En).await;
    portal.parent_of(super::ANA, TEO).await;
    let options = Options { viewport: Viewport::Phone, ..Options::default() };
    let mut walk = Walk::begin(&portal, options).await;

    walk.sign_in(&ana).await;
    walk.page.goto(&format!("/patients/{TEO}/vitals")).await.unwrap();
    walk.assert_says("vital-height").await;
    walk.assert_says("vital-weight").await;
    let drawn = walk.tell("String(document.querySelectorAll('main .chart .line').length)").await;
    assert!(drawn.parse::<u32>().unwrap() >= 2, "{drawn} curves");
    let crossed = walk.tell(CROSSED).await;
    assert_eq!(crossed, "", "words of a chart lie over each other");
    walk.look().await;

    walk.end(3);
}

/// Words of a chart that cover each other.
const CROSSED: &str = "[...document.querySelectorAll('main .chart')].flatMap((chart) => {
    const words = [...chart.querySelectorAll('text')].filter((word) => word.textContent.trim())
        .map((word) => [word.textContent, word.getBoundingClientRect()]);
    return words.flatMap(([one, a], at) => words.slice(at + 1)
        .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)
        .map(([other]) => `${one} × ${other}`));
}).join()";
