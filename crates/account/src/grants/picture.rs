//! Pictures, written anew from what a picture is made of. Comments, previews, places and whatever hangs on behind are left
//! out, so that a file is nothing else besides. PNG: ISO/IEC 15948, chapter 5. JPEG: ITU-T T.81, annex B.
//!
//! The image data itself is copied as it is, not decoded.

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8";
/// Marker of an APP1 segment with a TIFF header and nothing but `Orientation`, which follows.
const ORIENTATION: &[u8] = b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01";

/// `None` where it is no whole picture.
pub(super) fn png(file: &[u8]) -> Option<Vec<u8>> {
    let mut rest = file.strip_prefix(PNG)?;
    let mut picture = PNG.to_vec();
    let mut has_data = false;
    loop {
        let length = usize::try_from(u32::from_be_bytes(*rest.first_chunk()?)).ok()?;
        let chunk = rest.get(..length.checked_add(12)?)?;
        let name = chunk.get(4..8)?;
        let is_first = picture.len() == PNG.len();
        if is_first != (name == b"IHDR") {
            return None;
        }
        if is_needed(name, length) {
            picture.extend_from_slice(chunk);
        }
        has_data |= name == b"IDAT";
        rest = &rest[chunk.len()..];
        if name == b"IEND" {
            return has_data.then_some(picture);
        }
    }
}

fn is_needed(chunk: &[u8], length: usize) -> bool {
    match chunk {
        b"IDAT" => true,
        b"IHDR" => length == 13,
        b"IEND" => length == 0,
        b"PLTE" => length <= 768,
        b"tRNS" => length <= 256,
        b"gAMA" => length == 4,
        b"sRGB" => length == 1,
        b"pHYs" => length == 9,
        _ => false,
    }
}

/// `None` where it is no whole picture.
pub(super) fn jpeg(file: &[u8]) -> Option<Vec<u8>> {
    let mut rest = file.strip_prefix(JPEG)?;
    let mut picture = JPEG.to_vec();
    let (mut has_size, mut has_data) = (false, false);
    loop {
        let (marker, body) = marker(rest)?;
        if marker == 0xd9 {
            picture.extend_from_slice(b"\xff\xd9");
            return (has_size && has_data).then_some(picture);
        }
        let length = usize::from(u16::from_be_bytes(*body.first_chunk()?));
        let segment = body.get(..length.max(2))?;
        rest = &body[segment.len()..];
        match marker {
            0xc4 | 0xdb | 0xdd | 0xda | 0xc0..=0xcf => keep(&mut picture, marker, segment),
            0xe0 if segment[2..].starts_with(b"JFIF\0") && segment.len() >= 16 => {
                picture.extend_from_slice(b"\xff\xe0\0\x10");
                picture.extend_from_slice(&segment[2..14]);
                // Without the preview.
                picture.extend_from_slice(b"\0\0");
            }
            0xe1 => {
                if let Some(orientation) = orientation(&segment[2..]) {
                    picture.extend_from_slice(ORIENTATION);
                    picture.extend_from_slice(&[0, orientation, 0, 0, 0, 0, 0, 0]);
                }
            }
            // How the colours are meant.
            0xee if segment[2..].starts_with(b"Adobe") && segment.len() == 14 => {
                keep(&mut picture, marker, segment);
            }
            _ => {}
        }
        has_size |= matches!(marker, 0xc0..=0xcf) && marker != 0xc4;
        if marker == 0xda {
            let end = end_of_scan(rest)?;
            picture.extend_from_slice(&rest[..end]);
            rest = &rest[end..];
            has_data = true;
        }
    }
}

fn keep(picture: &mut Vec<u8>, marker: u8, segment: &[u8]) {
    picture.extend_from_slice(&[0xff, marker]);
    picture.extend_from_slice(segment);
}

