//! Every pair of text and ground that the stylesheet uses has enough contrast (WCAG 2.2, 1.4.3 and 1.4.11), in light and dark.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::collections::HashMap;

const STYLE: &str = include_str!("../assets/portico.css");

/// The tokens with a colour: light, and light overridden by dark.
fn themes() -> [HashMap<String, [f64; 3]>; 2] {
    let tokens = STYLE.split_once("@layer tokens").unwrap().1;
    let (light, rest) = tokens.split_once("@media screen and (prefers-color-scheme: dark)").unwrap();
    let (dark, rest) = rest.split_once("[data-person").unwrap();
    let light: HashMap<_, _> = colours(light).collect();
    let mut dark_theme = light.clone();
    dark_theme.extend(colours(dark));
    assert!(rest.contains("--person"));
    [light, dark_theme]
}

fn colours(css: &str) -> impl Iterator<Item = (String, [f64; 3])> + '_ {
    css.split("--").skip(1).filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let hex = value.trim().strip_prefix('#')?.get(..6)?;
        let channel = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok().map(f64::from);
        Some((name.trim().to_owned(), [channel(0)?, channel(2)?, channel(4)?]))
    })
}

/// Relative luminance (WCAG 2.2 definitions).
fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let share = channel / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn the_colours_of_staff_can_be_read_like_those_of_patients() {
    let staff = STYLE.split_once("[data-realm=\"staff\"]").unwrap().1;
    let (light, dark) = staff.split_once("@media screen and (prefers-color-scheme: dark)").unwrap();
    let dark = dark.split_once("@layer").unwrap().0;

    for (mut theme, own) in themes().into_iter().zip([light, dark]) {
        theme.extend(colours(own));
        for (text, ground) in [
            ("brand", "paper"),
            ("brand", "card"),
            ("brand", "sunk"),
            ("brand", "brand-wash"),
            ("ink", "brand-wash"),
            ("brand-ink", "brand"),
        ] {
            let contrast = contrast(theme[text], theme[ground]);
            assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.2}");
        }
    }
}

#[test]
fn text_can_be_read_on_every_ground_it_stands_on() {
    let grounds = ["paper", "card", "sunk"];
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for ground in grounds {
        pairs.extend(
            ["ink", "soft", "brand", "crit", "high", "low", "good", "wait"].map(|text| (text, ground)),
        );
    }
    pairs.extend([("brand-ink", "brand"), ("brand", "brand-wash"), ("ink", "brand-wash")]);
    for state in [
        ("good", "good-wash"),
        ("high", "high-wash"),
        ("low", "low-wash"),
        ("crit", "crit-wash"),
        ("wait", "wait-wash"),
    ] {
        pairs.extend([state, ("ink", state.1)]);
    }
    for (theme, name) in themes().iter().zip(["light", "dark"]) {
        for (text, ground) in &pairs {
            let ratio = contrast(theme[*text], theme[*ground]);
            assert!(ratio >= 4.5, "{text} on {ground} in {name}: {ratio:.2}");
        }
    }
}

#[test]
fn edges_of_fields_and_marks_in_charts_can_be_seen() {
    for (theme, name) in themes().iter().zip(["light", "dark"]) {
        for (mark, ground) in [
            ("edge", "card"),
            ("edge", "paper"),
            ("brand", "good-wash"),
            ("high", "good-wash"),
            ("low", "good-wash"),
            ("crit", "good-wash"),
            ("brand", "card"),
        ] {
            let ratio = contrast(theme[mark], theme[ground]);
            assert!(ratio >= 3.0, "{mark} on {ground} in {name}: {ratio:.2}");
        }
    }
}

#[test]
fn initials_can_be_read_in_every_persons_colour() {
    let white = [255.0, 255.0, 255.0];
    for declaration in STYLE.split("[data-person=\"").skip(1) {
        let Some((_, colour)) =
            colours(declaration.split('}').next().unwrap()).find(|(name, _)| name == "person")
        else {
            continue;
        };
        assert!(contrast(colour, white) >= 4.5, "{declaration:.40}");
    }
}

#[test]
fn black_on_white_is_twenty_one_to_one() {
    assert!((contrast([0.0; 3], [255.0; 3]) - 21.0).abs() < 0.01);
}
