//! Units as they are written: UCUM codes, and the spellings of laboratory systems that mean one.

use rust_decimal::Decimal;

use super::unit::{Base, Unit};

/// No unit is written with so many bytes.
const LONGEST: usize = 64;

/// The unit that a text writes; `None` where it is not understood whole.
pub(super) fn unit(text: &str) -> Option<Unit> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let text = plain(match text {
        "C" => "Cel",
        "F" => "[degF]",
        "bpm" | "BPM" => "/min",
        text => text,
    });
    if text == "K" {
        return Some(Unit { parts: vec![(Base::Kelvin, 1)], ..Unit::ONE });
    }
    let mut unit = Unit::ONE;
    let mut is_below = false;
    for (index, piece) in split(&text)?.into_iter().enumerate() {
        let Piece { text, is_divided } = piece;
        is_below = is_divided;
        if text.is_empty() && index == 0 {
            continue;
        }
        take(&mut unit, text, if is_below { -1 } else { 1 })?;
    }
    if unit.parts.is_empty() && unit.notes.is_empty() && !is_below {
        return None;
    }
    unit.parts.sort_unstable();
    unit.notes.sort_unstable();
    Some(unit)
}

/// One way to write micro, superscripts and area of the body.
fn plain(text: &str) -> String {
    let mut text = text.replace(['µ', 'μ'], "u").replace('²', "2").replace('³', "3");
    for surface in
        ["{1.73_m2}", "{1.73m2}", "1.73 m^2", "1.73 sq m", "1.73m^2", "1.73 m2", "1.73_m2", "1.73m2"]
    {
        text = text.replace(surface, "{surface}");
    }
    text
}

struct Piece<'t> {
    text: &'t str,
    is_divided: bool,
}

/// The factors between `/` and `.`, annotations whole.
fn split(text: &str) -> Option<Vec<Piece<'_>>> {
    let (mut pieces, mut start, mut is_divided, mut depth) = (Vec::new(), 0, false, 0_u8);
    for (at, c) in text.char_indices() {
        match c {
            '{' | '[' => depth = depth.checked_add(1)?,
            '}' | ']' => depth = depth.checked_sub(1)?,
            '/' | '.' if depth == 0 && !is_inside_number(text, at) => {
                pieces.push(Piece { text: text[start..at].trim(), is_divided });
                (start, is_divided) = (at + c.len_utf8(), c == '/');
            }
            _ => {}
        }
    }
    pieces.push(Piece { text: text[start..].trim(), is_divided });
    (depth == 0).then_some(pieces)
}

/// The point of `1.5`, which is not the one of `mL.min`.
fn is_inside_number(text: &str, at: usize) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    bytes[at] == b'.' && at > 0 && digit(bytes.get(at - 1)) && digit(bytes.get(at + 1))
}

fn take(unit: &mut Unit, piece: &str, sign: i8) -> Option<()> {
    let (atom, note) = match piece.split_once('{') {
        Some((atom, note)) => (atom.trim(), Some(note.strip_suffix('}')?)),
        None => (piece, None),
    };
    if let Some(note) = note.map(|note| note.trim().to_ascii_lowercase()).filter(|note| !is_mere_count(note))
    {
        unit.notes.push((note, sign));
    }
    if atom.is_empty() {
        return note.map(drop);
    }
    if let Some(ten) = power_of_ten(atom) {
        unit.ten += i32::from(sign) * ten;
        return Some(());
    }
    if is_mere_count(&atom.to_ascii_lowercase()) {
        return Some(());
    }
    if let Some(counted) = counted(atom) {
        unit.notes.push((counted.to_owned(), sign));
        return Some(());
    }
    let (atom, power) = with_power(atom);
    let (base, factor, ten) = known(atom)?;
    for _ in 0..power {
        let product =
            if sign > 0 { unit.factor.checked_mul(factor) } else { unit.factor.checked_div(factor) };
        unit.factor = product?;
        unit.ten += i32::from(sign) * ten;
    }
    let power = power * sign;
    // A cubed length is a volume, whoever writes it: 1 m³ is 1,000 L.
    let (base, power, ten) = match (base, power) {
        (Base::Metre, 3) => (Base::Litre, 1, 3),
        (Base::Metre, -3) => (Base::Litre, -1, -3),
        (base, power) => (base, power, 0),
    };
    unit.ten += ten;
    unit.parts.push((base, power));
    Some(())
}

/// `{cells}/uL` counts what `/uL` counts.
fn is_mere_count(word: &str) -> bool {
    matches!(
        word,
        "#" | "1"
            | "cells"
            | "cell"
            | "count"
            | "counts"
            | "rbc"
            | "rbcs"
            | "wbc"
            | "wbcs"
            | "beats"
            | "beat"
            | "breaths"
            | "breath"
            | "platelets"
    )
}