/// The next marker, and what follows it. There may be filling before it.
fn marker(file: &[u8]) -> Option<(u8, &[u8])> {
    let rest = file.strip_prefix(b"\xff")?;
    let filling = rest.iter().take_while(|byte| **byte == 0xff).count();
    let (marker, body) = rest.get(filling..)?.split_first()?;
    Some((*marker, body))
}

/// Where the next marker stands that is no part of the scan.
fn end_of_scan(scan: &[u8]) -> Option<usize> {
    let is_end = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff);
    scan.windows(2).position(is_end)
}

/// Which way up the camera was held, 2 to 8 (Exif 2.32, § 4.6.4); `None` where it does not matter or is not said.
fn orientation(segment: &[u8]) -> Option<u8> {
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let is_big_endian = match tiff.get(..4)? {
        b"MM\0\x2a" => true,
        b"II\x2a\0" => false,
        _ => return None,
    };
    let number = |at: usize| -> Option<u16> {
        let bytes = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if is_big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let (high, low) = if is_big_endian { (4, 6) } else { (6, 4) };
    let first = (usize::from(number(high)?) << 16) + usize::from(number(low)?);
    let mut entries = (0..usize::from(number(first)?)).map(|entry| first + 2 + 12 * entry);
    let entry = entries.find(|at| number(*at) == Some(0x0112))?;
    let value = u8::try_from(number(entry + 8)?).ok()?;
    (2..=8).contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
        [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], name, data, &[0; 4]].concat()
    }

    fn parts(extra: &[u8]) -> Vec<u8> {
        [PNG, &chunk(b"IHDR", &[1; 13]), extra, &chunk(b"IDAT", b"x"), &chunk(b"IEND", b"")].concat()
    }

    const SIZE: &[u8] = b"\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0";
    const SCAN: &[u8] = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0a\xff\0b\xff\xd0c";

    fn photo(extra: &[u8]) -> Vec<u8> {
        [JPEG, extra, SIZE, SCAN, b"\xff\xd9"].concat()
    }

    #[test]
    fn a_picture_is_nothing_else_besides() {
        let script = b"<script>alert(1)</script>";
        let comment = [&b"\xff\xfe\0\x1b"[..], script].concat();
        let exif = [&b"\xff\xe1\0\x21Exif\0\0"[..], script].concat();

        for (dirty, plain) in [
            (parts(&chunk(b"tEXt", script)), parts(b"")),
            (parts(&chunk(b"iTXt", script)), parts(b"")),
            (parts(&chunk(b"gAMA", script)), parts(b"")),
            ([&parts(b"")[..], script].concat(), parts(b"")),
        ] {
            assert_eq!(png(&dirty), Some(plain));
        }
        for dirty in [photo(&comment), photo(&exif), [&photo(b"")[..], script].concat()] {
            assert_eq!(jpeg(&dirty), Some(photo(b"")));
        }
    }

    #[test]
    fn a_photograph_stays_the_right_way_up() {
        let kept = [ORIENTATION, &[0, 6, 0, 0, 0, 0, 0, 0]].concat();
        let little =
            b"\xff\xe1\0\x22Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";

        assert_eq!(jpeg(&photo(little)), Some(photo(&kept)));
        assert_eq!(jpeg(&photo(&kept)), Some(photo(&kept)), "written anew it stays as it is");
    }

    #[test]
    fn half_a_picture_is_none() {
        let (png_file, jpeg_file) = (parts(b""), photo(b""));
        for end in 0..png_file.len() {
            assert_eq!(png(&png_file[..end]), None, "{end}");
        }
        for end in 0..jpeg_file.len() {
            assert_eq!(jpeg(&jpeg_file[..end]), None, "{end}");
        }
        assert_eq!(png(&[PNG, &chunk(b"IHDR", &[1; 13]), &chunk(b"IEND", b"")].concat()), None, "no data");
        assert_eq!(png(&[PNG, &[0xff; 64]].concat()), None, "a length beyond the file");
    }
}
