//! The characters of a text. What the text says of itself comes first (its byte order mark, its declarations), then what was
//! said of it; undeclared text is UTF-8 where it can be, else the set in which most of what is left was written. What
//! nobody can tell is not guessed: a wrong sign hides a unit.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// So much of the beginning of markup may say in which set it is written.
const DECLARED_WITHIN: usize = 2048;

/// The text; `None` where it is written in a set that nobody here can read. `declared` is a media type with its parameters.
pub(crate) fn decoded(bytes: &[u8], declared: &str, is_markup: bool) -> Option<String> {
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        return Some(marked.decode_without_bom_handling(&bytes[length..]).0.into_owned());
    }
    let named = in_media_type(declared).or_else(|| is_markup.then(|| in_markup(bytes)).flatten());
    let encoding = match named {
        Some(name) => known(&name)?,
        None => wide(bytes).unwrap_or(UTF_8),
    };
    if encoding.is_single_byte() || encoding == UTF_8 {
        // Text that happens to be UTF-8 is UTF-8, whatever was said of it: nobody writes `Âµ`.
        if let Some(text) = utf_8(bytes) {
            return Some(text.to_owned());
        }
        let single = if encoding == UTF_8 { WINDOWS_1252 } else { encoding };
        return Some(single.decode_without_bom_handling(bytes).0.into_owned());
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if !had_errors {
        return Some(text.into_owned());
    }
    utf_8(bytes).map(str::to_owned)
}

/// UTF-8; what breaks off within its last character is let through, because it may be the beginning of something longer.
fn utf_8(bytes: &[u8]) -> Option<&str> {
    match str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => str::from_utf8(&bytes[..error.valid_up_to()]).ok(),
        Err(_) => None,
    }
}

fn known(name: &str) -> Option<&'static Encoding> {
    Encoding::for_label(name.as_bytes()).filter(|encoding| *encoding != REPLACEMENT)
}

/// `charset` of a media type.
fn in_media_type(declared: &str) -> Option<String> {
    let mut parameters = declared.split(';').skip(1);
    parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

/// What markup says of itself in a `meta` element or an XML declaration.
fn in_markup(bytes: &[u8]) -> Option<String> {
    let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_ascii_lowercase();
    let value_after = |text: &str, name: &str| {
        let rest = text.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start();
        let value = rest.trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.'))?;
        (end > 0).then(|| value[..end].to_owned())
    };
    let metas = beginning.split("<meta").skip(1).filter_map(|meta| meta.split('>').next());
    let mut in_meta = metas.filter_map(|meta| value_after(meta, "charset"));
    let declaration = beginning.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    in_meta.next().or_else(|| value_after(declaration?, "encoding"))
}

/// UTF-16 without a mark: most text has a zero in every second byte then.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), bytes.len() / 2);
    let is_most = |own: usize, other: usize| half >= 2 && own * 10 >= half * 6 && other * 10 <= half;
    if is_most(odd, even) {
        return Some(UTF_16LE);
    }
    is_most(even, odd).then_some(UTF_16BE)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MICRO: &[u8] = b"Levothyroxine 25 \xb5g";
    const WORDS: &str = "Levothyroxine 25 µg";

    fn read(bytes: &[u8], declared: &str) -> Option<String> {
        decoded(bytes, declared, false)
    }

    #[test]
    fn a_unit_survives_whatever_the_set_and_wherever_it_is_said() {
        let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let marked = |mark: &[u8], text: Vec<u8>| [mark, &text].concat();
        for (bytes, declared) in [
            (MICRO.to_vec(), "text/plain; charset=ISO-8859-1"),
            (MICRO.to_vec(), "text/plain;charset=\"windows-1252\""),
            (MICRO.to_vec(), "text/plain"),
            (MICRO.to_vec(), "text/plain; charset=utf-8"),
            (MICRO.to_vec(), "text/plain; charset=us-ascii"),
            (WORDS.as_bytes().to_vec(), "text/plain"),
            (WORDS.as_bytes().to_vec(), "text/plain; charset=iso-8859-1"),
            (marked(&[0xef, 0xbb, 0xbf], WORDS.into()), "text/plain; charset=iso-8859-1"),
            (marked(&[0xff, 0xfe], utf_16(WORDS)), "text/plain"),
            (utf_16(WORDS), "text/plain; charset=utf-16le"),
            (utf_16(WORDS), "text/plain"),
        ] {
            assert_eq!(read(&bytes, declared).as_deref(), Some(WORDS), "{declared} {bytes:?}");
        }
    }

    #[test]
    fn markup_says_in_which_set_it_is_written() {
        for head in [
            "<html><head><meta charset=\"iso-8859-5\"></head><p>",
            "<html><head><META http-equiv=Content-Type content='text/html; charset=ISO-8859-5'></head><p>",
            "<?xml version=\"1.0\" encoding='ISO-8859-5'?><html><p>",
        ] {
            let bytes = [head.as_bytes(), b"\xb1\xde\xdb\xec"].concat();
            assert!(decoded(&bytes, "text/html", true).unwrap().ends_with("Боль"), "{head}");
        }
        let contradicted = b"<meta charset=utf-8><p>\xb5g";
        assert!(decoded(contradicted, "text/html", true).unwrap().ends_with("µg"));
    }

    #[test]
    fn sets_of_many_bytes_are_read_and_nobody_guesses_one_that_is_unknown() {
        assert_eq!(read(b"\x94\xad\x94M", "text/plain; charset=Shift_JIS").as_deref(), Some("発熱"));
        assert_eq!(read(b"25 \xe6g", "text/plain; charset=cp437"), None, "a guess would be another sign");
        assert_eq!(read(b"\xff\xff\xff", "text/plain; charset=Shift_JIS"), None);
        assert_eq!(read(b"x", "text/plain; charset=utf-7"), None);
    }
}