/// What is counted and stays named.
fn counted(atom: &str) -> Option<&'static str> {
    Some(match atom.to_ascii_lowercase().as_str() {
        "copies" | "copy" | "[copies]" => "copies",
        "cfu" | "[cfu]" => "cfu",
        "[hpf]" | "hpf" => "hpf",
        "[lpf]" | "lpf" => "lpf",
        _ => return None,
    })
}

/// `10*3`, `10^3`, `x10(3)`, `10E3`, `K`, `thou`.
fn power_of_ten(atom: &str) -> Option<i32> {
    match atom {
        "K" | "k" | "thou" | "Thou" | "THOU" | "Thousand" | "thousand" | "TH" | "th" => return Some(3),
        "M" | "mil" | "Mil" | "MIL" | "Million" | "million" | "mill" => return Some(6),
        _ => {}
    }
    let rest = atom.trim_start_matches(['x', 'X', '×']).trim_start().strip_prefix("10")?;
    let power = rest.trim_start_matches(['*', '^', 'E', 'e', '(']).trim_end_matches(')');
    (rest != power).then(|| power.parse().ok().filter(|power| (1..=15).contains(power)))?
}

/// The atom without its power: `m2`, `m^2`.
fn with_power(atom: &str) -> (&str, i8) {
    match atom.as_bytes().last() {
        Some(digit @ b'2'..=b'4') if atom.len() > 1 => {
            let power = i8::try_from(digit - b'0').unwrap_or(1);
            (atom[..atom.len() - 1].trim_end_matches(['^', '*']), power)
        }
        _ => (atom, 1),
    }
}

/// A unit by itself: its base, and how much of it (`factor × 10^ten`).
type Known = (Base, Decimal, i32);

fn known(atom: &str) -> Option<Known> {
    let lower = atom.to_ascii_lowercase();
    let of = |base, factor: Decimal, ten| Some((base, factor, ten));
    let whole = |base, ten| of(base, Decimal::ONE, ten);
    match lower.as_str() {
        "%" | "percent" | "pct" => whole(Base::Percent, 0),
        "cel" | "°c" | "degc" => whole(Base::Celsius, 0),
        "[degf]" | "°f" | "degf" => whole(Base::Fahrenheit, 0),
        "[lb_av]" | "lb" | "lbs" | "lb_av" => of(Base::Gram, Decimal::new(45_359_237, 5), 0),
        "[oz_av]" | "oz" | "oz_av" => of(Base::Gram, Decimal::new(28_349_523_125, 9), 0),
        "[in_i]" | "in" | "in_i" | "inch" | "inches" => of(Base::Metre, Decimal::new(254, 4), 0),
        "[ft_i]" | "ft" | "ft_i" => of(Base::Metre, Decimal::new(3048, 4), 0),
        "mm[hg]" | "mmhg" | "mm hg" => of(Base::Pascal, Decimal::new(133_322, 3), 0),
        "min" | "minute" | "minutes" => of(Base::Second, Decimal::from(60), 0),
        "h" | "hr" | "hour" | "hours" => of(Base::Second, Decimal::from(3600), 0),
        "d" | "day" | "days" => of(Base::Second, Decimal::from(86_400), 0),
        "sec" | "seconds" | "second" => whole(Base::Second, 0),
        "gm" | "gram" | "grams" => whole(Base::Gram, 0),
        "cc" | "ml" => whole(Base::Litre, -3),
        "cumm" | "cmm" => whole(Base::Litre, -6),
        _ => prefixed(atom, &lower),
    }
}

/// Capitals say nothing in laboratory systems (`MG/DL`), but alone: `G/L` may be grams or counts of billions.
fn prefixed(atom: &str, lower: &str) -> Option<Known> {
    if matches!(atom, "G" | "T" | "M") {
        return None;
    }
    let bases = [
        ("mol", Base::Mole),
        ("eq", Base::Equivalent),
        ("osm", Base::Osmole),
        ("[iu]", Base::InternationalUnit),
        ("iu", Base::InternationalUnit),
        ("pa", Base::Pascal),
        ("g", Base::Gram),
        ("l", Base::Litre),
        ("m", Base::Metre),
        ("s", Base::Second),
        ("u", Base::EnzymeUnit),
    ];
    bases.into_iter().find_map(|(name, base)| {
        let ten = match lower.strip_suffix(name)? {
            "" => 0,
            "k" => 3,
            "d" => -1,
            "c" => -2,
            "m" => -3,
            "u" | "mc" => -6,
            "n" => -9,
            "p" => -12,
            "f" => -15,
            _ => return None,
        };
        Some((base, Decimal::ONE, ten))
    })
}
