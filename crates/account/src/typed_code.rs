//! What somebody typed or pasted where a code is asked for. Every code field of the portal is read here, so that none is stricter
//! than another: blanks of every kind, dashes, points and invisible marks do not matter, and figures are figures in every script.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// More letters than any code has; what is longer is none.
const LONGEST: usize = 64;

/// The zeros of the decimal figures of Unicode 16 (general category Nd). Each is followed by the figures 1 to 9. Full-width and
/// mathematical figures are not among them: compatibility normalisation has made them ASCII before.
const ZEROS: [u32; 66] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0,
    0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0x104A0, 0x10D30, 0x10D40,
    0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA,
    0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16130, 0x16A60, 0x16AC0,
    0x16B50, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950,
];

/// The letters and figures of a code, with nothing in between, as capitals.
pub(crate) fn plain(typed: &str) -> Zeroizing<String> {
    let letters = typed.nfkc().map(ascii_figure).filter(|c| c.is_alphanumeric());
    Zeroizing::new(letters.take(LONGEST).map(|c| c.to_ascii_uppercase()).collect())
}

/// The same for codes of Crockford's Base32: the letters that are taken for figures are figures.
pub(crate) fn plain_base32(typed: &str) -> Zeroizing<String> {
    let put_right = |c| match c {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    Zeroizing::new(plain(typed).chars().map(put_right).collect())
}

fn ascii_figure(c: char) -> char {
    let value = u32::from(c);
    let zero = ZEROS.iter().rev().find(|zero| **zero <= value);
    let figure = zero.map(|zero| value - zero).filter(|figure| *figure <= 9);
    figure.and_then(|figure| char::from_digit(figure, 10)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_pasted_code_is_read_whatever_stands_between_its_figures() {
        for typed in [
            "123456",
            " 123 456",
            "123 456 ",
            "123-456",
            "123\u{2013}456",
            "123\u{2011}456",
            "123\u{a0}456",
            "123\u{202f}456",
            "\u{200b}123456\u{feff}",
            "\t123\r\n456\n",
            "123.456",
            "12 34 56",
        ] {
            assert_eq!(*plain(typed), "123456", "{typed:?}");
        }
    }

    #[test]
    fn figures_are_figures_in_every_script() {
        for typed in ["１２３４５６", "١٢٣٤٥٦", "۱۲۳۴۵۶", "१२३४५६", "১২৩৪৫৬", "๑๒๓๔๕๖", "၁၂၃၄၅၆", "𝟏𝟐𝟑𝟒𝟓𝟔"]
        {
            assert_eq!(*plain(typed), "123456", "{typed}");
        }
    }

    #[test]
    fn full_width_letters_are_letters_and_look_alikes_are_put_right() {
        assert_eq!(*plain_base32("ｋ７ｍｑ－４ｔ９ｘ"), "K7MQ4T9X");
        assert_eq!(*plain_base32(" oil0 – IL1O "), "01101110");
    }

    #[test]
    fn what_is_no_figure_is_not_made_one() {
        assert_eq!(*plain("12a456"), "12A456");
        assert_ne!(*plain("½23456"), "123456");
        assert!(plain(&"1".repeat(1000)).len() <= LONGEST);
    }

    proptest! {
        #[test]
        fn whatever_is_put_between_the_figures_the_code_is_the_same(
            code in "[0-9]{6}",
            between in prop::collection::vec("[ \u{a0}\u{2009}\u{202f}\u{3000}\u{2010}-\u{2015}_.,:/-]{0,3}", 7),
            zero in prop::sample::select(ZEROS.to_vec()),
        ) {
            let other = |c: char| char::from_u32(zero + c.to_digit(10).unwrap()).unwrap();
            let figures = code.chars().map(other).zip(&between[1..]);
            let typed = figures.fold(between[0].clone(), |typed, (c, gap)| format!("{typed}{c}{gap}"));

            let read = plain(&typed);
            prop_assert_eq!(read.as_str(), code.as_str());
        }
    }
}
