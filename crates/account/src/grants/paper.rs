use super::{ShareFault, picture};

/// A paper that proves a standing. What it is, its content says, whatever its name and its sender claim.
#[derive(Clone)]
pub struct Paper {
    pub(super) media_type: &'static str,
    pub(super) body: Vec<u8>,
}

impl Paper {
    /// Bytes of a paper at most.
    pub const LARGEST: usize = 10 * 1024 * 1024;

    /// PDF, PNG and JPEG up to 10 MiB. Of a picture nothing but the picture is kept.
    pub fn new(body: Vec<u8>) -> Result<Self, ShareFault> {
        if body.is_empty() {
            return Err(ShareFault::EmptyDocument);
        }
        if body.len() > Self::LARGEST {
            return Err(ShareFault::DocumentTooLarge);
        }
        let found = infer::get(&body).map(|kind| kind.mime_type());
        let (media_type, body) = match found {
            // The first bytes of the file: somewhere behind them it could begin as something else.
            Some("application/pdf") if body.starts_with(b"%PDF-") => ("application/pdf", Some(body)),
            Some("image/png") => ("image/png", picture::png(&body)),
            Some("image/jpeg") => ("image/jpeg", picture::jpeg(&body)),
            _ => return Err(ShareFault::NotADocument),
        };
        Ok(Self { media_type, body: body.ok_or(ShareFault::NotADocument)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(body: &[u8]) -> Result<&'static str, ShareFault> {
        Paper::new(body.to_vec()).map(|paper| paper.media_type)
    }

    /// As telephones take photographs.
    const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0crc.\
        \0\0\0\x01IDATxcrc.\0\0\0\0IENDcrc.";
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\
        \xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0a\xff\xd9";

    #[test]
    fn a_paper_is_what_its_content_says() {
        assert_eq!(kind(b"%PDF-1.7\n"), Ok("application/pdf"));
        assert_eq!(kind(PNG), Ok("image/png"));
        assert_eq!(kind(JPEG), Ok("image/jpeg"));
        for other in [
            &b"<html><script>"[..],
            b"MZ\x90\0",
            b"PK\x03\x04",
            b"GIF89a",
            b"<svg xmlns",
            HEIC,
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            b"\xff\xd8\xff\xe0\0\x10JFIF",
        ] {
            assert_eq!(kind(other), Err(ShareFault::NotADocument), "{other:?}");
        }
        assert_eq!(kind(b""), Err(ShareFault::EmptyDocument));
    }

    #[test]
    fn a_page_that_becomes_a_pdf_further_on_is_none() {
        for before in [&b"<html><script>alert(1)</script>"[..], b" ", b"\n", b"\xef\xbb\xbf", b"GIF89a"] {
            let file = [before, b"%PDF-1.4\n"].concat();
            assert_eq!(kind(&file), Err(ShareFault::NotADocument), "{before:?}");
        }
    }

    #[test]
    fn a_script_behind_a_picture_is_not_kept() {
        for picture in [PNG, JPEG] {
            let file = [picture, b"<script>alert(1)</script>"].concat();

            let kept = Paper::new(file).unwrap();

            assert_eq!(kept.body, picture);
        }
    }

    #[test]
    fn a_paper_of_more_than_ten_megabytes_is_too_large() {
        let body = |length| [&b"%PDF-1.7\n"[..], &vec![b' '; length]].concat();

        assert_eq!(kind(&body(Paper::LARGEST - 9)), Ok("application/pdf"));
        assert_eq!(kind(&body(Paper::LARGEST)), Err(ShareFault::DocumentTooLarge));
    }
}
